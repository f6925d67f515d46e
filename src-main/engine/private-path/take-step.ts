import type { PrivateStep, PrivateVia } from "../../contract/methods/private-path.ts";
import { Refusal } from "../../contract/refusal.ts";
import type { Versioned } from "../../contract/values.ts";
import { goOnInPrivate } from "../../domain/cases/transitions.ts";
import { type PrivatePath, takeStep } from "../../domain/private-path/path.ts";
import { changeCases } from "../cases/change-cases.ts";
import type { Act } from "../commands.ts";
import type { CaseRecord } from "../store/case.ts";
import { readPath, savePath } from "../store/private-path.ts";
import { reminderOf } from "./reminder-of.ts";
import { takeStories } from "../triage/take-stories.ts";

export type Step = { readonly step: PrivateStep; readonly via: PrivateVia | null };

/** A person takes a step with a case. A private contact is an answer: it stops the response clock. Refusals: stale, not-found, step-not-next. */
export async function stepByHand(
  act: Act,
  { story, step, via }: Step & { readonly story: Versioned },
): Promise<number> {
  const [taken] = await takeStories(act, [story]);
  const record = taken?.record;
  if (!record) throw new Refusal("not-found", { what: "case" });
  const moved = await movePath(act, record, { step, via });
  if (!moved) throw new Refusal("step-not-next", { step });
  const isContact = step !== "invited" && step !== "declined";
  const state = goOnInPrivate(record.state, { at: act.at, isContact });
  await changeCases(act, [{ record, kind: "case.private_step", state, says: { ...moved, step, via } }]);
  return 1;
}

/** What an act says about the path beside what it does to the case: taken where it may follow, else nothing. */
export async function stepBeside(act: Act, record: CaseRecord, { step, via }: Step): Promise<void> {
  const moved = await movePath(act, record, { step, via });
  if (!moved) return;
  const { id: subjectId, storyId: story } = record;
  // The case itself is changed by the act, whose own event says how.
  const payload = { story, ...moved, step, via, before: {}, after: {} };
  await act.record({ kind: "case.private_step", subjectId, cycle: record.state.cycle, payload });
}

type Moved = { readonly path: { readonly before: PrivatePath; readonly after: PrivatePath } };

async function movePath(act: Act, { rowId, state }: CaseRecord, { step, via }: Step): Promise<Moved | null> {
  const at = { caseRowId: rowId, cycle: state.cycle };
  const before = await readPath(act.trx, at);
  const after = takeStep(before, { step, via, at: act.at });
  if (!after) return null;
  const remindAt = await reminderOf(act.trx, { path: after, bucket: state.bucket });
  await savePath(act.trx, at, { path: after, remindAt, remindedAt: null });
  return { path: { before, after } };
}
