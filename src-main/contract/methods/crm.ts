import { z } from "zod";
import { defineMethods } from "../method.ts";
import { Command, deliveryStates, DeliveryState, Instant, Said, Ulid } from "../values.ts";

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
    z.object({
      kind: z.literal("file"),
      folder: z.string().max(1000),
      format: z.enum(["ndjson", "csv", "both"]),
      /** CSV with a byte order mark, by which spreadsheets know its letters. */
      bom: z.boolean().optional(),
    }),
    EspoConfig,
    DolibarrConfig,
    HubspotConfig,
    PipedriveConfig,
  ]),
  enabled: z.boolean(),
  /** Whether the key, token or signing secret is known now (it lives in the keyring, or only until the app closes). */
  secret: z.enum(["kept", "session", "missing", "none"]),
  paused: Said.nullable(),
  /** Its first line waits until a person has seen it. */
  waitsForLook: z.boolean(),
  /** What still waits to get there, what could not, and when something last arrived. */
  waiting: z.number().int(),
  dead: z.number().int(),
  /** Something was tried there, was not taken and is tried again. */
  isFailing: z.boolean(),
  lastDoneAt: Instant.nullable(),
});
export type CrmTarget = z.infer<typeof CrmTarget>;

/** What a test of a connection found; `warning`: it works without, but worse; `unknown`: it cannot be asked. */
const Finding = z.object({ state: z.enum(["ok", "missing", "warning", "unknown"]), says: Said });

const Preview = z.object({
  /** Whose interaction it shows: a real one of the desk, or a made one where there is none yet. */
  from: z.enum(["recent", "example"]),
  /** A CRM with records: what would be written, in its own names. */
  records: z.array(
    z.object({ record: z.string(), fields: z.array(z.object({ field: z.string(), value: z.string() })) }),
  ),
  /** Webhook and file drop: the exact line; null for the others. */
  line: z.string().nullable(),
  /** Which of our values can be mapped, as "contact.handle", and the field each goes to by itself; null = nowhere. */
  mappable: z.array(z.object({ ours: z.string(), usual: z.string().nullable() })),
});

export const DeliveryRow = z.object({
  id: Ulid,
  version: z.number().int(),
  key: z.string(),
  kind: z.enum(["interaction", "correction", "erasure"]),
  targetId: Ulid,
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
  /** The page that opens it in the CRM. */
  remoteUrl: z.string().nullable(),
  /** A person let the rest of the line go on without it. */
  isSkipped: z.boolean(),
  /** A person changed it after it was written down. */
  isEdited: z.boolean(),
});
export type DeliveryRow = z.infer<typeof DeliveryRow>;

const Emails = z.array(z.email().max(254)).max(20);
/** E.164. */
const Phones = z.array(z.string().regex(/^\+[1-9]\d{4,14}$/)).max(20);

/** What a person may change of a line that a CRM refused: never the public reply, its approvers or a key. */
export const DeliveryEdit = z.object({
  name: z.string().trim().max(200).nullable(),
  emails: Emails,
  phones: Phones,
  note: z.string().max(20_000).nullable(),
  mentionTitle: z.string().max(1000).nullable(),
  mentionText: z.string().max(100_000),
});
export type DeliveryEdit = z.infer<typeof DeliveryEdit>;

/** One delivery, whole. */
export const Delivery = DeliveryRow.extend({
  /** Every field of the line in its order, as `mention.text`; unknown ones are left out. */
  fields: z.array(z.object({ field: z.string(), value: z.string() })),
  /** As JSON, exactly as a webhook carries it. */
  payload: z.string(),
  /** CRMs with records: where it stands; empty for the others. */
  steps: z.array(
    z.object({
      step: z.enum(["contact", "complaint", "interaction"]),
      isDone: z.boolean(),
      /** Contacts: made by us; else it was there before. */
      isOurs: z.boolean(),
      url: z.string().nullable(),
    }),
  ),
  firstTryAt: Instant.nullable(),
  /** Of the last attempt; null when it went well, or was not made. */
  troubleClass: z.string().nullable(),
  corrects: Ulid.nullable(),
  edited: z.array(z.string()),
  /** What may be changed now, as it stands; null = nothing may. */
  edit: DeliveryEdit.nullable(),
});
export type Delivery = z.infer<typeof Delivery>;

