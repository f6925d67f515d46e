import { z } from "zod";
import { defineMethods } from "../method.ts";
import {
  Bucket,
  CaseStatus,
  Command,
  DeliveryState,
  Instant,
  Network,
  PersonRef,
  Priority,
  Said,
  Ulid,
  Versioned,
} from "../values.ts";

export const contactKinds = ["customer", "staff", "advocate", "media", "other"] as const;
export const ContactKind = z.enum(contactKinds);
export type ContactKind = z.infer<typeof ContactKind>;

const Handle = z.object({ network: Network, handle: z.string() });

/** A contact in a list: who, what kind, and the first ways to reach them. */
export const ContactRow = z.object({
  id: Ulid,
  version: z.number().int(),
  name: z.string(),
  kind: ContactKind,
  organisation: z.string().nullable(),
  town: z.string().nullable(),
  handles: z.array(Handle),
  /** As they are read: "+49 30 901820". */
  phones: z.array(z.string()),
  emails: z.array(z.string()),
  openCases: z.number().int(),
});
export type ContactRow = z.infer<typeof ContactRow>;

/** Somebody who may be the same person, with what says so; never joined without a person's decision. */
export const MaybeSame = z.object({ contact: ContactRow, reasons: z.array(Said).min(1) });
export type MaybeSame = z.infer<typeof MaybeSame>;

const PastMerge = z.object({
  id: Ulid,
  at: Instant,
  by: PersonRef.nullable(),
  /** The contact that became part of this one. */
  name: z.string(),
  reasons: z.array(Said),
  undoneAt: Instant.nullable(),
  undoneBy: PersonRef.nullable(),
});

export const Contact = ContactRow.extend({
  phones: z.array(z.object({ written: z.string(), shown: z.string(), digits: z.string() })),
  emails: z.array(z.string()),
  addedAt: Instant,
  removedAt: Instant.nullable(),
  cases: z.array(
    z.object({
      storyId: Ulid,
      title: z.string(),
      network: Network,
      bucket: Bucket,
      status: CaseStatus,
      priority: Priority,
      queuedAt: Instant,
    }),
  ),
  /** How many cases there are in all; `cases` holds the newest twenty, open ones first. */
  allCases: z.number().int(),
  /** What was merged into this contact, newest first. */
  merges: z.array(PastMerge),
  maybeSame: z.array(MaybeSame),
});
export type Contact = z.infer<typeof Contact>;

export const momentKinds = ["mention", "call", "email", "walk-in", "reply", "note", "case-note", "crm"] as const;
export const MomentKind = z.enum(momentKinds);
export type MomentKind = z.infer<typeof MomentKind>;

/** One thing between a contact and us. */
export const ContactMoment = z.object({
  id: z.string(),
  at: Instant,
  kind: MomentKind,
  /** At most 600 characters. */
  text: z.string(),
  network: Network.nullable(),
  /** The source of a mention, the target of a delivery. */
  where: z.string().nullable(),
  by: PersonRef.nullable(),
  storyId: Ulid.nullable(),
  /** Of a delivery. */
  delivery: DeliveryState.nullable(),
  /** The record that a delivery made, a page of the CRM itself. */
  url: z.string().nullable(),
});
export type ContactMoment = z.infer<typeof ContactMoment>;

const line = (most: number) => z.string().trim().max(most);
/** What a person fills in. Phones and e-mails are kept as written and found in one spelling. */
export const ContactFields = z.object({
  name: line(200).min(1),
  kind: ContactKind.default("customer"),
  organisation: line(200).default(""),
  town: line(120).default(""),
  handles: z
    .array(z.object({ network: Network, handle: line(300).min(1) }))
    .max(50)
    .default([]),
  phones: z.array(line(60).min(1)).max(20).default([]),
  emails: z.array(line(254).min(1)).max(20).default([]),
});
export type ContactFields = z.infer<typeof ContactFields>;

const Changed = z.object({ id: Ulid, version: z.number().int() });
const Choice = z.enum(["survivor", "merged"]);

export const mergeFields = ["name", "kind", "organisation", "town"] as const;
export const MergeField = z.enum(mergeFields);
export type MergeField = z.infer<typeof MergeField>;

export const MergePreview = z.object({
  survivor: ContactRow,
  merged: ContactRow,
  reasons: z.array(Said),
  /** Where both say something and it differs: one of them must be chosen. */
  conflicts: z.array(z.object({ field: MergeField, survivor: z.string(), merged: z.string() })),
  /** What the survivor gets. */
  gets: z.object({
    handles: z.array(Handle),
    phones: z.array(z.string()),
    emails: z.array(z.string()),
    cases: z.number().int(),
    notes: z.number().int(),
  }),
});
export type MergePreview = z.infer<typeof MergePreview>;

const handling = ["agent", "corpcomm", "legal", "lead", "admin"] as const;

