import type { FieldSource, ScriptField } from "../../contract/methods/playbook.ts";
import { isClosedValue } from "../replies/field-kinds.ts";

/** What the desk knows of a case when a reply is begun; null where it knows nothing. */
export type KnownCase = {
  readonly contactName: string | null;
  readonly handle: string | null;
  readonly writerName: string;
  readonly firmName: string | null;
  /** The public id of the case. */
  readonly caseId: string;
  /** The time or date that our last reply to the case named. */
  readonly promised: string | null;
  /** The approved line of the case. */
  readonly line: string | null;
  /** The name of the place where the post stands. */
  readonly place: string;
};

type Moment = { readonly at: number; readonly timeZone: string; readonly language: string | null };

/** How many letters of its id a customer may read out: enough to find the case again, few enough to be told. */
const referenceLength = 8;

/** What people call a case when they speak of it: the end of its public id. */
export function caseReference(caseId: string): string {
  return caseId.slice(-referenceLength);
}

/** Only a name that looks like "First Last" gives a first name; a nickname such as `quayside_jo` does not. */
export function firstNameOf(name: string | null): string | null {
  return /^(\p{Lu}\p{Ll}+) \p{Lu}/u.exec(name ?? "")?.[1] ?? null;
}

/** What each source of a field suggests for a case; a source that knows nothing is left out. */
export function knownValues(known: KnownCase, moment: Moment): Readonly<Partial<Record<FieldSource, string>>> {
  const values: Readonly<Record<FieldSource, string | null>> = {
    "contact.firstName": firstNameOf(known.contactName),
    "contact.handle": known.handle,
    "person.firstName": firstNameOf(known.writerName),
    "firm.name": known.firmName,
    "case.reference": caseReference(known.caseId),
    "case.promised": known.promised,
    "case.line": known.line,
    "post.place": known.place,
    "today.date": sayDate(moment),
    "clock.now": sayTime(moment),
  };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== ""));
}

/** The values that a script's fields begin with. A choice takes only one of its own. */
export function suggestFor(
  fields: readonly ScriptField[],
  known: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const pairs = fields.map((field): [string, string] => {
    const source = field.suggestFrom ?? "";
    const value = Object.hasOwn(known, source) ? (known[source] ?? "") : "";
    const isFit = field.kind !== "choice" || (field.options?.includes(value) ?? false);
    return [field.name, isFit ? value : ""];
  });
  return Object.fromEntries(pairs.filter(([, value]) => value !== ""));
}

/** "22 November 2026" in the language of the script, where a field of dates takes it so; else "2026-11-22". */
function sayDate({ at, timeZone, language }: Moment): string {
  const said = new Intl.DateTimeFormat(localeOf(language), { dateStyle: "long", timeZone }).format(at);
  const field = { name: "", required: true, kind: "date", usedIn: [] } as const;
  if (isClosedValue(field, said, { linkHosts: [] })) return said;
  return new Intl.DateTimeFormat("sv", { dateStyle: "short", timeZone }).format(at);
}

function sayTime({ at, timeZone }: Moment): string {
  return new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone }).format(at);
}

/** English dates begin with the day, as where this program is at home; other languages say them in their own way. */
function localeOf(language: string | null): string {
  const wanted = language === null || language === "en" ? "en-GB" : language;
  return Intl.DateTimeFormat.supportedLocalesOf([wanted])[0] ?? "en-GB";
}
