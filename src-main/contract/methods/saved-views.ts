import { z } from "zod";
import { defineMethods } from "../method.ts";
import { QueueFilter } from "../queue-filter.ts";
import { Command, Ulid, Versioned } from "../values.ts";
import { TriageView } from "./triage-view.ts";

/** What a saved view shows: a view of the desk, narrowed, searched. */
export const Narrowed = z.object({
  view: TriageView,
  filter: QueueFilter.default({}),
  search: z.string().max(1000).default(""),
});
export type Narrowed = z.infer<typeof Narrowed>;

export const SavedView = Versioned.extend({
  name: z.string(),
  /** For everybody at the desk, or for the person who saved it. */
  forAll: z.boolean(),
  shows: Narrowed,
  /** Stories in it now; `isExact` is false where counting stopped early. */
  count: z.number().int(),
  isExact: z.boolean(),
  /** Parts of its filter that are not there any more, such as a watch that was removed. */
  gone: z.array(z.enum(["watch", "source", "person", "search"])),
});
export type SavedView = z.infer<typeof SavedView>;

const Name = z.string().trim().min(1).max(80);
const handlers = ["agent", "corpcomm", "legal", "lead", "admin"] as const;

export const savedViewMethods = defineMethods({
  /** The views that this person sees, in their order: those of the desk, then their own. At most 100 of each. */
  "views.list": { kind: "read", access: "person", input: z.object({}), output: z.array(SavedView) },
  /**
   * Saves a view, or with `id` and `version` changes one. For all of the desk: lead and admin only. Refusals: not-found,
   * stale, not-allowed, name-taken, too-many { most }, query-invalid.
   */
  "views.save": {
    kind: "write",
    access: handlers,
    input: Command.extend({
      id: Ulid.nullable().default(null),
      version: z.number().int().default(0),
      name: Name,
      forAll: z.boolean(),
      shows: Narrowed,
    }),
    output: z.object({ id: Ulid, version: z.number().int() }),
  },
  /** Moves a view up (−1) or down (1) among those of its kind. Refusals: not-found, not-allowed. */
  "views.place": {
    kind: "write",
    access: handlers,
    input: Command.extend({ id: Ulid, by: z.union([z.literal(-1), z.literal(1)]) }),
    output: z.object({ id: Ulid }),
  },
  /** Refusals: not-found, not-allowed, stale. */
  "views.remove": {
    kind: "write",
    access: handlers,
    input: Command.extend({ view: Versioned }),
    output: z.object({ id: Ulid }),
  },
  /** Brings a removed view back. Refusals: not-found, not-allowed, name-taken, too-many { most }. */
  "views.restore": {
    kind: "write",
    access: handlers,
    input: Command.extend({ id: Ulid }),
    output: z.object({ id: Ulid }),
  },
});
