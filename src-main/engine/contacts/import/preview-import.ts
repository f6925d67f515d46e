import type { Parsed } from "../../../contract/methods.ts";
import type { ContactImportPreview } from "../../../contract/methods/contact-imports.ts";
import { showPhone } from "../../../domain/contacts/phone.ts";
import { readFileBytes } from "../../by-hand/preview-import.ts";
import type { Db } from "../../store/open.ts";
import { readSettings } from "../../store/setting.ts";
import { deskCountry } from "../desk-country.ts";
import { findContactFileFault, openContactFile, recordsOf, slicesOf } from "./read-file.ts";
import { sortRecords } from "./sort-records.ts";
import type { SoundRecord } from "./sort-records.ts";

const shownRows = 20;
const shownProblems = 100;

/** What an import would do with every record of the file. Refusals: file-gone, file-too-large. */
export async function previewContacts(
  db: Db,
  { uploadId, reading: asked }: Parsed<"contactImports.preview">,
): Promise<ContactImportPreview> {
  const file = await openContactFile(await readFileBytes(db, uploadId));
  const reading = asked ?? file.guessed;
  const fault = findContactFileFault(file, reading);
  const counts = { total: 0, new: 0, filled: 0, known: 0, twice: 0, problem: 0 };
  const first: SoundRecord[] = [];
  const problems: ContactImportPreview["problems"] = [];
  if (!fault) {
    const country = deskCountry((await readSettings(db)).settings);
    const seen = new Set<string>();
    for await (const slice of slicesOf(recordsOf(file, { reading, country })))
      for (const record of await sortRecords(db, slice, { known: reading.known, seen })) {
        counts.total += 1;
        counts[record.state] += 1;
        if (record.state !== "problem" && first.length < shownRows) first.push(record);
        if (record.state === "problem" && problems.length < shownProblems)
          problems.push({ row: record.row, line: record.line, says: record.says });
      }
  }
  return {
    ...{ form: file.form, fault, headings: [...file.headings], encoding: file.encoding, reading, problems },
    counts: {
      ...{ total: counts.total, added: counts.new, filled: counts.filled },
      ...{ known: counts.known + counts.twice, problems: counts.problem },
    },
    rows: first.map(shownRow),
  };
}

function shownRow({ row, line, state, contact, as }: SoundRecord): ContactImportPreview["rows"][number] {
  const { name, kind, organisation, town, phones, emails, handles, note } = contact;
  return {
    ...{ row, line, name, kind, organisation, town, note, state },
    phones: phones.map(({ digits }) => showPhone(digits)),
    emails: emails.map(({ written }) => written),
    handles: [...handles],
    as: as && { id: as.id, name: as.name },
  };
}
