import type { SentimentSlot } from "../../contract/values.ts";
import { netSentiment } from "../../domain/sentiment/net-sentiment.ts";

type Counted = "mentions" | "stories";
type Cell = Readonly<Record<Counted, number>>;

/** The sum of counted cells. */
export function sumOf(cells: readonly Cell[], counted: Counted): number {
  return cells.reduce((sum, cell) => sum + cell[counted], 0);
}

/** Net sentiment of counted cells. */
export function netOf(cells: readonly (Cell & { readonly sentiment: SentimentSlot })[], counted: Counted) {
  const of = (sentiment: SentimentSlot) =>
    sumOf(
      cells.filter((cell) => cell.sentiment === sentiment),
      counted,
    );
  return netSentiment({
    positive: of("positive"),
    neutral: of("neutral"),
    negative: of("negative"),
    unsure: of("unsure"),
  });
}
