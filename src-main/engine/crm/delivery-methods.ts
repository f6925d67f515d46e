import type { Delivery as DeliveryShown } from "../../contract/methods/crm.ts";
import type { Output, Parsed } from "../../contract/methods.ts";
import { Refusal } from "../../contract/refusal.ts";
import { editLine } from "../../domain/crm/edit-line.ts";
import { runCommand } from "../commands.ts";
import type { Act } from "../commands.ts";
import type { Call, Handlers } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { isTargetRemoved } from "../store/bury-deliveries.ts";
import { findTarget } from "../store/crm-target.ts";
import { findDelivery } from "../store/delivery.ts";
import type { Delivery } from "../store/delivery.ts";
import { countDeliveries, listDeliveries, readEdited } from "../store/delivery-list.ts";
import { isErased, requeue, requeueAll, skip, writeEdit } from "../store/delivery-line.ts";
import type { Db, Trx } from "../store/open.ts";
import type { CrmSender } from "./sender.ts";
import { showDelivery } from "./show-delivery.ts";

export type DeliveryParts = Parts & { readonly sender: Pick<CrmSender, "nudge" | "tryNow"> };

type DeliveryMethod =
  | "crm.deliveries"
  | "crm.delivery"
  | "crm.editDelivery"
  | "crm.retry"
  | "crm.retryAll"
  | "crm.skip";

const topics = ["outbox", "status"] as const;

/** The outbox that people see: what waits, what failed and why, what was delivered; and what they do about it. */
export function createDeliveries(parts: DeliveryParts): Handlers<DeliveryMethod> {
  return {
    "crm.deliveries": (input) => pageOf(parts.store.read, input),
    "crm.delivery": ({ id }) => showDelivery(parts.store.read, id),
    "crm.editDelivery": (input, call) => edit(parts, input, call),
    "crm.retry": (input, call) =>
      doCommand(parts, { call, method: "crm.retry", commandId: input.commandId }, async (act) => {
        const delivery = await takeDelivery(act.trx, input);
        await requeue(act.trx, delivery.rowId, act.at);
        await act.record({ kind: "delivery.requeued", subjectId: delivery.id, payload: { key: delivery.line.key } });
        return {};
      }),
    "crm.retryAll": (input, call) =>
      doCommand(parts, { call, method: "crm.retryAll", commandId: input.commandId }, async (act) => {
        const target = await takeTarget(act.trx, input.targetId);
        const count = await requeueAll(act.trx, target.rowId, act.at);
        await act.record({ kind: "target.retried", subjectId: target.id, payload: { name: target.name, count } });
        return { count };
      }),
    "crm.skip": (input, call) =>
      doCommand(parts, { call, method: "crm.skip", commandId: input.commandId }, async (act) => {
        const delivery = await takeDelivery(act.trx, input, { isLeft: true });
        if (delivery.state !== "dead") throw new Refusal("stale", { what: "delivery", version: delivery.version });
        await skip(act.trx, delivery.rowId, act.at);
        await act.record({ kind: "delivery.skipped", subjectId: delivery.id, payload: { key: delivery.line.key } });
        return {};
      }),
  };
}

/** Whoever asked for it finds the target tried at once, even where it rests after failures. */
async function doCommand<Result>(
  parts: DeliveryParts,
  command: { readonly call: Call; readonly method: string; readonly commandId: string },
  work: (act: Act) => Promise<Result>,
): Promise<Result> {
  const done = await runCommand(parts, { ...command, topics }, work);
  parts.sender.tryNow();
  return done;
}

async function pageOf(db: Db, input: Parsed<"crm.deliveries">): Promise<Output<"crm.deliveries">> {
  const targetRowId = input.targetId === null ? null : await targetRowOf(db, input.targetId);
  const filter = { targetRowId, search: input.search };
  const before = input.cursor === null ? null : Number.parseInt(input.cursor, 36);
  if (Number.isNaN(before)) throw new Refusal("bad-input", { field: "cursor" });
  const [page, counted] = await Promise.all([
    listDeliveries(db, { ...filter, state: input.state, before, limit: input.limit }),
    countDeliveries(db, filter),
  ]);
  return { rows: [...page.rows], next: page.next === null ? null : page.next.toString(36), ...counted };
}

/** Removed ones too: what they were sent stays to be read. */
async function targetRowOf(db: Db, id: string): Promise<number> {
  const row = await db.selectFrom("crm_target").select("id").where("public_id", "=", id).executeTakeFirst();
  if (!row) throw new Refusal("not-found", { what: "target" });
  return row.id;
}

async function edit(parts: DeliveryParts, input: Parsed<"crm.editDelivery">, call: Call): Promise<DeliveryShown> {
  const command = { call, method: "crm.editDelivery", commandId: input.commandId };
  // What is answered is kept with the command: nothing that anybody said stands in it.
  const { id } = await doCommand(parts, command, async (act) => {
    const delivery = await takeDelivery(act.trx, input);
    const { line, fields } = editLine(delivery.line, input.edit);
    if (delivery.kind === "erasure") throw new Refusal("delivery-not-editable", { kind: delivery.kind });
    if (fields.length > 0) {
      const edited = [...new Set([...(await readEdited(act.trx, delivery.rowId)), ...fields])];
      await writeEdit(act.trx, delivery.rowId, { payload: JSON.stringify(line), edited });
      const payload = { key: line.key, fields: fields.join(", ") };
      await act.record({ kind: "delivery.edited", subjectId: delivery.id, payload });
    }
    await requeue(act.trx, delivery.rowId, act.at);
    return { id: delivery.id };
  });
  return showDelivery(parts.store.read, id);
}

async function takeTarget(trx: Trx, id: string) {
  const target = await findTarget(trx, id);
  if (!target) throw new Refusal("not-found", { what: "target" });
  return target;
}

/** A delivery that a person may move: dead, or waiting for its next try. `isLeft`: it is not to be sent any more. */
async function takeDelivery(
  trx: Trx,
  { id, version }: { readonly id: string; readonly version: number },
  { isLeft = false }: { readonly isLeft?: boolean } = {},
): Promise<Delivery> {
  const delivery = await findDelivery(trx, id);
  if (!delivery) throw new Refusal("not-found", { what: "delivery" });
  const canMove = delivery.state === "dead" || delivery.state === "queued";
  if (delivery.version !== version || !canMove)
    throw new Refusal("stale", { what: "delivery", version: delivery.version });
  if (isLeft) return delivery;
  if (await isTargetRemoved(trx, delivery.rowId)) throw new Refusal("not-found", { what: "target" });
  if (await isErased(trx, delivery.rowId)) throw new Refusal("delivery-erased");
  return delivery;
}
