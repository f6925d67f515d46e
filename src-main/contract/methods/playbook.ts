import { z } from "zod";
import { defineMethods } from "../method.ts";
import { Command, Instant, Network, PersonRef, Role, Said, Ulid } from "../values.ts";

/** Where the value that a field suggests comes from: the contact, the case, the firm, the clock, the writer. */
export const fieldSources = [
  "contact.firstName",
  "contact.handle",
  "person.firstName",
  "firm.name",
  "case.reference",
  "case.promised",
  "case.line",
  "post.place",
  "today.date",
  "clock.now",
] as const;
export type FieldSource = (typeof fieldSources)[number];

/** `known` = only what the desk itself knows and suggests: a handle, a reference, the firm's name. */
export const FieldKind = z.enum(["time", "date", "number", "amount", "link", "choice", "firstName", "known", "text"]);
export type FieldKind = z.infer<typeof FieldKind>;

const ScriptField = z.object({
  name: z.string().min(1).max(200),
  required: z.boolean(),
  kind: FieldKind,
  options: z.array(z.string()).max(200).optional(),
  /** One of `fieldSources`; another word suggests nothing. */
  suggestFrom: z.string().max(100).optional(),
  /** What stands in the text while the field is empty; approved with the script. */
  fallback: z.string().max(500).optional(),
  usedIn: z.array(z.string()),
});
export type ScriptField = z.infer<typeof ScriptField>;

export const ScriptContent = z.object({
  key: z.string().min(1).max(200),
  name: z.string().min(1).max(200),
  /** The kind of mention that it answers, in the firm's own words ("Complaint"); "" = any. */
  mentionType: z.string().max(80).default(""),
  whenToUse: z.string().max(2000),
  department: z.string().max(200).nullable(),
  bucket: z.enum(["analytics", "pr", "care"]),
  /** Two or three letters (ISO 639); null = whatever the post is written in. */
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/)
    .nullable()
    .default(null),
  /** Where it may be used; none = everywhere. */
  networks: z.array(Network).default([]),
  /** Other words that people look for it by. */
  synonyms: z.array(z.string().max(80)).max(100).default([]),
  body: z.string().max(20_000),
  privateVariant: z.string().max(20_000).nullable(),
  holding: z.string().max(20_000).nullable(),
  fields: z.array(ScriptField).max(100),
  approval: z.object({ approvers: z.number().int().min(0).max(2), by: z.array(Role) }),
});
/** What a version of a script says; everything but its identity and its approval. */
export type ScriptContent = z.infer<typeof ScriptContent>;

const TemplateApproval = z.object({ by: PersonRef, at: Instant });

export const Script = ScriptContent.extend({
  id: Ulid,
  version: z.number().int(),
  /** Who approved this version as a template; null = each reply needs a person. */
  templateApproval: TemplateApproval.nullable(),
  /** Replies that were sent with it, in any version. */
  uses: z.number().int(),
  lastUsedAt: Instant.nullable(),
});
export type Script = z.infer<typeof Script>;

/** A version as it was saved; nothing of it ever changes but its approval. */
export const ScriptVersionView = z.object({
  version: z.number().int(),
  savedAt: Instant,
  /** null = it came with the program. */
  savedBy: PersonRef.nullable(),
  /** The version whose words this one brought back. */
  broughtFrom: z.number().int().nullable(),
  templateApproval: TemplateApproval.nullable(),
  uses: z.number().int(),
  content: ScriptContent,
});
export type ScriptVersionView = z.infer<typeof ScriptVersionView>;

/**
 * What became of the replies that were sent with a script. Each is a count of those `used`; `editedOf` says of how many
 * it is known whether their words were changed.
 */
export const ScriptFigures = z.object({
  id: Ulid,
  used: z.number().int(),
  edited: z.number().int(),
  editedOf: z.number().int(),
  /** An approver gave them back at least once. */
  returned: z.number().int(),
  /** The customer wrote again afterwards, so that the case came back. */
  answered: z.number().int(),
  /** Their case was closed as answered or handed to private. */
  resolved: z.number().int(),
});
export type ScriptFigures = z.infer<typeof ScriptFigures>;

const Variant = z.enum(["body", "privateVariant", "holding"]);
const fits = ["suggested", "mentionType", "bucket", "department", "language", "network"] as const;

export const PickOption = z.object({
  scriptId: Ulid,
  version: z.number().int(),
  variant: Variant,
  name: z.string(),
  whenToUse: z.string(),
  /** What of the case it fits. */
  fits: z.array(z.enum(fits)),
  uses: z.number().int(),
  lastUsedAt: Instant.nullable(),
});
export type PickOption = z.infer<typeof PickOption>;

const PlaybookForm = z.enum(["markdown", "csv"]);

