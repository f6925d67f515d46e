import type { Reply } from "../../../src-main/contract/methods/replies.ts";
import { useReview } from "../../lib/use-review.ts";
import { SentenceComments } from "../../ui/SentenceComments.tsx";

/** What approvers say about single sentences, beside the words that they are about; nothing of it can come into them. */
export function ReplyComments({ reply }: { reply: Pick<Reply, "id" | "hash"> }) {
  const { review, add, settle } = useReview(reply);
  if (!review) return null;
  return <SentenceComments review={review} isWriting={false} onDone={() => {}} onAdd={add} onSettle={settle} />;
}
