import type { Act } from "../commands.ts";
import type { Target } from "../store/crm-target.ts";
import { endAttempt } from "../store/delivery.ts";
import type { Delivery } from "../store/delivery.ts";
import { advanceLine, skip } from "../store/delivery-line.ts";

/** What it corrects never arrived, so there is nothing to correct: it dies, and nobody has to let its line go on. */
export async function buryUndelivered(
  act: Act,
  { target, delivery }: { readonly target: Target; readonly delivery: Delivery },
): Promise<void> {
  const says = { code: "crm.nothing-to-correct", params: {} };
  await endAttempt(act.trx, delivery.rowId, {
    state: "dead",
    class: "undelivered",
    says,
    nextAt: null,
    doneAt: null,
  });
  await skip(act.trx, delivery.rowId, act.at);
  await advanceLine(act.trx, delivery.rowId, act.at);
  const payload = { key: delivery.line.key, target: target.name, because: says.code };
  await act.record({ kind: "delivery.dead", subjectId: delivery.id, payload });
}

/**
 * Whose words these are was erased while the line waited: it is not sent any more. It may have arrived before, so it keeps
 * them until the erasure behind it has looked for it.
 */
export async function buryErased(
  act: Act,
  { delivery }: { readonly target: Target; readonly delivery: Delivery },
): Promise<void> {
  const says = { code: "crm.erased", params: {} };
  await endAttempt(act.trx, delivery.rowId, { state: "dead", class: "erased", says, nextAt: null, doneAt: null });
  await skip(act.trx, delivery.rowId, act.at);
  await advanceLine(act.trx, delivery.rowId, act.at);
  const payload = { key: delivery.line.key, because: says.code };
  await act.record({ kind: "delivery.skipped", subjectId: delivery.id, payload });
}
