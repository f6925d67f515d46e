import { runEngineAct } from "../commands.ts";
import type { Act } from "../commands.ts";
import { rematchItems } from "../mentions/rematch-items.ts";
import type { Rematched } from "../mentions/rematch-items.ts";
import type { Parts } from "../parts.ts";
import type { Understanding } from "../sources/understanding.ts";
import { itemsSeenSince } from "../store/item.ts";
import { cancelJobs, insertJob, nextJob, saveJob } from "../store/job.ts";
import type { Job } from "../store/job.ts";
import type { Db } from "../store/open.ts";

const kind = "rematch";
const slice = 200;
const keptMs = 30 * 24 * 60 * 60_000;

type Progress = { readonly since: number; readonly before: number };

/** Asks for all items of the last 30 days to be matched anew, because what is a mention has changed. */
export async function enqueueRematch(act: Act): Promise<void> {
  await cancelJobs(act.trx, kind, act.at);
  const progress: Progress = { since: act.at - keptMs, before: Number.MAX_SAFE_INTEGER };
  await insertJob(act.trx, { id: act.newId(), kind, input: JSON.stringify(progress), at: act.at });
}

export type RematchParts = Parts & { readonly understandings: (db: Db) => Promise<Understanding> };

export type Rematcher = {
  /** Begins, or goes on with, what is asked for. */
  readonly soon: () => void;
  /** Resolves when nothing is asked for. */
  readonly idle: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** Works through re-matching in slices of 200 items, each in a transaction of its own; a stopped engine goes on where it was. */
export function createRematcher(parts: RematchParts): Rematcher {
  let stopped = false;
  let running: Promise<void> = Promise.resolve();

  async function work(): Promise<void> {
    // What was said lately is read here, also when the desk starts: no transaction has to wait for it later.
    if (!stopped) await (await parts.understandings(parts.store.read)).nearText.ready(parts.store.read);
    for (;;) {
      const job = stopped ? null : await nextJob(parts.store.read, kind);
      if (job === null) return;
      await runSlice(parts, job);
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

async function runSlice(parts: RematchParts, job: Job): Promise<void> {
  // Written by enqueueRematch and by this function only.
  const { since, before } = JSON.parse(job.input) as Progress;
  const changed = await runEngineAct(parts, { topics: [] }, async (act): Promise<Rematched> => {
    const items = await itemsSeenSince(act.trx, { since, before, limit: slice });
    const rowIds = items.map((item) => item.rowId);
    const input: Progress = { since, before: rowIds.at(-1) ?? 0 };
    const ended = items.length < slice ? act.at : null;
    await saveJob(act.trx, { rowId: job.rowId, input: JSON.stringify(input), done: job.done + items.length, ended });
    return rematchItems(act, await parts.understandings(act.trx), rowIds.toReversed());
  });
  if (changed.added + changed.dropped > 0) parts.changed("triage", "watches", "wallboard", "sources", "status");
}
