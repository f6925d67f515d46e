import type { Act } from "../commands.ts";
import { listTargets } from "../store/crm-target.ts";
import { insertDelivery } from "../store/delivery.ts";
import { snapshotInteraction } from "../store/interaction.ts";
import { readMeta } from "../store/meta.ts";

/**
 * Puts an interaction into the outbox of every target that is switched on, in the transaction of the act that it
 * reports. One key for all targets and all retries: `wr:<install>:<ulid>`.
 */
export async function queueInteraction(
  act: Act,
  about: { readonly caseRowId: number; readonly replyRowId: number },
): Promise<void> {
  const targets = (await listTargets(act.trx)).filter((target) => target.enabled);
  if (targets.length === 0) return;
  const key = `wr:${(await readMeta(act.trx, "install_id")) ?? "desk"}:${act.newId()}`;
  const line = await snapshotInteraction(act.trx, { ...about, key, at: act.at });
  for (const target of targets) {
    const id = act.newId();
    await insertDelivery(act.trx, {
      id,
      targetRowId: target.rowId,
      caseRowId: about.caseRowId,
      contactKey: line.contact.key,
      line,
      at: act.at,
    });
    await act.record({ kind: "delivery.queued", subjectId: id, payload: { key, target: target.name } });
  }
}
