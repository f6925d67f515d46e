import { z } from "zod";
import { defineMethods } from "../method.ts";
import { Command, Instant, Said, Ulid, Versioned } from "../values.ts";

/** Where a CRM says something else or more of a contact than the desk knows. Nothing of it is taken over by itself. */
export const CrmDifference = z.object({
  field: z.enum(["name", "organisation", "phone", "email"]),
  theirs: z.string(),
  /** What stands here instead; null = nothing. A number or an address comes to those that are there. */
  ours: z.string().nullable(),
});
export type CrmDifference = z.infer<typeof CrmDifference>;

/** What one CRM knows of a contact: plain text, links to the CRM's own pages alone. */
export const CrmCard = z.object({
  target: z.object({ id: Ulid, name: z.string(), kind: z.enum(["espocrm", "dolibarr", "hubspot", "pipedrive"]) }),
  /** null = nobody there answers to this contact, or it was not read yet (`readAt` null). */
  known: z
    .object({
      url: z.string().nullable(),
      name: z.string().nullable(),
      company: z.string().nullable(),
      phones: z.array(z.string()),
      emails: z.array(z.string()),
      /** Newest first, at most twenty. */
      entries: z.array(
        z.object({ at: Instant, title: z.string(), text: z.string().nullable(), url: z.string().nullable() }),
      ),
    })
    .nullable(),
  /** When the CRM answered last; null = never. */
  readAt: Instant.nullable(),
  /** It is being asked now, or as soon as it may be. */
  isReading: z.boolean(),
  /** Why the last reading came to nothing, or why the target stands still. */
  trouble: Said.nullable(),
  /** `offline`: it could not be reached from here. `paused`: a person must look at the connection first. */
  standing: z.enum(["fine", "failing", "offline", "paused"]),
  /** When it is asked again after a failure; null = nothing is in the way. */
  nextAt: Instant.nullable(),
  differences: z.array(CrmDifference),
});
export type CrmCard = z.infer<typeof CrmCard>;

const handling = ["agent", "corpcomm", "legal", "lead", "admin"] as const;

export const crmProfileMethods = defineMethods({
  /**
   * What the CRMs with records know of a contact: at once, from what was read before, with its age. While `isLooked`,
   * what is older than 15 minutes is read again behind it, and the page hears of it by the topic `profiles`. The id of a
   * contact that became part of another gives that other one. Refusal: not-found.
   */
  "crm.profile": {
    kind: "read",
    access: handling,
    input: z.object({ contactId: Ulid, isLooked: z.boolean().default(true) }),
    output: z.object({ contact: Versioned, cards: z.array(CrmCard) }),
  },
  /** Reads a contact again now, however young the answer is; a pause and what the server asked for still hold. Refusal: not-found. */
  "crm.readProfile": {
    kind: "write",
    access: handling,
    input: z.object({ contactId: Ulid, targetId: Ulid }),
    output: z.object({}),
  },
  /**
   * Takes one thing over that a CRM says: a name or an organisation instead of ours, a number or an address beside ours.
   * It must stand in what was read. `contacts.save` takes it back. Refusals: not-found, stale, too-many { most }.
   */
  "crm.takeOver": {
    kind: "write",
    access: handling,
    input: Command.extend({
      contact: Versioned,
      targetId: Ulid,
      field: CrmDifference.shape.field,
      value: z.string().min(1).max(200),
    }),
    output: z.object({ contact: Versioned }),
  },
});
