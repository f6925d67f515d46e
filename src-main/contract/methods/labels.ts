import { z } from "zod";
import { defineMethods } from "../method.ts";
import { LabelName } from "../queue-filter.ts";
import { Command, Ulid } from "../values.ts";

/** The mark of a label beside its word; never the only sign. */
export const labelTones = ["plain", "blue", "teal", "amber", "violet", "rose"] as const;
export const LabelTone = z.enum(labelTones);
export type LabelTone = z.infer<typeof LabelTone>;

export const LabelRef = z.object({ name: z.string(), tone: LabelTone });
export type LabelRef = z.infer<typeof LabelRef>;

const Changed = z.object({
  /** What labels.undo names. */
  batchId: Ulid,
  /** Stories that carry the label, at most 1,000 counted. */
  stories: z.number().int(),
});

const managers = ["lead", "admin"] as const;

export const labelMethods = defineMethods({
  /** All labels by name, with how many stories carry each; numbers stop at 1,000. `rules` name the label in their actions. */
  "labels.list": {
    kind: "read",
    access: "person",
    input: z.object({}),
    output: z.object({
      labels: z.array(LabelRef.extend({ stories: z.number().int(), rules: z.array(z.string()) })),
      cappedAt: z.number().int(),
    }),
  },
  /**
   * Calls a label otherwise, or gives it another tone. A name that another label has merges the two: every story that
   * carries one carries the other then. Refusals: not-found.
   */
  "labels.change": {
    kind: "write",
    access: managers,
    input: Command.extend({ name: LabelName, to: LabelName, tone: LabelTone.optional() }),
    output: Changed,
  },
  /** Takes a label off every story. Refusals: not-found, label-in-rules { rules } while rules give it. */
  "labels.remove": { kind: "write", access: managers, input: Command.extend({ name: LabelName }), output: Changed },
  /** Takes back labels.change or labels.remove. Refusals: nothing-to-undo, stale. */
  "labels.undo": { kind: "write", access: managers, input: Command.extend({ batchId: Ulid }), output: Changed },
});
