import type { Said } from "../../contract/values.ts";

/** Why a mention stands where it does: a key of the word catalogue (section `reason`) with its parameters, one line when said. */
export type Reason = Said;

/** A reason with the words that show it; without words it is said without them. */
export function reasonWith(code: string, words: string): Reason {
  return words === "" ? { code: `reason.${code}`, params: {} } : { code: `reason.${code}_words`, params: { words } };
}

/** "Rule Delivery complaints: late, 5 words from delivery"; `why` is the author's own sentence, for those who ask further. */
export function ruleReason(
  { name, reason }: { readonly name: string; readonly reason: string },
  words: readonly string[],
): Reason {
  if (words.length === 0) return { code: "reason.rule", params: { rule: name, why: reason } };
  return { code: "reason.rule_words", params: { rule: name, words: words.join(", "), why: reason } };
}
