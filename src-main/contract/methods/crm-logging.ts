import { z } from "zod";
import { defineMethods } from "../method.ts";
import { Bucket, Command, DeliveryState, Instant, PersonRef, Said, Ulid } from "../values.ts";

/** What can be logged without a person writing it for the CRM: public answers, endings, private contact, and what was logged by hand. */
export const loggedTypes = ["reply", "resolved", "private", "call", "email", "walk-in"] as const;
export const LoggedType = z.enum(loggedTypes);
export type LoggedType = z.infer<typeof LoggedType>;

export const loggingChoices = ["automatic", "by-hand", "never"] as const;
export const LoggingChoice = z.enum(loggingChoices);
export type LoggingChoice = z.infer<typeof LoggingChoice>;

const Row = z.record(LoggedType, LoggingChoice);
export const LoggingChoices = z.record(Bucket, Row);
export type LoggingChoices = z.infer<typeof LoggingChoices>;

const CrmReaders = ["admin", "lead", "corpcomm"] as const;

/** One interaction of a case, with what became of it at each target. */
const LoggedInteraction = z.object({
  key: z.string(),
  type: z.enum([...loggedTypes, "by-hand"]),
  at: Instant,
  by: PersonRef.nullable(),
  note: z.string().nullable(),
  /** null = not logged: it may be by hand. */
  loggedAt: Instant.nullable(),
  targets: z.array(
    z.object({
      deliveryId: Ulid,
      target: z.string(),
      state: DeliveryState,
      /** The first line of a new target waits until a person has seen it. */
      waitsForLook: z.boolean(),
      /** How many corrections still wait. */
      corrections: z.number().int(),
      url: z.string().nullable(),
      trouble: Said.nullable(),
    }),
  ),
});
export type LoggedInteraction = z.infer<typeof LoggedInteraction>;

/** What can be logged by hand now: one that happened, by its key, how the case ended, or what a person writes. */
const Offer = z.object({
  type: z.enum([...loggedTypes, "by-hand"]),
  /** null = made when it is logged. */
  key: z.string().nullable(),
  at: Instant,
});
export type LoggingOffer = z.infer<typeof Offer>;

const Wanted = z.object({
  storyId: Ulid,
  type: z.enum([...loggedTypes, "by-hand"]),
  key: z.string().max(200).nullable().default(null),
  /** What a person adds; needed where nothing else happened. */
  note: z.string().trim().max(4000).default(""),
});

export const FirstLook = z.object({
  targetId: Ulid,
  target: z.string(),
  /** Its version, which the confirmation names. */
  version: z.number().int(),
  /** Lines that wait for it. */
  waiting: z.number().int(),
  /** The first of them as it will be written, field by field; null while nothing waits. */
  line: z
    .object({
      deliveryId: Ulid,
      storyId: Ulid,
      contact: z.string().nullable(),
      subject: z.string(),
      text: z.string(),
      /** CRMs with records: what is written in which of their fields. Empty for webhook and file drop. */
      records: z.array(
        z.object({ record: z.string(), fields: z.array(z.object({ field: z.string(), value: z.string() })) }),
      ),
      /** Webhook and file drop: the exact line. */
      json: z.string().nullable(),
    })
    .nullable(),
});
export type FirstLook = z.infer<typeof FirstLook>;

export const crmLoggingMethods = defineMethods({
  /** What the desk logs, per bucket and type. Version 0 = what a desk begins with. */
  "crm.logging": {
    kind: "read",
    access: "person",
    input: z.object({}),
    output: z.object({
      version: z.number().int(),
      choices: LoggingChoices,
      at: Instant.nullable(),
      by: PersonRef.nullable(),
    }),
  },
  /** Saves the whole table as its next version. It holds from now on; what was queued stays. Refusal: stale. */
  "crm.saveLogging": {
    kind: "write",
    access: ["admin"],
    input: Command.extend({ version: z.number().int(), choices: LoggingChoices }),
    output: z.object({ version: z.number().int() }),
  },
  /** What of a case was logged, newest first, and what can be. `targets` = how many would get it now. */
  "crm.logged": {
    kind: "read",
    access: "person",
    input: z.object({ storyId: Ulid }),
    output: z.object({
      targets: z.number().int(),
      interactions: z.array(LoggedInteraction),
      offers: z.array(Offer),
    }),
  },
  /** The exact text that a target would get. Refusals: not-found, note-needed. */
  "crm.logText": {
    kind: "read",
    access: "person",
    input: Wanted,
    output: z.object({ subject: z.string(), text: z.string() }),
  },
  /** Logs it to every target that is on, once. Refusals: not-found, note-needed, no-target, logged-already. */
  "crm.log": {
    kind: "write",
    access: ["agent", "corpcomm", "legal", "lead", "admin"],
    input: Wanted.extend(Command.shape),
    output: z.object({ key: z.string() }),
  },
  /** Targets whose first line waits for a look, each with that line as it will be written. */
  "crm.firstLook": { kind: "read", access: [...CrmReaders], input: z.object({}), output: z.array(FirstLook) },
  /** A person has seen the record: this target's lines go by themselves from now on. Refusals: not-found, stale. */
  "crm.confirmFirstLook": {
    kind: "write",
    access: [...CrmReaders],
    input: Command.extend({ targetId: Ulid, version: z.number().int(), deliveryId: Ulid.nullable() }),
    output: z.object({}),
  },
  /** Whether a target's next line waits for a look first. Refusals: not-found, stale. */
  "crm.setFirstLook": {
    kind: "write",
    access: ["admin"],
    input: Command.extend({ targetId: Ulid, version: z.number().int(), waits: z.boolean() }),
    output: z.object({}),
  },
});
