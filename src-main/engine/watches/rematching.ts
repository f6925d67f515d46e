import type { Parsed } from "../../contract/methods.ts";
import type { Rematching } from "../../contract/methods/watches.ts";
import { Refusal } from "../../contract/refusal.ts";
import { runCommand } from "../commands.ts";
import type { Call } from "../handlers.ts";
import { cancelJobs, newestJob } from "../store/job.ts";
import type { Db } from "../store/open.ts";
import { enqueueRematch, rematchKind, readProgress } from "./rematch-job.ts";
import type { RematchParts } from "./rematch-job.ts";

/** How far the newest re-matching is; null before the first. */
export async function readRematching(db: Db): Promise<Rematching | null> {
  const job = await newestJob(db, rematchKind);
  if (!job) return null;
  const { id, state, done, startedAt, endedAt } = job;
  const { added, dropped } = readProgress(job);
  return { id, state, done, total: Math.max(done, job.total ?? 0), added, dropped, startedAt, endedAt };
}

/** Stops a re-matching between two slices. What it went through stays. */
export async function cancelRematchCommand(
  parts: RematchParts,
  { commandId }: Parsed<"watches.cancelRematch">,
  call: Call,
): Promise<Record<string, never>> {
  return runCommand(parts, { call, method: "watches.cancelRematch", commandId, topics: ["watches"] }, async (act) => {
    const job = await newestJob(act.trx, rematchKind);
    if (job?.state !== "queued" && job?.state !== "running") throw new Refusal("not-found", { what: "rematch" });
    await cancelJobs(act.trx, rematchKind, act.at);
    const { added, dropped } = readProgress(job);
    const payload = { done: job.done, total: Math.max(job.done, job.total ?? 0), added, dropped };
    await act.record({ kind: "watch.rematch_cancelled", subjectId: job.id, payload });
    return {};
  });
}

/** Goes through the stored items again from the newest on. */
export async function rematchCommand(
  parts: RematchParts & { readonly rematchSoon: () => void },
  { commandId }: Parsed<"watches.rematch">,
  call: Call,
): Promise<Record<string, never>> {
  const answer = await runCommand(
    parts,
    { call, method: "watches.rematch", commandId, topics: ["watches"] },
    async (act) => {
      await enqueueRematch(act);
      return {};
    },
  );
  parts.rematchSoon();
  return answer;
}
