import { runEngineAct } from "../../commands.ts";
import { sourcesByRow } from "../../store/source.ts";
import type { Poll, PollParts } from "./poll-parts.ts";
import { restingNeighbours } from "./rest.ts";
import { recordSuccess } from "./success.ts";
import type { GoodVisit, Success } from "./success.ts";

/** As many as take a transaction a few milliseconds. */
const mostAtOnce = 50;
const longestWaitMs = 200;

type Unchanged = { readonly visit: GoodVisit; readonly outcome: Exclude<Success["outcome"], "stored"> };
type Waiting = Unchanged & { readonly done: () => void; readonly failed: (cause: unknown) => void };

type UnchangedParts = Omit<PollParts, "closing" | "unchanged">;

export type UnchangedWriter = {
  /** Resolves when it is committed that a source had nothing new. */
  readonly write: (unchanged: Unchanged) => Promise<Poll>;
  /** A poll ended: when no other is on its way, nothing need be waited for. */
  readonly pollEnded: () => void;
};

/**
 * Writes down that sources had nothing new, those of the same moment in one transaction: most polls end so, and a
 * transaction for each costs more than asking the server. What is lost when the program dies meanwhile is asked again.
 */
export function createUnchangedWriter(parts: UnchangedParts, isPolling: () => boolean): UnchangedWriter {
  let waiting: Waiting[] = [];
  let cancelTimer = () => {};

  function flush(): void {
    cancelTimer();
    const group = waiting;
    waiting = [];
    if (group.length > 0) void settle(group);
  }

  async function settle(group: readonly Waiting[]): Promise<void> {
    try {
      await recordUnchanged(parts, group);
      for (const { done } of group) done();
    } catch (cause) {
      // What one of them breaks is not the others' fault.
      if (group.length > 1) for (const one of group) await settle([one]);
      else for (const { failed } of group) failed(cause);
    }
  }

  // A poll that waits for its host begins right after another one's end.
  const pollEnded = () => void setImmediate(() => isPolling() || flush());

  return {
    write: async (unchanged) => {
      await new Promise<void>((done, failed) => {
        waiting.push({ ...unchanged, done, failed });
        if (waiting.length >= mostAtOnce || !mayWait(unchanged.visit)) flush();
        else if (waiting.length === 1) cancelTimer = parts.clock.after(longestWaitMs, flush);
      });
      return { outcome: "not-modified", newMentions: 0, trouble: null };
    },
    pollEnded,
  };
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
