import { z } from "zod";
import { defineMethods } from "../method.ts";
import { Command, Instant, Network, Said, Ulid } from "../values.ts";

/** The most bytes, outlines and sources that one list of feeds may have. */
export const opmlLimits = { bytes: 5_000_000, outlines: 10_000, depth: 50, atOnce: 20 } as const;

export const OpmlEntry = z.object({
  /** Its place among the feeds of the file, from 0 on. */
  key: z.number().int(),
  name: z.string(),
  /** As it would be stored; as it was written when it is no address. */
  url: z.string(),
  siteUrl: z.string().nullable(),
  /** The folders it lies in, joined with " / ". */
  folder: z.string().nullable(),
  network: Network,
  state: z.enum(["new", "already", "twice", "bad-address"]),
  /** The name of the source that is there already, or of the entry that came first. */
  sameAs: z.string().nullable(),
  /** The list says that somebody allowed it to be on their own computer or network. */
  isPrivate: z.boolean(),
});
export type OpmlEntry = z.infer<typeof OpmlEntry>;

export const OpmlPreview = z.object({
  /** Why nothing can be read; null when it can. */
  fault: Said.nullable(),
  title: z.string().nullable(),
  entries: z.array(OpmlEntry),
  /** The file was cut short: it has more feeds than are read. */
  isCut: z.boolean(),
});
export type OpmlPreview = z.infer<typeof OpmlPreview>;

/** `unasked`: there was no network, or no time left for it. */
const OpmlCheck = z.object({
  url: z.string(),
  state: z.enum(["alive", "dead", "unasked"]),
  says: Said.nullable(),
  title: z.string().nullable(),
  newestAt: Instant.nullable(),
});
export type OpmlCheck = z.infer<typeof OpmlCheck>;

export const opmlMethods = defineMethods({
  /** What a list of feeds (an upload of at most 5 MB) holds, without asking any of them. Refusals: file-gone, file-too-large. */
  "sources.previewOpml": {
    kind: "read",
    access: ["admin", "lead"],
    input: z.object({ uploadId: Ulid }),
    output: OpmlPreview,
  },
  /**
   * Asks up to 20 addresses for their feeds once, five hosts at a time and each host once every two seconds, within a
   * minute. Nothing is stored.
   */
  "sources.checkOpml": {
    kind: "read",
    access: ["admin", "lead"],
    input: z.object({ urls: z.array(z.string().max(4000)).min(1).max(opmlLimits.atOnce) }),
    output: z.array(OpmlCheck),
  },
  /**
   * Adds the chosen feeds of a list as sources, in slices of 200; an address that is a source already is skipped. Their
   * first polls are spread. What a list of ours says of a source is taken over. Refusals: file-gone, file-too-large,
   * opml-unreadable, too-many-sources.
   */
  "sources.importOpml": {
    kind: "write",
    access: ["admin", "lead"],
    input: Command.extend({
      uploadId: Ulid,
      keys: z.array(z.number().int().min(0)).min(1).max(opmlLimits.outlines),
      /** For those of which the list says nothing; without it everything counts while there is no watch. */
      everything: z.boolean().optional(),
      department: z.string().trim().min(1).max(80).nullable().default(null),
      /** Takes over the list's consent to addresses of one's own network; a list of somebody else's may lie. */
      allowPrivate: z.boolean().default(false),
    }),
    output: z.object({ added: z.number().int(), skipped: z.number().int(), ids: z.array(Ulid) }),
  },
  /** Takes an import back: removes those of its sources that nobody changed meanwhile. */
  "sources.undoOpml": {
    kind: "write",
    access: ["admin", "lead"],
    input: Command.extend({ ids: z.array(Ulid).min(1).max(opmlLimits.outlines) }),
    output: z.object({ removed: z.number().int() }),
  },
  /** All feeds with everything that is set for them, but no secret; other readers understand it too. */
  "sources.exportOpml": {
    kind: "read",
    access: ["admin", "lead"],
    input: z.object({}),
    output: z.object({ fileName: z.string(), mime: z.string(), content: z.string(), sources: z.number().int() }),
  },
});
