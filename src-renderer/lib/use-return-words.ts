import type { Reply } from "../../src-main/contract/methods/replies.ts";
import { type WordKey, useWords } from "./words.ts";

/** Why a draft went back, in words: the reasons of the list, then somebody's own. */
export function useReturnWords(): (returned: NonNullable<Reply["returned"]>) => string {
  const { t } = useWords();
  return ({ reason, reasons }) =>
    [reasons.map((code) => t(`approvals.reason.${code}` as WordKey)).join("; "), reason].filter(Boolean).join(": ");
}
