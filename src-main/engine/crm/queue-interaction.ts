import type { Act } from "../commands.ts";
import { listTargets } from "../store/crm-target.ts";
import { insertDelivery } from "../store/delivery.ts";
import { snapshotInteraction } from "../store/interaction.ts";
import { cycleOfReply } from "../store/interaction-case.ts";
import { insertInteraction, saveSnapshot } from "../store/interaction-record.ts";
import type { InteractionRecord } from "../store/interaction-record.ts";
import { readMeta } from "../store/meta.ts";

/** One key for all targets and all retries: `wr:<install>:<ulid>`. */
export async function newKey(act: Act): Promise<string> {
  return `wr:${(await readMeta(act.trx, "install_id")) ?? "desk"}:${act.newId()}`;
}

/** Puts a posted reply into the outbox of every target that is switched on, in the transaction of the act that posted it. */
export async function queueInteraction(
  act: Act,
  about: { readonly caseRowId: number; readonly replyRowId: number },
): Promise<void> {
  const cycle = await cycleOfReply(act.trx, about.replyRowId);
  const record = await insertInteraction(act.trx, {
    ...{ key: await newKey(act), type: "reply", ...about, cycle },
    ...{ itemRowId: null, personRowId: null, note: null, occurredAt: act.at },
  });
  await logInteraction(act, record);
}

/**
 * Logs an interaction: a line for each target that is switched on, all with the same words and the same key. Once: what
 * was logged stays as it is. Answers to how many targets it goes.
 */
export async function logInteraction(
  act: Act,
  record: InteractionRecord,
  { notBefore = act.at }: { readonly notBefore?: number } = {},
): Promise<number> {
  if (record.loggedAt !== null) return 0;
  const targets = (await listTargets(act.trx)).filter((target) => target.enabled);
  if (targets.length === 0) return 0;
  const line = await snapshotInteraction(act.trx, record);
  await saveSnapshot(act.trx, record.rowId, { snapshot: line, at: act.at });
  for (const target of targets) {
    const id = act.newId();
    await insertDelivery(act.trx, {
      ...{ id, targetRowId: target.rowId, caseRowId: record.caseRowId },
      ...{ contactKey: line.contact.key, line, at: notBefore },
    });
    const payload = { key: line.key, target: target.name };
    await act.record({ kind: "delivery.queued", subjectId: id, payload });
  }
  return targets.length;
}
