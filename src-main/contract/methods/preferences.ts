import { z } from "zod";
import { defineMethods } from "../method.ts";
import { Command } from "../values.ts";

/** The name of a key or of a sequence as the page spells it: "j", "Shift+J", "Ctrl+Z", "g t". */
const Keys = z.string().min(1).max(40);

/** How a person works the keyboard. What is left out of `changed` has the keys it came with; an empty list has none. */
export const KeyPreferences = z.object({
  /** Keys of one character act; off for speech input (WCAG 2.1.4). */
  single: z.boolean(),
  changed: z
    .record(z.string().regex(/^[A-Za-z][A-Za-z.]{0,59}$/), z.array(Keys).max(4))
    .refine((changed) => Object.keys(changed).length <= 300),
});
export type KeyPreferences = z.infer<typeof KeyPreferences>;

export const noticeKinds = [
  "urgent",
  "arrived",
  "assigned",
  "approval",
  "returned",
  "toPost",
  "woken",
  "private",
  "look",
  "promise",
  "breachNear",
  "breached",
  "alarm",
] as const;
export const NoticeKind = z.enum(noticeKinds);
export type NoticeKind = z.infer<typeof NoticeKind>;

const MinuteOfDay = z.number().int().min(0).max(1439);

/** What a person is told of outside the page. */
export const NoticePreferences = z.object({
  kinds: z.array(NoticeKind).max(noticeKinds.length),
  /** Local minutes of the day at the desk; `from` after `to` goes over midnight. What happens then is told at their end. */
  quietHours: z.object({ from: MinuteOfDay, to: MinuteOfDay }).nullable(),
});
export type NoticePreferences = z.infer<typeof NoticePreferences>;

/** What a person likes at whatever desk they sign in. */
export const Preferences = z.object({ keys: KeyPreferences, notices: NoticePreferences });
export type Preferences = z.infer<typeof Preferences>;

const Saved = z.object({ version: z.number().int(), preferences: Preferences });

export const preferenceMethods = defineMethods({
  /** The preferences of who asks. Version 0: nothing was ever changed. */
  "preferences.get": { kind: "read", access: "person", input: z.object({}), output: Saved },
  /** Saves whole sections of one's own; what is left out stays. Refusals: stale. */
  "preferences.save": {
    kind: "write",
    access: "person",
    input: Command.extend({ version: z.number().int(), change: Preferences.partial() }),
    output: Saved,
  },
});
