import type { Source } from "../store/source.ts";
import { sourceById } from "../store/source.ts";
import { saveFetch } from "../store/source-fetch.ts";
import { pollAccount } from "./accounts/poll-account.ts";
import { createHostGate } from "./host-gate.ts";
import { createNewsWriter } from "./poll/little-news.ts";
import type { Heard, Poll, PollParts } from "./poll/poll-parts.ts";
import { pollSource } from "./poll/poll-source.ts";
import { restUntil } from "./poll/rest.ts";
import { isPolled } from "./reach.ts";
import { createUnchangedWriter } from "./poll/unchanged.ts";

export type Poller = {
  /** Polls a source when its host's turn comes; asked twice meanwhile, it polls once. */
  readonly poll: (source: Source) => Promise<Poll>;
  /** Resolves when no poll runs or waits. */
  readonly idle: () => Promise<void>;
  /** Breaks off what is on its way; nothing of it counts as a failure. */
  readonly stop: () => Promise<void>;
};

const unasked: Poll = { outcome: "not-modified", newMentions: 0, trouble: null };

export function createPoller(parts: Omit<PollParts, "closing" | "unchanged" | "news">): Poller {
  const closing = new AbortController();
  const gate = createHostGate(parts.clock, closing.signal);
  const running = new Map<number, Promise<Poll>>();

  let underway = 0;
  const unchanged = createUnchangedWriter(parts, () => underway > 0);
  const news = createNewsWriter(parts, () => underway > 0);

  async function pollNow({ id }: Source): Promise<Heard> {
    // It may have waited for its host: what is on its row now counts, and it may be gone.
    const source = await sourceById(parts.store.read, id);
    if (source === null || !isPolled(source) || source.goneAt !== null || closing.signal.aborted)
      return { written: Promise.resolve(unasked) };
    const waitUntil = await restUntil(parts.store.read, source, parts.clock.now());
    if (waitUntil !== null) {
      // Its host asked for rest before its turn came.
      const facts = { restUntil: waitUntil, nextCheckAt: Math.max(source.nextCheckAt ?? 0, waitUntil) };
      await parts.store.write((trx) => saveFetch(trx, source.rowId, facts));
      parts.changed("sources");
      return { written: Promise.resolve(unasked) };
    }
    const pollParts = { ...parts, unchanged, news, closing: closing.signal };
    return source.kind === "account" ? pollAccount(pollParts, source) : pollSource(pollParts, source);
  }

  async function inTurn(source: Source): Promise<Heard> {
    underway += 1;
    try {
      return await pollNow(source);
    } finally {
      underway -= 1;
      unchanged.pollEnded();
      news.pollEnded();
    }
  }

  async function idle(): Promise<void> {
    while (running.size > 0) await Promise.allSettled(running.values());
  }

  function poll(source: Source): Promise<Poll> {
    const known = running.get(source.rowId);
    if (known) return known;
    const started = gate(source, () => inTurn(source))
      .then(({ written }) => written)
      .finally(() => running.delete(source.rowId));
    running.set(source.rowId, started);
    return started;
  }

  return {
    poll,
    idle,
    stop: async () => {
      closing.abort();
      await idle();
    },
  };
}
