import { z } from "zod";
import { defineMethods } from "../method.ts";
import { Ulid } from "../values.ts";

/** Days that the mentions of a source may be kept, when not for good. */
export const retentionBounds = { from: 7, to: 3650 } as const;
export const RetentionDays = z.number().int().min(retentionBounds.from).max(retentionBounds.to);

/** How a source signs in, as a person sets it. A secret that is left out stays what it was; it is never read back. */
export const SignInChange = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("none") }),
  z.object({
    kind: z.literal("basic"),
    /** The user's name. */
    name: z.string().trim().min(1).max(200),
    secret: z.string().min(1).max(4000).optional(),
  }),
  z.object({
    kind: z.literal("header"),
    /** The name of the header. */
    name: z
      .string()
      .trim()
      .max(100)
      .regex(/^[!#$%&'*+.^_`|~\dA-Za-z-]+$/),
    secret: z.string().min(1).max(4000).optional(),
  }),
]);
export type SignInChange = z.infer<typeof SignInChange>;

export const SourceSettings = z.object({
  id: Ulid,
  version: z.number().int(),
  siteUrl: z.string().nullable(),
  department: z.string().nullable(),
  retentionDays: z.number().int().nullable(),
  signIn: z
    .object({
      kind: z.enum(["basic", "header"]),
      name: z.string(),
      /** Whether its secret is known: in the keyring, only until the app closes, or not at all. */
      secret: z.enum(["kept", "session", "missing"]),
    })
    .nullable(),
  /** Whether a secret would be kept by a keyring on this computer. */
  hasKeyring: z.boolean(),
  interval: z.object({
    /** Minutes between two fetches as things are. */
    now: z.number(),
    /** The fewest minutes, whatever is set. */
    floor: z.number(),
    /** Minutes that the feed or its server asks for; null when neither does. */
    asked: z.number().nullable(),
  }),
  /** All departments of the firm, by name. */
  departments: z.array(z.string()),
});
export type SourceSettings = z.infer<typeof SourceSettings>;

export const sourceSettingsMethods = defineMethods({
  /** What is set for one source beside its row. Refusal: not-found. */
  "sources.settings": { kind: "read", access: "person", input: z.object({ id: Ulid }), output: SourceSettings },
  /**
   * How many mentions a retention would remove from a source now, and how many older ones stay because they were worked
   * on. Refusal: not-found.
   */
  "sources.wouldPurge": {
    kind: "read",
    access: "person",
    input: z.object({ id: Ulid, retentionDays: RetentionDays }),
    output: z.object({ mentions: z.number().int(), stay: z.number().int() }),
  },
});
