import type { ReplyState } from "../../contract/values.ts";

export type ReplyAct = "save" | "submit" | "approve" | "return" | "cancel" | "handOver" | "prove";

/** Which act is possible in which state. Editing after submit is allowed and voids every approval. */
const possible: Readonly<Record<ReplyAct, readonly ReplyState[]>> = {
  save: ["draft", "returned", "submitted", "approved", "void"],
  submit: ["draft", "returned", "void"],
  approve: ["submitted"],
  return: ["submitted", "approved"],
  cancel: ["draft", "returned", "submitted", "approved", "handed_over", "void", "failed", "needs_person"],
  handOver: ["approved", "handed_over"],
  prove: ["handed_over"],
};

export function isPossible(act: ReplyAct, state: ReplyState): boolean {
  return possible[act].includes(state);
}
