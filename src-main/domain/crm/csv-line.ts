import { csvLine } from "../exports/csv.ts";
import type { CrmLine, CrmPerson, Interaction } from "./interaction.ts";

/** One line of any schema, as the columns see it: a correction is its interaction anew, an erasure has none. */
type Seen = {
  readonly line: CrmLine;
  readonly person: Partial<CrmPerson> & Pick<CrmPerson, "key">;
  readonly told: Interaction | null;
};

const columns: readonly (readonly [string, (seen: Seen) => string | null | undefined])[] = [
  ["key", ({ line }) => line.key],
  ["occurred_at", ({ line }) => line.occurredAt],
  ["channel", ({ told }) => told?.channel],
  ["direction", ({ told }) => told?.direction],
  ["contact_key", ({ person }) => person.key],
  ["contact_name", ({ person }) => person.name],
  ["contact_handle", ({ person }) => person.handle],
  ["source", ({ told }) => told?.mention.source],
  ["mention_title", ({ told }) => told?.mention.title],
  ["mention_text", ({ told }) => told?.mention.text],
  ["mention_url", ({ told }) => told?.mention.url],
  ["mention_published_at", ({ told }) => told?.mention.publishedAt],
  ["bucket", ({ told }) => told?.mention.bucket],
  ["sentiment", ({ told }) => told?.mention.sentiment],
  ["reply_text", ({ told }) => told?.reply?.text],
  ["reply_url", ({ told }) => told?.reply?.url],
  ["reply_author", ({ told }) => told?.reply?.author],
  ["approved_by", ({ told }) => told?.reply?.approvedBy.join("; ")],
  ["script", ({ told }) => told?.reply?.script],
  ["outcome", ({ told }) => told?.outcome],
  ["type", ({ line }) => typeOf(line)],
  ["corrects", ({ line }) => correctedBy(line).join("; ")],
  ["note", ({ told }) => told?.note],
  ["case_id", ({ told }) => told?.case.id],
  ["complaint", ({ told }) => (told === null ? null : told.case.isComplaint ? "yes" : "no")],
  ["contact_emails", ({ person }) => person.emails?.join("; ")],
  ["contact_phones", ({ person }) => person.phones?.join("; ")],
  ["agent", ({ told }) => told?.agent],
];

/** The first row of a CSV file of lines. Columns are only ever added at its end. */
export const crmCsvHeader: string = csvLine(columns.map(([name]) => name));

/**
 * A line as one row of RFC 4180: what parts rows is CRLF, and within a cell a line ends with LF alone, so that a row
 * that was torn can be told from one that is whole.
 */
export function crmCsvLine(line: CrmLine): string {
  const seen: Seen = { line, person: line.contact, told: interactionOf(line) };
  return csvLine(columns.map(([, cell]) => cell(seen)?.replace(/\r\n?/g, "\n") ?? null));
}

function interactionOf(line: CrmLine): Interaction | null {
  if (line.schema === "watchroom.interaction/1") return line;
  return line.schema === "watchroom.correction/1" ? line.interaction : null;
}

function typeOf(line: CrmLine): string {
  if (line.schema === "watchroom.interaction/1") return line.type;
  return line.schema === "watchroom.correction/1" ? "correction" : "erasure";
}

/** The keys of the lines that this one changes or takes back. */
function correctedBy(line: CrmLine): readonly string[] {
  if (line.schema === "watchroom.interaction/1") return [];
  return line.schema === "watchroom.correction/1" ? [line.interaction.key] : line.erases;
}
