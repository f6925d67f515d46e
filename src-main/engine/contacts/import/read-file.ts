import type { ContactImportPreview, ContactReading } from "../../../contract/methods/contact-imports.ts";
import type { Said } from "../../../contract/values.ts";
import { readContactRow, recogniseContactColumns } from "../../../domain/contacts/contact-columns.ts";
import type { ReadContact } from "../../../domain/contacts/imported-contact.ts";
import { readVcardContact } from "../../../domain/contacts/read-vcard-contact.ts";
import { readVcards } from "../../../domain/contacts/read-vcards.ts";
import { decodeText } from "../../by-hand/decode-text.ts";
import { findDelimiter, readRecords } from "../../by-hand/read-records.ts";
import type { Delimiter } from "../../by-hand/read-records.ts";
import { oneLine, safeText } from "../../../domain/text/safe-text.ts";

export type ContactFile = Pick<ContactImportPreview, "form" | "encoding"> & {
  readonly text: string;
  readonly headings: readonly string[];
  readonly delimiter: Delimiter;
  readonly headingLine: number;
  /** What the headings say of how to read it. */
  readonly guessed: ContactReading;
};

const searchedForHeadings = 20;
const shownHeadings = 500;

/** Opens a file of contacts: vCard where it says so, else CSV with its delimiter and headings. */
export async function openContactFile(bytes: Uint8Array): Promise<ContactFile> {
  const { text, encoding } = decodeText(bytes);
  const plain = { encoding, text, delimiter: ",", headingLine: 0 } as const;
  if (/^\s*BEGIN:VCARD/im.test(text.slice(0, 100_000)))
    return { ...plain, form: "vcard", headings: [], guessed: { columns: [], known: "fill" } };
  const delimiter = await findDelimiter(text);
  const first: { readonly line: number; readonly cells: readonly string[] }[] = [];
  for await (const { line, cells } of readRecords(text, delimiter)) {
    if (cells) first.push({ line, cells });
    if (first.length === searchedForHeadings) break;
  }
  const knows = (cells: readonly string[]) => recogniseContactColumns(cells).length;
  const heading =
    first.find(({ cells }) => knows(cells) > 1) ?? first.find(({ cells }) => knows(cells) > 0) ?? first[0];
  const headings = (heading?.cells ?? []).slice(0, shownHeadings).map((cell) => safeText(cell).trim().slice(0, 200));
  const columns = [...recogniseContactColumns(headings)].slice(0, 100);
  const guessed: ContactReading = { columns, known: "fill" };
  return { form: "csv", encoding, text, delimiter, headings, headingLine: heading?.line ?? 0, guessed };
}

/** Why a file cannot be read at all, or null: nothing in it, or no column that tells who somebody is. */
export function findContactFileFault({ form, headings }: ContactFile, { columns }: ContactReading): Said | null {
  if (form === "vcard") return null;
  if (headings.length === 0) return { code: "contacts.import.fault.empty", params: {} };
  const tells: ReadonlySet<string> = new Set([
    "name",
    "firstName",
    "lastName",
    "organisation",
    "phone",
    "email",
    "handle",
  ]);
  const isTelling = columns.some(({ is, at }) => tells.has(is) && at < headings.length);
  return isTelling ? null : { code: "contacts.import.fault.nobody", params: {} };
}

export type ContactRecord = { readonly row: number; readonly line: number; readonly read: ReadContact };

type Reading = { readonly reading: ContactReading; readonly country: string | null };

/** The records of a file in order; row numbers count from 1. */
export async function* recordsOf(file: ContactFile, { reading, country }: Reading): AsyncGenerator<ContactRecord> {
  let row = 0;
  if (file.form === "vcard") {
    for (const card of readVcards(file.text)) {
      row += 1;
      yield { row, line: card.line, read: readVcardContact(card, { country, clean: safeText }) };
    }
    return;
  }
  const context = {
    columns: reading.columns,
    headings: file.headings,
    country,
    clean: (text: string) => oneLine(text),
  };
  for await (const { line, cells } of readRecords(file.text, file.delimiter)) {
    if (line <= file.headingLine) continue;
    // A row of nothing but delimiters is an empty line of a spreadsheet.
    if (cells?.every((cell) => cell.trim() === "")) continue;
    row += 1;
    const problem = { code: "contacts.import.problem.quoteOpen", params: {} };
    yield { row, line, read: cells ? readContactRow(cells, context) : { problem } };
  }
}

export const sliceLength = 200;

/** Records in slices of what one transaction keeps. */
export async function* slicesOf(records: AsyncIterable<ContactRecord>): AsyncGenerator<readonly ContactRecord[]> {
  let slice: ContactRecord[] = [];
  for await (const record of records) {
    slice.push(record);
    if (slice.length < sliceLength) continue;
    yield slice;
    slice = [];
    await new Promise(setImmediate);
  }
  if (slice.length > 0) yield slice;
}
