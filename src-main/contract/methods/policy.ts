import { z } from "zod";
import { PolicyReason, PolicyRow, policyBuckets } from "../approval-policy.ts";
import { defineMethods } from "../method.ts";
import { Command, Instant, PersonRef, Priority, Role, Urgency } from "../values.ts";

const Saved = z.object({
  /** 0 = what a desk begins with. */
  version: z.number().int(),
  at: Instant.nullable(),
  by: PersonRef.nullable(),
  rows: z.array(PolicyRow),
});

/** The first row is for every reply, so that no reply is without one. */
const Rows = z
  .array(PolicyRow)
  .min(1)
  .max(50)
  .refine((rows) => Object.values(rows[0]?.when ?? {}).every((part) => part === null), { path: [0] });

/** A reply that nobody wrote, to see what a policy would ask of it. */
const Imagined = z.object({
  bucket: z.enum(policyBuckets),
  script: z.string().max(80).nullable(),
  priority: Priority,
  urgency: Urgency,
  reach: z.number().int().min(0).nullable(),
});

export const policyMethods = defineMethods({
  /** The approval policy with its earlier versions (at most 20), newest first; the first is the one that holds. */
  "policy.get": { kind: "read", access: "person", input: z.object({}), output: z.array(Saved).min(1) },
  /**
   * Saves the policy as its next version. Rows can only ask for more, never for nobody; what is approved and not yet given
   * out, and lacks a look by the new policy, waits for it (`heldBack`). Refusal: stale.
   */
  "policy.save": {
    kind: "write",
    access: ["corpcomm", "admin"],
    input: Command.extend({ version: z.number().int(), rows: Rows }),
    output: z.object({ version: z.number().int(), heldBack: z.number().int() }),
  },
  /** What the given rows, saved or not, would ask of an imagined reply; `names` are the people who could approve one of the author's. */
  "policy.tryOut": {
    kind: "read",
    access: "person",
    input: z.object({ rows: Rows, reply: Imagined }),
    output: z.object({
      needed: z.number().int(),
      legal: z.boolean(),
      roles: z.array(Role),
      /** A script that is approved as a template would need nobody. */
      template: z.boolean(),
      /** The script itself asks for people, so a template is out of the question. */
      scriptAsks: z.number().int().nullable(),
      because: z.array(PolicyReason),
      names: z.array(z.string()),
    }),
  },
});
