import { runEngineAct } from "../commands.ts";
import type { Act } from "../commands.ts";
import { rematchItems } from "../mentions/rematch-items.ts";
import type { Parts } from "../parts.ts";
import type { Understanding } from "../sources/understanding.ts";
import { countSeenSince, itemsSeenSince } from "../store/item.ts";
import { cancelJobs, insertJob, newestJob, nextJob, saveJob } from "../store/job.ts";
import type { Job } from "../store/job.ts";
import type { Db } from "../store/open.ts";

export const rematchKind = "rematch";
/** What one transaction goes through: as many items as take about this long. V8 may mark old objects in the same turn, for as long as several milliseconds per quarter of a megabyte that it allocates. */
const goalMs = 5;
const slices = { first: 25, least: 5, most: 50 };
const keptMs = 30 * 24 * 60 * 60_000;
/** Pages hear of progress this often; of the end at once. */
const tellMs = 500;

type Progress = {
  readonly since: number;
  readonly before: number;
  readonly added: number;
  readonly dropped: number;
};

/** Where a re-matching stands: written by this file only. An older program kept no counts. */
export function readProgress({ input }: Pick<Job, "input">): Progress {
  const { since = 0, before = 0, added = 0, dropped = 0 } = JSON.parse(input) as Partial<Progress>;
  return { since, before, added, dropped };
}

/** Asks for all items of the last 30 days to be matched anew, because what is a mention has changed. */
export async function enqueueRematch(act: Act): Promise<void> {
  await cancelJobs(act.trx, rematchKind, act.at);
  const since = act.at - keptMs;
  const progress: Progress = { since, before: Number.MAX_SAFE_INTEGER, added: 0, dropped: 0 };
  const total = await countSeenSince(act.trx, since);
  await insertJob(act.trx, { id: act.newId(), kind: rematchKind, input: JSON.stringify(progress), at: act.at, total });
}

export type RematchParts = Parts & { readonly understandings: (db: Db) => Promise<Understanding> };

export type Rematcher = {
  /** Begins, or goes on with, what is asked for. */
  readonly soon: () => void;
  /** Resolves when nothing is asked for. */
  readonly idle: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** Works through re-matching in small slices, each in a transaction of its own; a stopped engine goes on where it was. */
export function createRematcher(parts: RematchParts): Rematcher {
  let stopped = false;
  let running: Promise<void> = Promise.resolve();

  async function work(): Promise<void> {
    // What was said lately is read here, also when the desk starts: no transaction has to wait for it later.
    if (!stopped) await (await parts.understandings(parts.store.read)).nearText.ready(parts.store.read);
    await new Promise(setImmediate);
    let size = slices.first;
    let toldAt = parts.clock.monotonic();
    for (;;) {
      const job = stopped ? null : await nextJob(parts.store.read, rematchKind);
      if (job === null) return;
      const begun = parts.clock.monotonic();
      const isLast = await runSlice(parts, job, size);
      const now = parts.clock.monotonic();
      size = nextSize(size, now - begun);
      if (isLast || now - toldAt >= tellMs) {
        toldAt = now;
        parts.changed("triage", "watches", "wallboard", "sources", "status");
      }
      await new Promise(setImmediate);
    }
  }

  return {
    soon: () => {
      running = running
        .then(work)
        .catch((cause: unknown) => parts.log.error("rematch.broke", { error: String(cause) }));
    },
    idle: () => running,
    stop: async () => {
      stopped = true;
      await running;
    },
  };
}

/** Shrinks at once when a slice took too long, and grows slowly. */
function nextSize(size: number, tookMs: number): number {
  const fitting = tookMs === 0 ? slices.most : Math.floor((size * goalMs) / tookMs);
  return Math.max(slices.least, Math.min(slices.most, fitting, Math.ceil(size * 1.25)));
}

/** One slice; says whether nothing is left. A page may have cancelled the work meanwhile. */
async function runSlice(parts: RematchParts, { rowId }: Job, size: number): Promise<boolean> {
  return runEngineAct(parts, { topics: [] }, async (act) => {
    const job = await newestJob(act.trx, rematchKind);
    if (job?.rowId !== rowId || job.state === "cancelled") return true;
    const { since, before, added, dropped } = readProgress(job);
    const items = await itemsSeenSince(act.trx, { since, before, limit: size });
    const rowIds = items.map((item) => item.rowId);
    const changed = await rematchItems(act, await parts.understandings(act.trx), rowIds.toReversed());
    const progress: Progress = {
      since,
      before: rowIds.at(-1) ?? 0,
      added: added + changed.added,
      dropped: dropped + changed.dropped,
    };
    const ended = items.length < size ? act.at : null;
    await saveJob(act.trx, { rowId, input: JSON.stringify(progress), done: job.done + items.length, ended });
    return ended !== null;
  });
}
