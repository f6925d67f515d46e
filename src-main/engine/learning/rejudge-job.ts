import type { Rejudging } from "../../contract/methods/learning.ts";
import { Refusal } from "../../contract/refusal.ts";
import { sentimentSlot } from "../../domain/sentiment/sentiment.ts";
import type { Sentiment } from "../../domain/sentiment/sentiment.ts";
import { runEngineAct } from "../commands.ts";
import type { Act } from "../commands.ts";
import { refreshTone } from "../mentions/refresh-tone.ts";
import type { Parts } from "../parts.ts";
import { judgedWords } from "../sources/judged-words.ts";
import { cancelJobs, insertJob, nextJob, saveJob } from "../store/job.ts";
import type { Job } from "../store/job.ts";
import type { Db } from "../store/open.ts";
import { countUncorrected, lastJob, uncorrectedItems } from "../store/rejudge.ts";
import type { UncorrectedItem } from "../store/rejudge.ts";
import { readSettings } from "../store/setting.ts";
import { recount } from "../store/slot.ts";
import { setVerdicts } from "../store/story-act.ts";
import type { ReadDeskModels } from "./desk-models.ts";

const kind = "rejudge";
const slice = 100;

type Progress = { readonly before: number; readonly total: number; readonly changed: number };

/** Asks for all items that nobody corrected to be judged anew. Refusal: rejudge-busy. */
export async function enqueueRejudge(act: Act): Promise<void> {
  if (await nextJob(act.trx, kind)) throw new Refusal("rejudge-busy");
  const progress: Progress = { before: Number.MAX_SAFE_INTEGER, total: await countUncorrected(act.trx), changed: 0 };
  await insertJob(act.trx, { id: act.newId(), kind, input: JSON.stringify(progress), at: act.at });
}

/** Ends it where it stands; what is judged stays and is told of. */
export async function cancelRejudge(act: Act): Promise<void> {
  const job = await nextJob(act.trx, kind);
  if (!job) return;
  await cancelJobs(act.trx, kind, act.at);
  await tellOf(act, { items: job.done, changed: progressOf(job.input).changed });
}

/** Where the last one stands; null when there was none. */
export async function readRejudging(db: Db): Promise<Rejudging | null> {
  const job = await lastJob(db, kind);
  if (!job) return null;
  const { total, changed } = progressOf(job.input);
  return { state: job.state, done: job.done, total, changed, startedAt: job.startedAt };
}

export type Rejudger = {
  /** Begins, or goes on with, what is asked for. */
  readonly soon: () => void;
  readonly idle: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** Judges anew in slices of 100 items, each in a transaction of its own with its counts; a stopped engine goes on where it was. */
export function createRejudger(parts: Parts & { readonly deskModels: ReadDeskModels }): Rejudger {
  let stopped = false;
  let running: Promise<void> = Promise.resolve();

  async function work(): Promise<void> {
    for (;;) {
      const job = stopped ? null : await nextJob(parts.store.read, kind);
      if (job === null) return;
      const changed = await runEngineAct(parts, { topics: ["learning"] }, (act) =>
        judgeSlice(act, parts.deskModels, job),
      );
      if (changed > 0) parts.changed("triage", "case", "wallboard");
      await new Promise(setImmediate);
    }
  }

  return {
    soon: () => {
      running = running
        .then(work)
        .catch((cause: unknown) => parts.log.error("rejudge.broke", { error: String(cause) }));
    },
    idle: () => running,
    stop: async () => {
      stopped = true;
      await running;
    },
  };
}

async function judgeSlice(act: Act, deskModels: ReadDeskModels, job: Job): Promise<number> {
  // Cancelled meanwhile.
  if ((await nextJob(act.trx, kind))?.rowId !== job.rowId) return 0;
  const { settings } = await readSettings(act.trx);
  const { classify } = await deskModels(act.trx);
  const { names, misspellings, rivals } = settings.brand;
  const asked = { brands: [...names, ...misspellings], rivals };
  const progress = progressOf(job.input);
  const items = await uncorrectedItems(act.trx, { before: progress.before, limit: slice });
  const judged = items.map((item) => ({ item, sentiment: classify(judgedWords(item), { ...asked, lang: item.lang }) }));
  const changed = judged.filter(({ item, sentiment }) => differs(item, sentiment));
  await saveVerdicts(act, changed, settings.unsureBelow);
  const total = { before: items.at(-1)?.rowId ?? 0, total: progress.total, changed: progress.changed + changed.length };
  const done = job.done + items.length;
  const isOver = items.length < slice;
  await saveJob(act.trx, { rowId: job.rowId, input: JSON.stringify(total), done, ended: isOver ? act.at : null });
  if (isOver) await tellOf(act, { items: done, changed: total.changed });
  return changed.length;
}

type Rejudged = { readonly item: UncorrectedItem; readonly sentiment: Sentiment | null };

async function saveVerdicts(act: Act, changed: readonly Rejudged[], unsureBelow: number): Promise<void> {
  await setVerdicts(
    act.trx,
    changed.map(({ item, sentiment }) => ({
      rowId: item.rowId,
      verdict: {
        label: sentiment?.label ?? null,
        score: sentiment?.score ?? null,
        confidence: sentiment?.confidence ?? null,
        correctedBy: null,
      },
    })),
  );
  const moved = changed.flatMap(({ item, sentiment }) => {
    const slot = sentimentSlot(sentiment, unsureBelow);
    return item.slot === null || item.slot === slot ? [] : [{ item, slot }];
  });
  for (const [slot, group] of Map.groupBy(moved, (one) => one.slot))
    await recount(
      act.trx,
      group.map(({ item }) => item.rowId),
      { sentiment: slot },
    );
  const stories = new Set(moved.flatMap(({ item }) => item.storyRowId ?? []));
  for (const storyRowId of stories) await refreshTone(act, storyRowId);
}

function differs({ label, score, confidence }: UncorrectedItem, said: Sentiment | null): boolean {
  return (
    label !== (said?.label ?? null) || score !== (said?.score ?? null) || confidence !== (said?.confidence ?? null)
  );
}

// Written by this file only.
function progressOf(input: string): Progress {
  return JSON.parse(input) as Progress;
}

function tellOf(act: Act, { items, changed }: { readonly items: number; readonly changed: number }): Promise<void> {
  return act.record({
    kind: "model.rejudged",
    subjectId: "sentiment",
    payload: { of: "sentiment", items, changed },
  });
}
