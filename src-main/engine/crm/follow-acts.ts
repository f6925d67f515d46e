import type { NewEvent } from "../../domain/events.ts";
import { isFollowed, readChanges, readHappenings } from "../../domain/crm/happenings.ts";
import type { Change, Happening } from "../../domain/crm/happenings.ts";
import { choiceOf } from "../../domain/crm/logging-choice.ts";
import type { Act } from "../commands.ts";
import { readChoices } from "../store/crm-logging.ts";
import { blankErased } from "../store/delivery-erase.ts";
import { caseOfChange, caseOfHappening, rowOfPerson } from "../store/interaction-case.ts";
import type { HappeningCase } from "../store/interaction-case.ts";
import { insertInteraction, interactionsOfCase, loggedOfContact } from "../store/interaction-record.ts";
import { queueCorrection } from "./queue-correction.ts";
import { logInteraction, newKey } from "./queue-interaction.ts";

/** A slip in what was logged by hand can be taken back without a trace for so long. */
const slipMs = 60_000;

/**
 * Looks at what an act wrote into the log, before its commit: what happened becomes an interaction, and goes to the CRM
 * where the desk chose so; what changed is corrected where it was told before. So no act can forget it. Answers whether
 * something was queued.
 */
export async function followAct(act: Act, events: readonly NewEvent[]): Promise<boolean> {
  if (!events.some(({ kind }) => isFollowed(kind))) return false;
  let queued = 0;
  for (const { kind, subjectId } of events) if (kind === "delivery.done") await blankErased(act.trx, subjectId);
  for (const change of readChanges(events)) queued += await correct(act, change);
  for (const happening of readHappenings(events)) queued += await take(act, happening);
  return queued > 0;
}

async function take(act: Act, happening: Happening): Promise<number> {
  const found = await caseOfHappening(act.trx, happening);
  if (!found) return 0;
  const { choices } = await readChoices(act.trx);
  const isAutomatic = choiceOf(choices, found.bucket, happening.type) === "automatic";
  // How a case ended can be read from the case: it is written down when it is logged, and never after an answer.
  if (happening.type === "resolved" && (!isAutomatic || found.wasAnswered)) return 0;
  const isByHand = happening.of === "story";
  const record = await insertInteraction(act.trx, {
    ...{ key: await newKey(act), type: happening.type, note: happening.note, occurredAt: act.at },
    ...(await placeOf(act, found)),
  });
  return isAutomatic ? logInteraction(act, record, isByHand ? { notBefore: act.at + slipMs } : {}) : 0;
}

async function placeOf(act: Act, found: HappeningCase) {
  const { caseRowId, cycle, replyRowId, itemRowId } = found;
  const personRowId =
    replyRowId !== null || act.actor.kind !== "person" ? null : await rowOfPerson(act.trx, act.actor.id);
  return { caseRowId, cycle, replyRowId, itemRowId, personRowId };
}

async function correct(act: Act, change: Change): Promise<number> {
  if (change.of === "contact") return correctAll(act, await loggedOfContact(act.trx, change.id), change, null);
  const found = await caseOfChange(act.trx, change);
  if (!found) return 0;
  const records = await interactionsOfCase(act.trx, found.caseRowId);
  const isReopened = change.because === "case_reopened" && act.actor.kind === "person";
  return correctAll(act, records, change, isReopened ? found.cycle - 1 : null);
}

async function correctAll(
  act: Act,
  records: Awaited<ReturnType<typeof interactionsOfCase>>,
  { because }: Change,
  reopenedCycle: number | null,
): Promise<number> {
  let queued = 0;
  for (const record of records) {
    const wasReopened = record.cycle === reopenedCycle;
    if (record.loggedAt !== null) queued += await queueCorrection(act, record, { because, wasReopened });
  }
  return queued;
}
