import { z } from "zod";
import { defineMethods } from "../method.ts";
import { LabelName, NoReplyReason } from "../queue-filter.ts";
import { Bucket, Command, Priority, Ulid, Versioned } from "../values.ts";
import { Moved, Stories } from "./triage.ts";

/** How a macro may end a case; "answered" needs a posted reply, and a macro never posts. */
export const macroResolutions = ["no_reply_needed", "closed_without_reply", "spam", "withdrawn"] as const;

/** What a macro does to each story, in this order. It never submits and never posts. */
export const MacroSteps = z
  .strictObject({
    bucket: Bucket,
    labels: z.array(LabelName).max(10),
    /** Key of the script that is suggested then. */
    script: z.string().min(1).max(200),
    priority: Priority,
    assign: z.union([Ulid, z.enum(["me", "nobody"])]),
    /** An internal note in each case. */
    note: z.string().trim().min(1).max(4000),
    resolution: z.strictObject({
      as: z.enum(macroResolutions),
      why: NoReplyReason.optional(),
      reason: z.string().trim().max(300).default(""),
    }),
  })
  .partial()
  .refine((steps) => Object.keys(steps).length > 0);
export type MacroSteps = z.infer<typeof MacroSteps>;

/** The digits that no bucket has. */
export const macroKeys = ["4", "5", "6", "7", "8", "9"] as const;
export const MacroKey = z.enum(macroKeys);
export type MacroKey = z.infer<typeof MacroKey>;

export const Macro = Versioned.extend({
  name: z.string(),
  key: MacroKey.nullable(),
  forAll: z.boolean(),
  steps: MacroSteps,
});
export type Macro = z.infer<typeof Macro>;

const handlers = ["agent", "corpcomm", "legal", "lead", "admin"] as const;

export const macroMethods = defineMethods({
  /** The macros that this person has, by key and name: those of the desk and their own. At most 200. */
  "macros.list": { kind: "read", access: "person", input: z.object({}), output: z.array(Macro) },
  /**
   * Saves a macro, or with `id` and `version` changes one. For all of the desk: lead and admin only. A key that another of
   * one's macros has goes over to this one. Refusals: not-found, stale, not-allowed, name-taken, reason-needed, too-many { most }.
   */
  "macros.save": {
    kind: "write",
    access: handlers,
    input: Command.extend({
      id: Ulid.nullable().default(null),
      version: z.number().int().default(0),
      name: z.string().trim().min(1).max(80),
      key: MacroKey.nullable(),
      forAll: z.boolean(),
      steps: MacroSteps,
    }),
    output: z.object({ id: Ulid, version: z.number().int() }),
  },
  /** Refusals: not-found, not-allowed, stale. */
  "macros.remove": {
    kind: "write",
    access: handlers,
    input: Command.extend({ macro: Versioned }),
    output: z.object({ id: Ulid }),
  },
  /**
   * Brings a removed macro back, without its key where another has it now. Refusals: not-found, not-allowed, name-taken,
   * too-many { most }.
   */
  "macros.restore": {
    kind: "write",
    access: handlers,
    input: Command.extend({ id: Ulid }),
    output: z.object({ id: Ulid }),
  },
  /**
   * Does all steps to all stories as one act with one undo. Steps that need a case pass over stories that are only counted.
   * Refusals: not-found, stale { ids, count }, case-resolved, already-claimed { owner }.
   */
  "macros.apply": {
    kind: "write",
    access: handlers,
    input: Command.extend({ macro: Versioned, stories: Stories }),
    output: Moved,
  },
});
