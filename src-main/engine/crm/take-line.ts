import type { Act } from "../commands.ts";
import { targetByRow } from "../store/crm-target.ts";
import type { Target } from "../store/crm-target.ts";
import { deliveryByRow, markSending, nextDelivery } from "../store/delivery.ts";
import type { Delivery } from "../store/delivery.ts";
import { isErased } from "../store/delivery-line.ts";
import { buryErased, buryUndelivered } from "./bury-undelivered.ts";

/** A line that leaves now, with its target, as both stood in the transaction that marked it. */
export type TakenLine = {
  readonly target: Target;
  readonly delivery: Delivery;
  /** It may have arrived before. */
  readonly isRepeat: boolean;
};

/** A new target takes nothing before a person has seen its first line. */
export const canTake = (target: Target): boolean => target.enabled && !target.paused && target.lookedAt !== null;

/**
 * Takes what is due next at a target, and marks it as `sending` in the same transaction: what a person paused, withdrew,
 * changed or erased a moment ago never leaves as it was before. "buried" = the head of a line died instead; null = nothing
 * is due.
 */
export async function takeLine(
  act: Act,
  { targetRowId, openedAt }: { readonly targetRowId: number; readonly openedAt: number },
): Promise<TakenLine | "buried" | null> {
  const target = await targetByRow(act.trx, targetRowId);
  if (!target || !canTake(target)) return null;
  const delivery = await nextDelivery(act.trx, { targetRowId, now: act.at });
  if (!delivery) return null;
  if (await isErased(act.trx, delivery.rowId)) {
    await buryErased(act, { target, delivery });
    return "buried";
  }
  if (delivery.kind === "correction" && (await isUndelivered(act, delivery))) {
    await buryUndelivered(act, { target, delivery });
    return "buried";
  }
  await markSending(act.trx, delivery, act.at);
  // A line that was ever tried may have arrived: its answer was lost, or the engine ended before it came. So may one of
  // before this start: the workspace may have been brought back from a backup.
  return { target, delivery, isRepeat: delivery.firstTryAt !== null || delivery.createdAt < openedAt };
}

/** Its line brings a correction behind what it corrects: if that did not arrive by now, it will not. */
async function isUndelivered({ trx }: Act, { correctsRowId }: Delivery): Promise<boolean> {
  const first = correctsRowId === null ? null : await deliveryByRow(trx, correctsRowId);
  return first?.state !== "done";
}
