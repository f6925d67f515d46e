import type { CrmTarget, Delivery, DeliveryRow } from "../../../src-main/contract/methods/crm.ts";
import type { Role } from "../../../src-main/contract/values.ts";
import type { Output } from "../../../src-renderer/lib/engine.ts";
import { createDesk, type Desk } from "./desk.ts";
import { idOf, NOON, sunniva } from "./rows.ts";

export const webhook: CrmTarget = {
  ...{ id: idOf(220), version: 3, name: "Zqhook", enabled: true, secret: "kept", paused: null },
  config: { kind: "webhook", url: "https://crm.example/in" },
  ...{ waitsForLook: false, waiting: 2, dead: 1, isFailing: false, lastDoneAt: NOON },
};

export function deliveryOf(number: number, change: Partial<DeliveryRow> = {}): DeliveryRow {
  return {
    ...{ id: idOf(number), version: 1, key: `wr:${number}`, kind: "interaction", state: "queued" },
    ...{ targetId: webhook.id, target: "Zqhook", what: "answered", contact: `Zqcaller${number}` },
    ...{ storyId: idOf(number), attempts: 0, createdAt: NOON, nextAt: null, doneAt: null, trouble: null },
    ...{ remoteUrl: null, isSkipped: false, isEdited: false },
    ...change,
  };
}

export const detailOf = (row: DeliveryRow): Delivery => ({
  ...row,
  fields: [{ field: "contact.name", value: `${row.contact}` }],
  payload: `{"key":"${row.key}"}`,
  ...{ steps: [], firstTryAt: null, troubleClass: null, corrects: null, edited: [], edit: null },
});

type Tested = Output<"crm.testTarget">;
type Preview = Output<"crm.preview">;
export type CrmDesk = Desk & {
  targets: CrmTarget[];
  deliveries: DeliveryRow[];
  details: Partial<Delivery>;
  tested: Tested;
  preview: Preview;
};

/** A desk in memory with targets and an outbox; what a test and a preview answer can be set. */
export function createCrmDesk({ roles = ["admin"] }: { roles?: Role[] } = {}): CrmDesk {
  const desk: CrmDesk = Object.assign(createDesk([]), {
    targets: [webhook],
    deliveries: [] as DeliveryRow[],
    details: {} as Partial<Delivery>,
    tested: {
      ok: true,
      findings: [{ state: "ok", says: { code: "crm.test-ok", params: { name: "Zqhook" } } }],
    } as Tested,
    preview: { from: "example", records: [], line: '{"zq":1}', mappable: [] } as Preview,
  });
  const person = { ...sunniva, roles, hasPin: true, demoPin: null };
  Object.assign(desk.handlers, {
    "session.get": () => ({
      ...{ device: "desk", person, people: [person], setupDone: true },
      workspace: { name: "desk.db", kind: "desk" },
    }),
    "crm.targets": () => desk.targets,
    "crm.firstLook": () => [],
    "crm.saveTarget": ({ secret: _, ...input }: Partial<CrmTarget>) => {
      const saved = { ...webhook, ...input, secret: "session" } as CrmTarget;
      desk.targets = [saved];
      return saved;
    },
    "crm.testTarget": () => desk.tested,
    "crm.preview": () => desk.preview,
    "crm.deliveries": ({ state }: { state?: string | null }) => ({
      rows: desk.deliveries.filter(
        (each) => !state || each.state === state || (state === "failing" && each.attempts > 0),
      ),
      next: null,
      counts: { queued: 2, sending: 0, done: 0, blocked: 0, dead: 1 },
      failing: 1,
    }),
    "crm.delivery": ({ id }: { id: string }) => {
      const row = desk.deliveries.find((each) => each.id === id);
      return row && { ...detailOf(row), ...desk.details };
    },
    ...{ "crm.retry": () => ({}), "crm.skip": () => ({}), "crm.retryAll": () => ({ count: 3 }) },
    "crm.editDelivery": ({ id }: { id: string }) => detailOf(deliveryOf(1, { id })),
    "crm.removeTarget": () => ({}),
  });
  return desk;
}