/** One script of a file: what an import would do with it, and what is wrong with it or worth knowing. */
export const ImportRow = z.object({
  line: z.number().int(),
  key: z.string(),
  name: z.string(),
  does: z.enum(["add", "change", "same", "wrong"]),
  problems: z.array(Said),
  notes: z.array(Said),
  /** What stands here and what the file says; null where nothing changes. */
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export type ImportRow = z.infer<typeof ImportRow>;

/** A piece of the guidelines as it is shown and printed: never HTML. */
export const GuidelinesBlock = z.object({
  kind: z.enum(["title", "heading", "paragraph", "point", "number"]),
  spans: z.array(z.object({ text: z.string(), look: z.enum(["plain", "strong", "emphasis"]) })),
});
export type GuidelinesBlock = z.infer<typeof GuidelinesBlock>;

const GuidelinesVersion = z.object({ version: z.number().int(), savedAt: Instant, savedBy: PersonRef.nullable() });

export const Guidelines = z.object({
  /** 0 = nobody wrote any yet; the page then shows the program's own words. */
  version: z.number().int(),
  text: z.string(),
  blocks: z.array(GuidelinesBlock),
  savedAt: Instant.nullable(),
  savedBy: PersonRef.nullable(),
  /** All versions, newest first. */
  versions: z.array(GuidelinesVersion),
});
export type Guidelines = z.infer<typeof Guidelines>;

const editors = ["corpcomm", "lead", "admin"] as const;
const At = Command.extend({ id: Ulid, version: z.number().int() });
const none = z.object({});

export const playbookMethods = defineMethods({
  "playbook.list": { kind: "read", access: "person", input: none, output: z.array(Script) },
  /** Scripts that were taken out of use, newest first; at most 200. */
  "playbook.removed": {
    kind: "read",
    access: "person",
    input: none,
    output: z.array(z.object({ id: Ulid, version: z.number().int(), name: z.string(), removedAt: Instant })),
  },
  /** The scripts that fit a case, best first, or those that a search finds by the meaning of its words. At most `limit`. */
  "playbook.pick": {
    kind: "read",
    access: "person",
    input: z.object({
      storyId: Ulid.nullable(),
      search: z.string().max(200),
      limit: z.number().int().min(1).max(2000).default(60),
    }),
    output: z.object({ search: z.string(), options: z.array(PickOption) }),
  },
  /** Every version of a script, newest first. Refusals: not-found. */
  "playbook.versions": {
    kind: "read",
    access: "person",
    input: z.object({ id: Ulid }),
    output: z.array(ScriptVersionView),
  },
  /** One version of a script, also of one that was removed. Refusals: not-found. */
  "playbook.version": {
    kind: "read",
    access: "person",
    input: z.object({ id: Ulid, version: z.number().int() }),
    output: ScriptContent,
  },
  /** What became of the replies of each script; those without a sent reply are left out. */
  "playbook.figures": { kind: "read", access: "person", input: none, output: z.array(ScriptFigures) },
  /** All living scripts as a text file that an import reads again without loss. */
  "playbook.export": {
    kind: "read",
    access: "person",
    input: z.object({ form: PlaybookForm }),
    output: z.object({ text: z.string(), scripts: z.number().int() }),
  },
  /** What an import of an uploaded file (Markdown or CSV) would do; changes nothing. Refusals: file-gone, file-too-large. */
  "playbook.previewImport": {
    kind: "read",
    access: "person",
    input: z.object({ uploadId: Ulid }),
    output: z.object({ form: PlaybookForm, rows: z.array(ImportRow), problems: z.array(Said) }),
  },
  /**
   * Takes the scripts of a file: new ones are added; one whose key is here becomes a new version, unless `changes` is
   * "skip"; wrong ones stay out. Refusals: file-gone, file-too-large.
   */
  "playbook.import": {
    kind: "write",
    access: editors,
    input: Command.extend({ uploadId: Ulid, changes: z.enum(["version", "skip"]) }),
    output: z.object({
      ...{ added: z.number().int(), changed: z.number().int(), left: z.number().int() },
      /** Names the import, for its undo. */
      batchId: Ulid,
    }),
  },
  /**
   * Takes a whole import back: what it added goes out of use, what it changed says again what it said, as a new version
   * without a template's approval. What was changed since stays, and is counted as left. Refusals: not-found, nothing-to-undo.
   */
  "playbook.undoImport": {
    kind: "write",
    access: editors,
    input: Command.extend({ batchId: Ulid }),
    output: z.object({ removed: z.number().int(), broughtBack: z.number().int(), left: z.number().int() }),
  },
  /** Saves a script as a new version; a template approval of the old version does not carry over. Refusals: stale, name-taken, bad-input. */
  "playbook.save": {
    kind: "write",
    access: editors,
    input: Command.extend({ id: Ulid.optional(), version: z.number().int().optional(), script: ScriptContent }),
    output: Script,
  },
  /** Brings the words of an earlier version back, as a new version. Refusals: stale, not-found, name-taken. */
  "playbook.bringBack": {
    kind: "write",
    access: editors,
    input: At.extend({ from: z.number().int() }),
    output: Script,
  },
  /** Takes a script out of use; replies that were begun with it keep it. Refusals: stale, not-found. */
  "playbook.remove": { kind: "write", access: editors, input: At, output: z.object({ id: Ulid }) },
  /** Takes a removed script back into use. Refusals: not-found, name-taken when its key was given away. */
  "playbook.restore": { kind: "write", access: editors, input: Command.extend({ id: Ulid }), output: Script },
  /** Approves this version of a script as a template; only scripts without free-text fields. Refusals: role-cannot-approve, bad-input, stale. */
  "playbook.approveTemplate": { kind: "write", access: ["corpcomm", "legal"], input: At, output: Script },
  /** What our own people should know when they write about us: the newest words, or an earlier version of them. Refusals: not-found. */
  "playbook.guidelines": {
    kind: "read",
    access: "person",
    input: z.object({ version: z.number().int().optional() }),
    output: Guidelines,
  },
  /** Saves the guidelines (a little Markdown) as a new version. Refusals: stale. */
  "playbook.saveGuidelines": {
    kind: "write",
    access: ["corpcomm", "admin"],
    input: Command.extend({ version: z.number().int(), text: z.string().max(40_000) }),
    output: Guidelines,
  },
  /** The guidelines as a file to hand round: Markdown as written, or a page of HTML that stands alone. */
  "playbook.exportGuidelines": {
    kind: "read",
    access: "person",
    input: z.object({ form: z.enum(["markdown", "html"]), title: z.string().max(200) }),
    output: z.object({ text: z.string() }),
  },
});
/** What a case can fit. */
export type ScriptFit = (typeof fits)[number];
