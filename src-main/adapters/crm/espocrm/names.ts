import { oneLine } from "../../../domain/text/safe-text.ts";
import type { CrmPerson } from "../../../domain/crm/interaction.ts";

const longest = 100;

/** First and last name for two fields of a hundred characters; a last name there always is. */
export function namesOf(person: CrmPerson): { readonly first: string | null; readonly last: string } {
  const whole = oneLine(person.name ?? "");
  if (whole === "") return { first: null, last: cut(insteadOfAName(person)) };
  const [behind = "", before = ""] = whole.split(/\s*,\s*/, 2);
  if (before !== "" && behind !== "") return { first: cut(before), last: cut(behind) };
  const space = whole.lastIndexOf(" ");
  if (space === -1) return { first: null, last: cut(whole) };
  return { first: cut(whole.slice(0, space)), last: cut(whole.slice(space + 1)) };
}

const insteadOfAName = ({ handle, emails, phones, key }: CrmPerson): string =>
  [handle, emails[0], phones[0]].map((one) => oneLine(one ?? "")).find((one) => one !== "") ?? key;

/** By characters, so that no emoji is cut in two. */
const cut = (text: string): string => [...text].slice(0, longest).join("").trim();
