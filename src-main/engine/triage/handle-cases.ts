import { Refusal } from "../../contract/refusal.ts";
import type { Settings } from "../../contract/methods/settings.ts";
import type { WakeOn } from "../../contract/methods/triage.ts";
import type { NoReplyReason } from "../../contract/queue-filter.ts";
import type { Priority, Resolution, Versioned } from "../../contract/values.ts";
import { needsReason } from "../../domain/cases/resolution.ts";
import { resolveCase, setCasePriority, snoozeCase } from "../../domain/cases/transitions.ts";
import { isPublic } from "../../domain/private-path/path.ts";
import { changeCases } from "../cases/change-cases.ts";
import type { Act } from "../commands.ts";
import { stepBeside } from "../private-path/take-step.ts";
import type { CaseRecord } from "../store/case.ts";
import { provenCases } from "../store/proven-case.ts";
import { storiesById } from "../store/story-act.ts";
import { openCasesOf, takeStories } from "./take-stories.ts";

type On = { readonly stories: readonly Versioned[] };

export type Ending = {
  readonly resolution: Resolution;
  /** Of the closed list, where no reply is needed. */
  readonly why?: NoReplyReason | null;
  readonly reason: string;
  /** Public id of the story that says the same. */
  readonly duplicateOf?: string | null;
};

/**
 * Resolves the open cases of stories. "Answered" needs a posted reply in each. Refusals: reason-needed, stale,
 * case-resolved, proof-needed, not-found, nothing-to-join.
 */
export async function resolveStories(
  act: Act,
  { stories, resolution, why = null, reason: words, duplicateOf = null }: On & Ending,
): Promise<number> {
  const reason = reasonOf({ resolution, why, words });
  if (duplicateOf !== null) await requireOther(act, { stories, duplicateOf });
  const taken = await takeStories(act, stories);
  const records = openCasesOf(taken);
  if (resolution === "answered") await requireProof(act, records);
  await changeCases(
    act,
    records.map((record) => ({
      record,
      kind: "case.resolved",
      state: resolveCase(record.state, { resolution, reason, at: act.at, of: duplicateOf }),
      ...(why === null ? {} : { says: { why } }),
    })),
  );
  if (resolution === "handed_private")
    for (const { story, record } of taken)
      // Who called was in private from the beginning: that is no complaint that was brought there.
      if (record && records.includes(record) && isPublic(story.network))
        await stepBeside(act, record, { step: "confirmed", via: null });
  return records.length;
}

/** A reason of the closed list stands for itself; `other`, and whatever is not on the list, needs words. */
function reasonOf({ resolution, why, words }: Pick<Ending, "resolution" | "why"> & { readonly words: string }): string {
  const isListed = resolution === "no_reply_needed" && why != null && why !== "other";
  if (words === "" && needsReason(resolution) && !isListed) throw new Refusal("reason-needed");
  return words === "" && isListed ? why : words;
}

async function requireOther(act: Act, { stories, duplicateOf }: On & { readonly duplicateOf: string }): Promise<void> {
  if (stories.some(({ id }) => id === duplicateOf)) throw new Refusal("nothing-to-join");
  const [other] = await storiesById(act.trx, [duplicateOf]);
  if (!other) throw new Refusal("not-found", { what: "story" });
}

async function requireProof(act: Act, records: readonly CaseRecord[]): Promise<void> {
  const proven = await provenCases(
    act.trx,
    records.map(({ rowId }) => rowId),
  );
  if (records.some(({ rowId }) => !proven.has(rowId))) throw new Refusal("proof-needed");
}

/**
 * Puts cases away until a time in the future, until they answer, or until the words of the feed change. Refusals:
 * bad-input, stale, case-resolved.
 */
export async function snoozeStories(
  act: Act,
  {
    stories,
    until,
    on,
    reason,
  }: On & { readonly until: number | null; readonly on: WakeOn | null; readonly reason: string },
): Promise<number> {
  if (until !== null && until <= act.at) throw new Refusal("bad-input", { field: "until" });
  const records = openCasesOf(await takeStories(act, stories));
  await changeCases(
    act,
    records.map((record) => ({
      record,
      kind: "case.snoozed",
      state: snoozeCase(record.state, { until, on: until === null ? (on ?? "answer") : on }),
      says: { reason },
    })),
  );
  return records.length;
}

/** Sets the priority; the deadline follows, from the same beginning. Refusals: stale, case-resolved. */
export async function setPriorities(
  act: Act,
  { stories, priority, settings }: On & { readonly priority: Priority; readonly settings: Settings },
): Promise<number> {
  const records = openCasesOf(await takeStories(act, stories)).filter(({ state }) => state.priority !== priority);
  await changeCases(
    act,
    records.map((record) => ({
      record,
      kind: "case.priority_set",
      state: setCasePriority(record.state, priority, settings),
    })),
  );
  return records.length;
}
