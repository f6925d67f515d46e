import { z } from "zod";
import { defineMethods } from "../method.ts";
import { Command, Instant, Network, Said, Ulid } from "../values.ts";
import { ContactKind } from "./contacts.ts";

export const contactColumns = [
  "name",
  "firstName",
  "lastName",
  "organisation",
  "town",
  "phone",
  "email",
  "handle",
  "network",
  "kind",
  "note",
] as const;
export const ContactColumn = z.enum(contactColumns);
export type ContactColumn = z.infer<typeof ContactColumn>;

/**
 * How a file of contacts is read. `columns` (CSV only) says for each column, 0-based, what it holds; several may hold
 * phones, e-mails, handles and notes. `known` says what becomes of somebody whom we know already by a number, an address
 * or a handle: filled with what is missing, left alone, or added once more.
 */
export const ContactReading = z.object({
  columns: z.array(z.object({ at: z.number().int().min(0).max(499), is: ContactColumn })).max(100),
  known: z.enum(["fill", "leave", "add"]),
});
export type ContactReading = z.infer<typeof ContactReading>;

const Problem = z.object({ row: z.number().int(), line: z.number().int(), says: Said });

/** What became, or would become, of the records of a file; they add up to `total`. */
const Counts = z.object({
  total: z.number().int(),
  added: z.number().int(),
  /** Known ones that got something new. */
  filled: z.number().int(),
  /** Known ones that stay as they are, and repetitions in the file. */
  known: z.number().int(),
  problems: z.number().int(),
});

export const ContactImportPreview = z.object({
  form: z.enum(["csv", "vcard"]),
  /** Why nothing can be read; null when it can. */
  fault: Said.nullable(),
  /** Of a CSV file. */
  headings: z.array(z.string()),
  encoding: z.string(),
  /** What was recognised, or what the caller asked for. */
  reading: ContactReading,
  counts: Counts,
  /** The first twenty records as they would be kept; `as` names the contact who is known already. */
  rows: z.array(
    z.object({
      row: z.number().int(),
      line: z.number().int(),
      name: z.string(),
      kind: ContactKind,
      organisation: z.string().nullable(),
      town: z.string().nullable(),
      phones: z.array(z.string()),
      emails: z.array(z.string()),
      handles: z.array(z.object({ network: Network, handle: z.string() })),
      note: z.string().nullable(),
      state: z.enum(["new", "filled", "known", "twice"]),
      as: z.object({ id: Ulid, name: z.string() }).nullable(),
    }),
  ),
  /** The first hundred records that would not be kept. */
  problems: z.array(Problem),
});
export type ContactImportPreview = z.infer<typeof ContactImportPreview>;

export const ContactImport = Counts.extend({
  id: Ulid,
  name: z.string(),
  state: z.enum(["queued", "running", "done", "failed", "cancelled"]),
  done: z.number().int(),
  at: Instant,
  endedAt: Instant.nullable(),
  undoneAt: Instant.nullable(),
});
export type ContactImport = z.infer<typeof ContactImport>;

const running = ["lead", "admin"] as const;

export const contactImportMethods = defineMethods({
  /** What an import of an uploaded CSV or vCard file would do; nothing is written. Refusals: file-gone, file-too-large. */
  "contactImports.preview": {
    kind: "read",
    access: running,
    input: z.object({ uploadId: Ulid, reading: ContactReading.nullable().default(null) }),
    output: ContactImportPreview,
  },
  /** Begins an import; goes on by itself. Refusals: file-gone, file-too-large, import-unreadable. */
  "contactImports.run": {
    kind: "write",
    access: running,
    input: Command.extend({ uploadId: Ulid, name: z.string().trim().min(1).max(120), reading: ContactReading }),
    output: ContactImport,
  },
  /** One import with the records that it did not keep, a thousand at a time in the order of the file. Refusal: not-found. */
  "contactImports.get": {
    kind: "read",
    access: "person",
    input: z.object({ id: Ulid, after: z.number().int().min(0).default(0) }),
    output: ContactImport.extend({ problemRows: z.array(Problem) }),
  },
  /** The last twenty imports of contacts, newest first. */
  "contactImports.list": { kind: "read", access: "person", input: z.object({}), output: z.array(ContactImport) },
  /** Stops an import; what it has kept stays. Refusal: not-found. */
  "contactImports.cancel": {
    kind: "write",
    access: running,
    input: Command.extend({ id: Ulid }),
    output: ContactImport,
  },
  /**
   * Takes away the contacts that an import added and that nobody has changed or heard of since; the others stay.
   * `taken` says how many. Refusals: not-found, nothing-to-undo.
   */
  "contactImports.undo": {
    kind: "write",
    access: running,
    input: Command.extend({ id: Ulid }),
    output: z.object({ taken: z.number().int(), kept: z.number().int() }),
  },
});
