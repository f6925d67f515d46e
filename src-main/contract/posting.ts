import { z } from "zod";
import { Instant, Said, Ulid } from "./values.ts";

/** How a reply comes to stand in public: with which account of ours, and how far that is. */
export const Posting = z.object({
  /** null = by hand, with no account in particular. `isConnected`: the engine posts it by itself after the hold. */
  account: z
    .object({
      id: Ulid,
      name: z.string(),
      kind: z.enum(["bluesky", "mastodon", "manual"]),
      handle: z.string().nullable(),
      isConnected: z.boolean(),
    })
    .nullable(),
  /** Why it is not posted yet. */
  trouble: Said.nullable(),
  /** When it is tried again by itself. */
  nextAt: Instant.nullable(),
  tries: z.number().int(),
  /** It may stand there already without our knowing it. */
  isUnclear: z.boolean(),
  /** Where these words stand, though perhaps not as an answer. */
  url: z.string().nullable(),
  /** Its case is closed when it is posted; else it waits for the customer. */
  closesCase: z.boolean(),
  /** A person was reminded that its proof is missing. */
  remindedAt: Instant.nullable(),
});
export type Posting = z.infer<typeof Posting>;