export const contactMethods = defineMethods({
  /**
   * Contacts by name, a hundred at a time from the cursor on; with words typed (three characters or more of a name,
   * number, handle or address) the best hundred. `total` counts those of the kind and stops at 100,001.
   */
  "contacts.list": {
    kind: "read",
    access: "person",
    input: z.object({
      search: z.string().max(200).default(""),
      kind: ContactKind.nullable().default(null),
      after: z.string().max(400).nullable().default(null),
    }),
    output: z.object({ rows: z.array(ContactRow), next: z.string().nullable(), total: z.number().int() }),
  },
  /** One contact; the id of one that became part of another gives that other one. Refusal: not-found. */
  "contacts.get": { kind: "read", access: "person", input: z.object({ id: Ulid }), output: Contact },
  /** All that was between a contact and us, newest first, fifty at a time from the cursor on. Refusal: not-found. */
  "contacts.timeline": {
    kind: "read",
    access: "person",
    input: z.object({
      id: Ulid,
      kinds: z.array(MomentKind).max(momentKinds.length).default([]),
      before: z.string().max(100).nullable().default(null),
    }),
    output: z.object({ moments: z.array(ContactMoment), next: z.string().nullable() }),
  },
  /** Adds a contact. Refusals: bad-input { field }, handle-taken { handle, name }. */
  "contacts.add": { kind: "write", access: handling, input: Command.extend(ContactFields.shape), output: Changed },
  /** Saves all fields of a contact. Refusals: not-found, stale, bad-input { field }, handle-taken { handle, name }. */
  "contacts.save": {
    kind: "write",
    access: handling,
    input: Command.extend({ contact: Versioned, fields: ContactFields }),
    output: Changed,
  },
  /** Takes a contact off the list; its cases and what was said stay. Refusals: not-found, stale. */
  "contacts.remove": {
    kind: "write",
    access: handling,
    input: Command.extend({ contact: Versioned }),
    output: Changed,
  },
  /** Puts a removed contact back as it was. Refusal: not-found. */
  "contacts.restore": { kind: "write", access: handling, input: Command.extend({ id: Ulid }), output: Changed },
  /** Notes something that only we see: nothing that is posted or delivered can read it. Refusal: not-found. */
  "contacts.note": {
    kind: "write",
    access: handling,
    input: Command.extend({ id: Ulid, text: z.string().trim().min(1).max(4000) }),
    output: z.object({ noteId: Ulid }),
  },
  /** Takes a note away, or puts it back. Refusal: not-found. */
  "contacts.removeNote": {
    kind: "write",
    access: handling,
    input: Command.extend({ noteId: Ulid, remove: z.boolean().default(true) }),
    output: z.object({}),
  },
  /** Pairs that may be one person, best reasons first, at most fifty. */
  "contacts.duplicates": {
    kind: "read",
    access: "person",
    input: z.object({}),
    output: z.object({ pairs: z.array(z.object({ one: ContactRow, other: ContactRow, reasons: z.array(Said) })) }),
  },
  /** What a merge would do; nothing is written. Refusals: not-found, same-contact. */
  "contacts.previewMerge": {
    kind: "read",
    access: "person",
    input: z.object({ survivorId: Ulid, mergedId: Ulid }),
    output: MergePreview,
  },
  /**
   * Makes one contact part of another: its handles, numbers, addresses, notes and cases go to the survivor. `keep` says
   * whose word wins where both say something; left out, the survivor's. Refusals: not-found, stale, same-contact.
   */
  "contacts.merge": {
    kind: "write",
    access: handling,
    input: Command.extend({
      survivor: Versioned,
      merged: Versioned,
      keep: z.partialRecord(MergeField, Choice).default({}),
    }),
    output: Changed.extend({ mergeId: Ulid }),
  },
  /**
   * Makes two of one again: both as they were before the merge. What came in since stays with the survivor, unless it
   * bears a handle of the other. Refusals: not-found, merge-undone, merged-meanwhile.
   */
  "contacts.unmerge": {
    kind: "write",
    access: handling,
    input: Command.extend({ mergeId: Ulid }),
    output: z.object({ survivorId: Ulid, mergedId: Ulid }),
  },
  /** Says that two contacts are two people, so that they are no longer suggested; or takes it back. Refusals: not-found, same-contact. */
  "contacts.tellApart": {
    kind: "write",
    access: handling,
    input: Command.extend({ oneId: Ulid, otherId: Ulid, apart: z.boolean().default(true) }),
    output: z.object({}),
  },
  /** Who of our staff or advocates wrote the head of a story, and what they should know; null when none did. */
  "contacts.writtenBy": {
    kind: "read",
    access: "person",
    input: z.object({ storyId: Ulid }),
    output: z
      .object({ id: Ulid, name: z.string(), kind: z.enum(["staff", "advocate"]), guidelines: z.string() })
      .nullable(),
  },
  /** The countries whose numbers can be read: ISO 3166 and calling code. */
  "contacts.countries": {
    kind: "read",
    access: "person",
    input: z.object({}),
    output: z.array(z.object({ country: z.string(), callingCode: z.string() })),
  },
  /**
   * The contacts as a file, a part at a time: the parts in order are the file. CSV after RFC 4180, safe to open in a
   * spreadsheet, or vCard 3.0 (RFC 2426).
   */
  "contacts.export": {
    kind: "read",
    access: ["lead", "admin"],
    input: z.object({ form: z.enum(["csv", "vcard"]), after: z.string().max(400).nullable().default(null) }),
    output: z.object({ text: z.string(), next: z.string().nullable() }),
  },
});
