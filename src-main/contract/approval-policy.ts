import { z } from "zod";
import { Priority, Role, Urgency } from "./values.ts";

export const policyBuckets = ["unsorted", "analytics", "pr", "care"] as const;

/** Which replies a row is about: every part that is not null must fit. All null = every reply. */
export const PolicyWhen = z.object({
  bucket: z.enum(policyBuckets).nullable(),
  /** Key of a script: the type of the mention. */
  script: z.string().max(80).nullable(),
  priority: Priority.nullable(),
  urgency: Urgency.nullable(),
  /** At least so many followers; a reach that nobody knows fits no such row. */
  reachFrom: z.number().int().min(1).max(1_000_000_000).nullable(),
});
export type PolicyWhen = z.infer<typeof PolicyWhen>;

/** What a row asks for. There is no "nobody": the least is one person, or an approved script that nothing was changed in. */
export const PolicyAsks = z.object({
  /** An approved script with closed fields may stand for the person. */
  template: z.boolean(),
  approvers: z.union([z.literal(1), z.literal(2)]),
  /** Legal must be one of them. */
  legal: z.boolean(),
});
export type PolicyAsks = z.infer<typeof PolicyAsks>;

export const PolicyRow = z.object({ when: PolicyWhen, asks: PolicyAsks });
export type PolicyRow = z.infer<typeof PolicyRow>;

/** Where a demand on a reply comes from: a row of the policy (1-based), its script, its story's route, or a colleague. */
export const PolicyReason = z.object({
  from: z.enum(["row", "script", "route", "added", "submitted"]),
  /** Number of the row; 0 for what is no row. */
  row: z.number().int(),
  asks: z.enum(["two", "legal", "person"]),
});
export type PolicyReason = z.infer<typeof PolicyReason>;

/** What one reply needs before it may leave, and how much of it is there. */
export const ReplyPolicy = z.object({
  /** Who may still bring it on. */
  roles: z.array(Role),
  /** An approved script in which nothing is changed needs nobody. */
  template: z.boolean(),
  /** How many different people must approve, and how many have approved exactly these words. */
  needed: z.number().int(),
  given: z.number().int(),
  /** Legal must be one of them. */
  legal: z.boolean(),
  /** A colleague asked for legal. */
  isLegalAdded: z.boolean(),
  because: z.array(PolicyReason),
  /** Version of the policy; 0 = the one a desk begins with. */
  version: z.number().int(),
});
