import type { Row, TableName } from "./tables.ts";

/** The columns that a filter may name, and which field of the API each is. */
const columns: Readonly<Record<TableName, Readonly<Record<string, string>>>> = {
  contacts: {
    ...{
      rowid: "id",
      ref_ext: "ref_ext",
      lastname: "lastname",
      firstname: "firstname",
      email: "email",
      fk_soc: "socid",
    },
    ...{ phone: "phone_pro", phone_perso: "phone_perso", phone_mobile: "phone_mobile" },
    socialnetworks: "socialnetworks",
  },
  agendaevents: {
    id: "id",
    ref_ext: "ref_ext",
    label: "label",
    fk_contact: "contact_id",
    fk_soc: "socid",
    code: "code",
  },
  tickets: {
    rowid: "id",
    ref: "ref",
    track_id: "track_id",
    fk_soc: "fk_soc",
    subject: "subject",
    type_code: "type_code",
  },
  thirdparties: { rowid: "id", nom: "name" },
  users: { rowid: "id", login: "login" },
};

type Verdict = { readonly status: 400 | 503 } | { readonly matches: (row: Row) => boolean };

const criterion = /\(([a-zA-Z0-9_.]+:[<>!=insotlke]+:[^()]+)\)/gi;

/** Reads `(t.field:op:'value') and (…)`: a parenthesis in a value is a syntax error, an unknown column one of the database. */
export function readFilters(
  table: TableName,
  filters: string,
  { splitsAtColons }: { splitsAtColons: boolean },
): Verdict {
  if (filters === "") return { matches: () => true };
  const parts = [...filters.matchAll(criterion)].map(([, inside]) => inside ?? "");
  const rest = filters
    .replaceAll(criterion, "")
    .replace(/and|or/gi, "")
    .replace(/[\s()]/g, "");
  const isBalanced = filters.split("(").length === filters.split(")").length;
  if (rest !== "" || parts.length === 0 || !isBalanced) return { status: 400 };
  const tests = parts.map((part) => testOf(table, part, splitsAtColons));
  if (tests.includes(null)) return { status: 503 };
  const isAny = /\)\s*or\s*\(/i.test(filters);
  return { matches: (row) => (isAny ? tests.some((test) => test?.(row)) : tests.every((test) => test?.(row))) };
}

function testOf(table: TableName, part: string, splitsAtColons: boolean): ((row: Row) => boolean) | null {
  const [named = "", operator = "", ...values] = part.split(":");
  const field = columns[table][named.replace(/^t\./, "")];
  if (field === undefined) return null;
  const value = splitsAtColons ? (values[0] ?? "") : values.join(":");
  const quoted = /^'(.*)'$/s.exec(value)?.[1];
  if (operator.toLowerCase() === "like") return (row) => isLike(textOf(row[field]), quoted ?? value);
  // What stands in no quotes is a number; text that begins with no number equals zero.
  if (quoted === undefined)
    return (row) => (Number.parseFloat(textOf(row[field])) || 0) === (Number.parseFloat(value) || 0);
  return (row) => isSame(textOf(row[field]), quoted);
}

/** Neither capitals nor accents count in the database's usual order of letters. */
const isSame = (text: string, value: string): boolean => text.localeCompare(value, "en", { sensitivity: "base" }) === 0;

function isLike(text: string, pattern: string): boolean {
  const source = pattern
    .replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
    .replaceAll("%", "[\\s\\S]*")
    .replaceAll("_", "[\\s\\S]");
  return new RegExp(`^${source}$`, "i").test(text);
}

/** Objects are stored as PHP writes JSON: slashes and everything outside ASCII escaped. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  return JSON.stringify(value)
    .replaceAll("/", "\\/")
    .replace(/[^\x20-\x7e]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
