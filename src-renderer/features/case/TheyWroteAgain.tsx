import type { Reply } from "../../../src-main/contract/methods/replies.ts";
import { useReview } from "../../lib/use-review.ts";
import { WroteAgain } from "../../ui/WroteAgain.tsx";

/** Above words that are on their way: what came too late to be answered by them. */
export function TheyWroteAgain({ reply }: { reply: Pick<Reply, "id" | "hash"> }) {
  return <WroteAgain review={useReview(reply).review} />;
}
