import type { ReplyState } from "../../contract/values.ts";

export type ReplyAct =
  | "save"
  | "submit"
  | "sign"
  | "approve"
  | "edit"
  | "return"
  | "undoApproval"
  | "legal"
  | "cancel"
  | "handOver"
  | "prove"
  | "setAccount"
  | "setClosing"
  | "takeBack"
  | "tryNow"
  | "accept";

/** Which act is possible in which state. Editing after submit is allowed and voids every approval. */
const possible: Readonly<Record<ReplyAct, readonly ReplyState[]>> = {
  save: ["draft", "returned", "submitted", "approved", "void"],
  submit: ["draft", "returned", "void"],
  sign: ["draft", "returned", "void", "submitted"],
  approve: ["submitted"],
  edit: ["submitted", "approved"],
  return: ["submitted", "approved"],
  undoApproval: ["submitted", "approved"],
  legal: ["draft", "returned", "submitted", "approved", "void"],
  cancel: ["draft", "returned", "submitted", "approved", "handed_over", "void", "failed", "needs_person"],
  handOver: ["approved", "handed_over", "failed", "needs_person"],
  prove: ["handed_over"],
  setAccount: ["draft", "returned", "submitted", "approved", "void"],
  setClosing: ["draft", "returned", "submitted", "approved", "void", "failed", "needs_person", "handed_over"],
  takeBack: ["failed", "needs_person"],
  tryNow: ["approved", "failed", "needs_person"],
  accept: ["needs_person"],
};

export function isPossible(act: ReplyAct, state: ReplyState): boolean {
  return possible[act].includes(state);
}
