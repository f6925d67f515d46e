import { useEffect, useRef } from "react";
import type { Reply } from "../../../src-main/contract/methods/replies.ts";
import { useActs } from "../../lib/acts.tsx";
import { useWords } from "../../lib/words.ts";
import type { DraftBefore } from "./use-composer.ts";
import type { ReplyActs } from "./use-reply-acts.ts";

type Parts = { replies: readonly Reply[]; acts: ReplyActs; show: (replyId: string) => void };

/** Offers to bring back the draft that another script replaced, with its words. */
export function useOfferUndo({ replies, acts, show }: Parts) {
  const { t } = useWords();
  const { did } = useActs();
  // An undo comes later: it must act on the replies as they are then.
  const latest = useRef(replies);
  useEffect(() => void (latest.current = replies), [replies]);
  return (started: Reply, { reply: { script }, words }: NonNullable<DraftBefore["instead"]>): void => {
    const before = { scriptId: script?.id ?? null, variant: script?.variant ?? "body" } as const;
    async function undo(): Promise<void> {
      const instead = latest.current.find((one) => one.id === started.id);
      const back = await acts.begin(before, { instead, carry: words });
      if (back) show(back.id);
    }
    did({ says: t("case.done.scriptChanged"), undo });
  };
}
