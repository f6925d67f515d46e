import { z } from "zod";
import { defineMethods } from "../method.ts";
import { Instant, PersonRef, Ulid } from "../values.ts";

export const Doing = z.enum(["viewing", "replying"]);
export type Doing = z.infer<typeof Doing>;

/** One person at one case now. `since` is when they came to it; `replying` wins over `viewing` where they have two windows. */
export const Present = z.object({ storyId: Ulid, person: PersonRef, doing: Doing, since: Instant });
export type Present = z.infer<typeof Present>;

/** A window that says nothing for so long is taken for closed. */
export const presenceSilentMs = 15_000;

export const presenceMethods = defineMethods({
  /**
   * Says what the person does at one window now; null = at no case. Said at each change and every five seconds. Kept in
   * memory only, never an event; ends when the window says so, or is silent for 15 s.
   */
  "presence.say": {
    kind: "write",
    access: "person",
    input: z.object({ windowId: Ulid, storyId: Ulid.nullable(), doing: Doing.default("viewing") }),
    output: z.object({}),
  },
  /** Who is at which case now, oneself included; by case, then by name. */
  "presence.now": { kind: "read", access: "person", input: z.object({}), output: z.array(Present) },
});
