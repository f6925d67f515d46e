import { z } from "zod";
import { defineMethods } from "../method.ts";
import { Command, DeliveryState, Instant, Said, Ulid } from "../values.ts";

const Address = z.string().trim().max(2000);
/** A field of the CRM, by its own name; null = not written. */
const FieldName = z.string().trim().min(1).max(80).nullable();
/** Which of our values goes into which field: only what differs from the connector's own map. */
const FieldMap = z.record(z.string().max(60), FieldName).default({});

/** How a CRM with records is reached; its key or token is in the keyring. Addresses are origins, or the folder the CRM stands in. */
const EspoConfig = z.object({
  kind: z.literal("espocrm"),
  url: Address,
  /** Where interactions go: a case with a note in its stream, or a call with its assigned user. */
  log: z.enum(["case", "call"]).default("case"),
  /** The user to whom cases and calls are assigned: needed for calls. */
  userId: z.string().trim().max(80).nullable().default(null),
  /** The custom text field that holds our key, where the admin made one; else a marker in the description. */
  keyField: FieldName.default(null),
  handleField: FieldName.default(null),
  fields: FieldMap,
});
const DolibarrConfig = z.object({
  kind: z.literal("dolibarr"),
  url: Address,
  /** Mandatory for agenda events: a user who may see little cannot ask for it. */
  userId: z.number().int().positive(),
  /** The third party under which new contacts are made. */
  thirdPartyId: z.number().int().positive().nullable().default(null),
  /** The ticket type for complaints; null = no tickets. */
  ticketType: z.string().trim().max(40).nullable().default(null),
  fields: FieldMap,
});
const HubspotConfig = z.object({
  kind: z.literal("hubspot"),
  url: Address.default("https://api.hubapi.com"),
  /** Dated paths stand beside v3. */
  basePath: z.string().trim().max(80).default("/crm/v3"),
  /** The account's number, for links to records. */
  portalId: z.string().trim().max(20).nullable().default(null),
  /** The unique contact property for our reference. */
  handleProperty: FieldName.default("wr_handle"),
  ticketPipeline: z
    .object({ pipeline: z.string().max(40), stage: z.string().max(40) })
    .nullable()
    .default(null),
  fields: FieldMap,
});
const PipedriveConfig = z.object({
  kind: z.literal("pipedrive"),
  /** The company's own address, as https://firm.pipedrive.com. */
  url: Address,
  userId: z.number().int().positive().nullable().default(null),
  /** Key of the custom person field that holds our reference. */
  referenceField: FieldName.default(null),
  activityType: z.string().trim().max(40).default("task"),
  fields: FieldMap,
});

export const CrmTarget = z.object({
  id: Ulid,
  version: z.number().int(),
  name: z.string(),
  config: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("webhook"), url: z.string().max(2000) }),
    z.object({ kind: z.literal("file"), folder: z.string().max(1000), format: z.enum(["ndjson", "csv", "both"]) }),
    EspoConfig,
    DolibarrConfig,
    HubspotConfig,
    PipedriveConfig,
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
