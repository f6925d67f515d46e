import { runEngineAct } from "../../commands.ts";
import { sourcesByRow } from "../../store/source.ts";
import type { Poll, PollParts } from "./poll-parts.ts";
import { restingNeighbours } from "./rest.ts";
import { recordSuccess } from "./success.ts";
import type { GoodVisit, Success } from "./success.ts";
import { createTogether } from "./together.ts";
import type { Together } from "./together.ts";

/** As many as take a transaction a few milliseconds. */
const mostAtOnce = 50;

type Unchanged = { readonly visit: GoodVisit; readonly outcome: Exclude<Success["outcome"], "stored"> };

type UnchangedParts = Omit<PollParts, "closing" | "unchanged" | "news">;

/** Writes down that sources had nothing new, as most polls end. */
export type UnchangedWriter = Together<Unchanged, Poll>;

export function createUnchangedWriter(parts: UnchangedParts, isPolling: () => boolean): UnchangedWriter {
  return createTogether({
    clock: parts.clock,
    isPolling,
    isFull: (waiting) => waiting.length >= mostAtOnce || waiting.some(({ visit }) => !mayWait(visit)),
    work: async (group) => {
      await recordUnchanged(parts, group);
      return group.map(() => ({ outcome: "not-modified", newMentions: 0, trouble: null }));
    },
  });
}

/** Whether a visit changes nothing but the source's own row: the rest is written before the next request goes out. */
export function mayWait({ source, answer }: GoodVisit): boolean {
  return source.failures === 0 && answer.retryAfterMs === undefined && answer.redirects.length === 0;
}

async function recordUnchanged(parts: UnchangedParts, group: readonly Unchanged[]): Promise<void> {
  await runEngineAct(parts, { topics: ["sources", "status"] }, async (act) => {
    const sources = await sourcesByRow(
      act.trx,
      group.map(({ visit }) => visit.source.rowId),
    );
    for (const { visit, outcome } of group) {
      const source = sources.get(visit.source.rowId);
      // A person removed it or gave it another address meanwhile, about which this answer says nothing.
      if (source?.url !== visit.source.url) continue;
      const asItIs = { ...visit, source };
      const neighbours = await restingNeighbours(act.trx, asItIs);
      await recordSuccess(parts, act, asItIs, { outcome, newItems: 0, facts: {}, neighbours });
    }
  });
}
