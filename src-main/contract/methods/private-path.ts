import { z } from "zod";
import { defineMethods } from "../method.ts";
import { Command, Instant, Versioned, Ulid } from "../values.ts";
import { Moved } from "./triage.ts";

/** The way from a public complaint to a private solution; `declined` ends it where they do not want to. */
export const privateSteps = ["invited", "contacted", "confirmed", "solved", "closed_out", "declined"] as const;
export const PrivateStep = z.enum(privateSteps);
export type PrivateStep = z.infer<typeof PrivateStep>;

export const privateVias = ["phone", "email", "message", "in_person", "other"] as const;
export const PrivateVia = z.enum(privateVias);
export type PrivateVia = z.infer<typeof PrivateVia>;

export const PrivatePath = z.object({
  asOf: Instant,
  story: Versioned,
  /** When each step was taken; null = not yet. */
  at: z.record(PrivateStep, Instant.nullable()),
  via: PrivateVia.nullable(),
  step: PrivateStep.nullable(),
  /** The steps that may follow, the nearest first; none once it is over, or where the story has no open case. */
  next: z.array(PrivateStep),
  /** When somebody is reminded, or was, because the path stands still; null where nothing is due. */
  remindAt: Instant.nullable(),
});
export type PrivatePath = z.infer<typeof PrivatePath>;

export const PrivateRate = z.object({
  complaints: z.number().int(),
  invited: z.number().int(),
  completed: z.number().int(),
  missed: z.number().int(),
  invitedPercent: z.number().nullable(),
  completedPercent: z.number().nullable(),
});

const handlers = ["agent", "corpcomm", "legal", "lead", "admin"] as const;

export const privatePathMethods = defineMethods({
  /** How far a story's case is on its way into private; null for a story without a case. Refusals: not-found. */
  "privatePath.get": {
    kind: "read",
    access: "person",
    input: z.object({ storyId: Ulid }),
    output: PrivatePath.nullable(),
  },
  /**
   * Takes a step by hand; the steps between are taken with it. A reply in a script's private words invites by itself, a
   * public reply after "solved" closes it in public by itself. `triage.undo` takes it back. Refusals: stale, not-found,
   * step-not-next.
   */
  "privatePath.step": {
    kind: "write",
    access: handlers,
    input: Command.extend({ story: Versioned, step: PrivateStep, via: PrivateVia.nullable().default(null) }),
    output: Moved,
  },
  /**
   * Of the cycles in care that were queued from `from` to before `to` (excluded ones left out): how many were invited, and
   * how many of those reached a confirmed private contact within 48 elapsed hours; what can still make it counts as neither.
   */
  "privatePath.rate": {
    kind: "read",
    access: "person",
    input: z.object({ from: Instant, to: Instant }),
    output: PrivateRate,
  },
});
