import type { PersonRow } from "../../../src-main/contract/methods/session.ts";
import type { WordKey, WordParams } from "../../lib/words.ts";

/** Whether public replies can be approved by somebody else than who wrote them, as a sentence. */
export function whoApproves(people: readonly PersonRow[]): { key: WordKey; params: WordParams } {
  const [first, ...others] = people.filter(({ roles }) => roles.includes("corpcomm"));
  if (!first) return { key: "welcome.people.nobodyApproves", params: {} };
  if (others.length === 0) return { key: "welcome.people.oneApproves", params: { name: first.name } };
  return { key: "welcome.people.manyApprove", params: { count: others.length + 1 } };
}
