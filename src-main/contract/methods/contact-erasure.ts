import { z } from "zod";
import { defineMethods } from "../method.ts";
import { Command, Ulid, Versioned } from "../values.ts";

/** What an erasure takes away, here and at each CRM, and what stays. */
export const ErasurePreview = z.object({
  id: Ulid,
  version: z.number().int(),
  name: z.string(),
  goes: z.object({
    handles: z.number().int(),
    phones: z.number().int(),
    emails: z.number().int(),
    notes: z.number().int(),
    /** Lines of the event log whose words go; the chain still verifies. */
    events: z.number().int(),
    /** Calls, e-mails and visits that keep what was said, without a name and a number. */
    calls: z.number().int(),
    targets: z.array(
      z.object({
        name: z.string(),
        /** Records that are there, or may be: asked to be removed. */
        records: z.number().int(),
        /** Lines that never left, and never will. */
        waiting: z.number().int(),
      }),
    ),
  }),
  stays: z.object({
    mentions: z.number().int(),
    cases: z.number().int(),
    replies: z.number().int(),
    /** Of the desk, about the cases. */
    caseNotes: z.number().int(),
    /** What the desk wrote to targets that were removed since: it can ask them for nothing any more. */
    removedTargets: z.array(z.object({ name: z.string(), records: z.number().int() })),
  }),
});
export type ErasurePreview = z.infer<typeof ErasurePreview>;

export const contactErasureMethods = defineMethods({
  /** What erasing a contact would take away and leave. Refusal: not-found. */
  "contacts.previewErase": {
    kind: "read",
    access: ["lead", "admin"],
    input: z.object({ id: Ulid }),
    output: ErasurePreview,
  },
  /**
   * Erases a contact for good, here and, by an erasure that waits in the outbox, at every target that knows them. `typed`
   * is the contact's name as the person typed it. There is no undo. Refusals: not-found, stale, name-differs.
   */
  "contacts.erase": {
    kind: "write",
    access: ["lead", "admin"],
    input: Command.extend({ contact: Versioned, typed: z.string().max(500) }),
    output: z.object({ targets: z.number().int() }),
  },
});
