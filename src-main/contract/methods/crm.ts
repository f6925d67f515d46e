import { z } from "zod";
import { defineMethods } from "../method.ts";
import { Command, DeliveryState, Instant, Said, Ulid } from "../values.ts";

export const CrmTarget = z.object({
  id: Ulid,
  version: z.number().int(),
  name: z.string(),
  config: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("webhook"), url: z.string().max(2000) }),
    z.object({ kind: z.literal("file"), folder: z.string().max(1000), format: z.enum(["ndjson", "csv", "both"]) }),
  ]),
  enabled: z.boolean(),
  /** Webhook: whether the signing secret is known now (it lives in the keyring, or only until the app closes). */
  secret: z.enum(["kept", "session", "missing", "none"]),
  paused: Said.nullable(),
});
export type CrmTarget = z.infer<typeof CrmTarget>;

export const DeliveryRow = z.object({
  id: Ulid,
  version: z.number().int(),
  key: z.string(),
  target: z.string(),
  state: DeliveryState,
  what: z.string(),
  contact: z.string().nullable(),
  storyId: Ulid,
  attempts: z.number().int(),
  createdAt: Instant,
  nextAt: Instant.nullable(),
  doneAt: Instant.nullable(),
  trouble: Said.nullable(),
});
export type DeliveryRow = z.infer<typeof DeliveryRow>;

export const crmMethods = defineMethods({
  "crm.targets": {
    kind: "read",
    access: ["admin", "lead", "corpcomm"],
    input: z.object({}),
    output: z.array(CrmTarget),
  },
  /** Adds or changes a target. A webhook's secret is `whsec_` + base64 and goes to the keyring, never into the database. Refusals: target-invalid, secret-needed, stale. */
  "crm.saveTarget": {
    kind: "write",
    access: ["admin"],
    input: Command.extend({
      id: Ulid.optional(),
      version: z.number().int().optional(),
      name: z.string().trim().min(1).max(80),
      config: CrmTarget.shape.config,
      enabled: z.boolean(),
      secret: z.string().max(500).optional(),
    }),
    output: CrmTarget,
  },
  "crm.removeTarget": {
    kind: "write",
    access: ["admin"],
    input: Command.extend({ id: Ulid, version: z.number().int() }),
    output: z.object({}),
  },
  /** Sends one signed test message, or writes one test line, and says what happened. */
  "crm.testTarget": {
    kind: "write",
    access: ["admin"],
    input: z.object({ id: Ulid }),
    output: z.object({ ok: z.boolean(), says: Said }),
  },
  "crm.deliveries": {
    kind: "read",
    access: "person",
    input: z.object({
      state: DeliveryState.nullable().default(null),
      limit: z.number().int().min(1).max(200).default(100),
    }),
    output: z.object({ rows: z.array(DeliveryRow), counts: z.record(DeliveryState, z.number().int()) }),
  },
  /** Queues a dead or waiting delivery again, now. Refusals: stale. */
  "crm.retry": {
    kind: "write",
    access: ["admin", "lead", "corpcomm"],
    input: Command.extend({ id: Ulid, version: z.number().int() }),
    output: z.object({}),
  },
  /** Lets the rest of the contact's line go on without a dead delivery; it stays in the list as dead. */
  "crm.skip": {
    kind: "write",
    access: ["admin", "lead"],
    input: Command.extend({ id: Ulid, version: z.number().int() }),
    output: z.object({}),
  },
});