export const crmMethods = defineMethods({
  "crm.targets": {
    kind: "read",
    access: ["admin", "lead", "corpcomm"],
    input: z.object({}),
    output: z.array(CrmTarget),
  },
  /**
   * Adds or changes a target; lifts its pause. `secret` is its key or token, or a webhook's `whsec_` + base64, and goes to
   * the keyring, never into the database. Refusals: target-invalid { what }, secret-needed, name-taken,
   * target-twice { name } for a second target of one CRM with records, stale.
   */
  "crm.saveTarget": {
    kind: "write",
    access: ["admin"],
    input: Command.extend({
      id: Ulid.optional(),
      version: z.number().int().optional(),
      name: z.string().trim().min(1).max(80),
      config: CrmTarget.shape.config,
      enabled: z.boolean(),
      secret: z.string().trim().max(2000).optional(),
      /** A new target: its first line waits until a person has seen the exact record (`crm.firstLook`). */
      waitsForLook: z.boolean().optional(),
    }),
    output: CrmTarget,
  },
  "crm.removeTarget": {
    kind: "write",
    access: ["admin"],
    input: Command.extend({ id: Ulid, version: z.number().int() }),
    output: z.object({}),
  },
  /**
   * Asks for everything that a target needs and logs nothing: a saved one by `id`, or a draft by `config`, with the secret
   * that was typed or, without one, that of `id`. A passing test of a saved target lifts its pause. Refusals: target-invalid.
   */
  "crm.testTarget": {
    kind: "write",
    access: ["admin"],
    input: z.object({
      id: Ulid.optional(),
      config: CrmTarget.shape.config.optional(),
      secret: z.string().trim().max(2000).optional(),
    }),
    output: z.object({ ok: z.boolean(), findings: z.array(Finding) }),
  },
  /** What the target would get, from a draft of its set-up, be it unfit or not. */
  "crm.preview": {
    kind: "read",
    access: ["admin", "lead", "corpcomm"],
    input: z.object({ config: CrmTarget.shape.config }),
    output: Preview,
  },
  /** The newest first, a page at a time. `counts` and `failing` are of the target and search, whatever the state. */
  "crm.deliveries": {
    kind: "read",
    access: "person",
    input: z.object({
      /** `failing`: tried, not taken, and tried again. */
      state: z
        .enum([...deliveryStates, "failing"])
        .nullable()
        .default(null),
      targetId: Ulid.nullable().default(null),
      /** Part of a contact's name or handle. */
      search: z.string().trim().max(100).default(""),
      /** From `next` of the page before. */
      cursor: z.string().max(40).nullable().default(null),
      limit: z.number().int().min(1).max(200).default(100),
    }),
    output: z.object({
      rows: z.array(DeliveryRow),
      next: z.string().nullable(),
      counts: z.record(DeliveryState, z.number().int()),
      failing: z.number().int(),
    }),
  },
  /** One delivery read whole: what is sent, which steps are done, what went wrong. Refusals: not-found. */
  "crm.delivery": {
    kind: "read",
    access: "person",
    input: z.object({ id: Ulid }),
    output: Delivery,
  },
  /** Changes what the CRM refused, and queues it again. Refusals: not-found, stale, delivery-not-editable, delivery-erased. */
  "crm.editDelivery": {
    kind: "write",
    access: ["admin", "lead", "corpcomm"],
    input: Command.extend({ id: Ulid, version: z.number().int(), edit: DeliveryEdit.partial() }),
    output: Delivery,
  },
  /** Queues again everything of a target that failed or waits for its next try, now. Refusals: not-found. */
  "crm.retryAll": {
    kind: "write",
    access: ["admin", "lead", "corpcomm"],
    input: Command.extend({ targetId: Ulid }),
    output: z.object({ count: z.number().int() }),
  },
  /** Queues a dead or waiting delivery again, now. Refusals: not-found, stale, delivery-erased. */
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
