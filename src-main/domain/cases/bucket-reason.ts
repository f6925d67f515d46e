import type { BucketReason } from "../../contract/methods/triage.ts";

/** How the reason of a story's bucket is stored: a code with its parameters, its certainty, the rule's query and what makes it urgent, as JSON. */
export function writeReason(reason: BucketReason): string {
  const { says, confidence, query, urgent = [] } = reason;
  return JSON.stringify({ says, confidence, query, ...(urgent.length > 0 ? { urgent } : {}) });
}

/** Reads what writeReason wrote. Words that are no JSON are said as they stand (`reason.words`). */
export function readReason(text: string): BucketReason {
  if (!text.startsWith("{"))
    return { says: { code: "reason.words", params: { words: text } }, confidence: null, query: null };
  // Only writeReason writes text that begins like this.
  return JSON.parse(text) as BucketReason;
}
