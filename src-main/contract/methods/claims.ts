import { z } from "zod";
import { defineMethods } from "../method.ts";
import { Instant, PersonRef, Ulid } from "../values.ts";

/** What somebody is told: a colleague took cases of theirs over, or gave them cases. */
export const ClaimNotice = z.object({
  id: Ulid,
  kind: z.enum(["taken", "given"]),
  /** The first of `cases`. */
  storyId: Ulid,
  title: z.string(),
  cases: z.number().int(),
  by: PersonRef,
  /** Who has them now; null = nobody. */
  to: PersonRef.nullable(),
  /** The reason or the note that came with it; may be empty. */
  reason: z.string(),
  at: Instant,
});
export type ClaimNotice = z.infer<typeof ClaimNotice>;

export const claimMethods = defineMethods({
  /** What the person is told about claims and has not put away, newest first. */
  "claims.notices": { kind: "read", access: "person", input: z.object({}), output: z.array(ClaimNotice) },
  /** Puts notices of one's own away. */
  "claims.seen": {
    kind: "write",
    access: "person",
    input: z.object({ ids: z.array(Ulid).min(1).max(50) }),
    output: z.object({}),
  },
});
