import { z } from "zod";
import { defineMethods } from "../method.ts";
import { Bucket, Command, Ulid } from "../values.ts";

export const RuleRow = z.object({
  id: Ulid,
  version: z.number().int(),
  position: z.number().int(),
  name: z.string(),
  query: z.string().nullable(),
  bucket: Bucket,
  department: z.string().nullable(),
  priority: z.enum(["high", "normal", "low"]).nullable(),
  labels: z.array(z.string()),
  stop: z.boolean(),
  reason: z.string(),
});
export type RuleRow = z.infer<typeof RuleRow>;

export const ruleMethods = defineMethods({
  /** The ordered routing rules, first to last. */
  "rules.list": { kind: "read", access: "person", input: z.object({}), output: z.array(RuleRow) },
  /** Adds or changes a rule. Refusals: query-invalid, stale. */
  "rules.save": {
    kind: "write",
    access: ["admin", "lead"],
    input: Command.extend({
      id: Ulid.optional(),
      version: z.number().int().optional(),
      name: z.string().trim().min(1).max(80),
      query: z.string().trim().min(1).max(4000),
      bucket: Bucket,
      priority: z.enum(["high", "normal", "low"]).nullable(),
      department: z.string().nullable(),
      labels: z.array(z.string()).default([]),
      reason: z.string().trim().max(300),
      position: z.number().int().optional(),
    }),
    output: RuleRow,
  },
  "rules.remove": {
    kind: "write",
    access: ["admin", "lead"],
    input: Command.extend({ id: Ulid, version: z.number().int() }),
    output: z.object({}),
  },
});
