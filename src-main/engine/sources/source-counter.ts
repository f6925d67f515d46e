import type { Parts } from "../parts.ts";
import { chainHead } from "../store/event-log.ts";
import { sourceCounts } from "../store/source-counts.ts";
import type { CountedSpan, SourceCounts } from "../store/source-counts.ts";

const freshMs = 60_000;

export type SourceCounter = (span: CountedSpan) => Promise<ReadonlyMap<number, SourceCounts>>;

/**
 * Counts what sources brought, again only when something was recorded since: most polls bring nothing new, and counting
 * takes many times as long as listing. What is never recorded, such as old entries deleted, shows within a minute.
 */
export function createSourceCounter({ store, clock }: Pick<Parts, "store" | "clock">): SourceCounter {
  let last: { readonly key: string; readonly counts: ReturnType<SourceCounter> } | null = null;
  return async (span) => {
    const { seq } = await chainHead(store.read);
    const key = JSON.stringify([seq, Math.floor(clock.now() / freshMs), span]);
    if (last?.key === key) return last.counts;
    const counts = sourceCounts(store.read, span);
    last = { key, counts };
    return counts;
  };
}
