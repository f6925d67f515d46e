import { isDeepStrictEqual } from "node:util";
import { editInteraction, keptEdit } from "../../domain/crm/edit-line.ts";
import type { Correction, CorrectionCause } from "../../domain/crm/interaction.ts";
import type { Act } from "../commands.ts";
import { insertDelivery } from "../store/delivery.ts";
import { linesToCorrect, refreshWaiting } from "../store/delivery-correction.ts";
import { snapshotInteraction } from "../store/interaction.ts";
import { saveSnapshot } from "../store/interaction-record.ts";
import type { InteractionRecord } from "../store/interaction-record.ts";
import { newKey } from "./queue-interaction.ts";

/**
 * Tells every target that has a line of this interaction, or will have it, how it is now. Several corrections that still
 * wait are one. Nothing is sent where nothing that was told is otherwise. Answers how many targets are told.
 */
export async function queueCorrection(
  act: Act,
  record: InteractionRecord,
  { because, wasReopened = false }: { readonly because: CorrectionCause; readonly wasReopened?: boolean },
): Promise<number> {
  const before = record.snapshot;
  if (before === null) return 0;
  const reopened = wasReopened || before.outcome === "reopened";
  const now = await snapshotInteraction(act.trx, { ...record, wasReopened: reopened });
  // Whose line it stands in was said once, and the story may have another first mention by now.
  const line = { ...now, contact: { ...now.contact, key: before.contact.key } };
  if (isDeepStrictEqual(line, before)) return 0;
  await saveSnapshot(act.trx, record.rowId, { snapshot: line, at: act.at });
  const waiting = await linesToCorrect(act.trx, record);
  for (const { targetRowId, targetName, waitingRowId, isBuried, changed } of waiting) {
    const words = editInteraction(line, keptEdit({ changed, before, now: line }));
    const base = { schema: "watchroom.correction/1", contact: words.contact, because, interaction: words } as const;
    const occurredAt = new Date(act.at).toISOString();
    if (isBuried) {
      await refreshWaiting(act.trx, isBuried.rowId, words);
      continue;
    }
    if (waitingRowId !== null) {
      await refreshWaiting(act.trx, waitingRowId.rowId, { ...base, key: waitingRowId.key, occurredAt });
      continue;
    }
    const id = act.newId();
    const correction: Correction = { ...base, key: await newKey(act), occurredAt };
    await insertDelivery(act.trx, {
      ...{ id, targetRowId, caseRowId: record.caseRowId },
      ...{ contactKey: line.contact.key, line: correction, at: act.at },
    });
    const payload = { key: correction.key, target: targetName, corrects: record.key, because };
    await act.record({ kind: "delivery.queued", subjectId: id, payload });
  }
  return waiting.length;
}
