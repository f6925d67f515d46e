import { useQueryClient } from "@tanstack/react-query";
import type { Reply } from "../../src-main/contract/methods/replies.ts";
import type { Review } from "../../src-main/contract/methods/reply-review.ts";
import { useActs } from "./acts.tsx";
import { reasonOf } from "./engine.ts";
import { sendCommand, useEngine, useLink } from "./use-engine.tsx";
import { useWords } from "./words.ts";

/** Versions and comments of a reply, and the two things that one does with comments. */
export function useReview(reply: Pick<Reply, "id" | "hash">): {
  review: Review | undefined;
  add: (comment: { sentence: number; text: string }) => Promise<boolean>;
  settle: (comment: { id: string; resolved: boolean }) => void;
} {
  const { t, sayError } = useWords();
  const link = useLink();
  const acts = useActs();
  const client = useQueryClient();
  const { data: review } = useEngine("replies.review", { replyId: reply.id });
  async function perform(act: () => Promise<unknown>): Promise<boolean> {
    try {
      await act();
      return true;
    } catch (error) {
      acts.failed(sayError(reasonOf(error)));
      return false;
    } finally {
      await client.invalidateQueries({ queryKey: ["replies.review"] });
    }
  }
  return {
    review,
    add: async ({ sentence, text }) => {
      const input = { replyId: reply.id, hash: reply.hash, sentence, text };
      const isDone = await perform(() => sendCommand({ link, name: "replies.comment", input }));
      if (isDone) acts.did({ says: t("approvals.done.commented") });
      return isDone;
    },
    settle: ({ id, resolved }) => {
      const input = { replyId: reply.id, commentId: id, resolved };
      void perform(() => sendCommand({ link, name: "replies.settleComment", input }));
    },
  };
}
