import { asList } from "./state.ts";
import type { FakeRecord } from "./state.ts";

export type Condition = { readonly type: string; readonly attribute: string; readonly value: string };

/** `whereGroup[0][type]=equals&whereGroup[0][attribute]=…&whereGroup[0][value]=…`, as PHP reads a query. */
export function conditionsOf(query: URLSearchParams): readonly Condition[] {
  const found = new Map<string, Record<string, string>>();
  for (const [name, value] of query) {
    const [, at, part] = /^whereGroup\[(\d+)\]\[(type|attribute|value)\]$/.exec(name) ?? [];
    if (at === undefined || part === undefined) continue;
    found.set(at, { ...found.get(at), [part]: value });
  }
  return [...found.values()].map(({ type = "", attribute = "", value = "" }) => ({ type, attribute, value }));
}

export function meets(record: FakeRecord, { type, attribute, value }: Condition): boolean {
  const values = valuesOf(record, attribute);
  if (type === "equals") return values.some((held) => held.toLowerCase() === value.toLowerCase());
  return values.some((held) => isLike(held, value));
}

/** An e-mail and a phone are looked for among all that the contact has. */
function valuesOf(record: FakeRecord, attribute: string): readonly string[] {
  const others = attribute === "emailAddress" ? "otherEmails" : attribute === "phoneNumber" ? "otherPhones" : null;
  const all = [record[attribute], ...(others === null ? [] : asList(record[others]))];
  return all.filter((held) => typeof held === "string");
}

/** `LIKE '%…%'` of SQL: letters of either case, and `_` and `%` stand for others. */
function isLike(held: string, wanted: string): boolean {
  const pattern = [...wanted]
    .map((letter) => (letter === "%" ? ".*" : letter === "_" ? "." : escaped(letter)))
    .join("");
  return new RegExp(pattern, "isu").test(held);
}

const escaped = (letter: string): string => letter.replace(/[\\^$.*+?()[\]{}|/-]/, (sign) => `\\${sign}`);
