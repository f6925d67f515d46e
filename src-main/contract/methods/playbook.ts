import { z } from "zod";
import { defineMethods } from "../method.ts";
import { Command, Instant, PersonRef, Role, Ulid } from "../values.ts";

const ScriptField = z.object({
  name: z.string(),
  required: z.boolean(),
  kind: z.enum(["time", "date", "number", "amount", "link", "choice", "firstName", "text"]),
  options: z.array(z.string()).optional(),
  suggestFrom: z.string().optional(),
  usedIn: z.array(z.string()),
});
export type ScriptField = z.infer<typeof ScriptField>;

export const Script = z.object({
  id: Ulid,
  key: z.string(),
  version: z.number().int(),
  name: z.string(),
  whenToUse: z.string(),
  department: z.string().nullable(),
  bucket: z.enum(["analytics", "pr", "care"]),
  body: z.string(),
  privateVariant: z.string().nullable(),
  holding: z.string().nullable(),
  fields: z.array(ScriptField),
  approval: z.object({ approvers: z.number().int().min(0).max(2), by: z.array(Role) }),
  /** Who approved this version as a template; null = each reply needs a person. */
  templateApproval: z.object({ by: PersonRef, at: Instant }).nullable(),
  uses: z.number().int(),
});
export type Script = z.infer<typeof Script>;

export const playbookMethods = defineMethods({
  "playbook.list": { kind: "read", access: "person", input: z.object({}), output: z.array(Script) },
  /** Saves a script as a new version; a template approval of the old version does not carry over. Refusals: stale, name-taken, bad-input. */
  "playbook.save": {
    kind: "write",
    access: ["corpcomm", "lead", "admin"],
    input: Command.extend({
      id: Ulid.optional(),
      version: z.number().int().optional(),
      script: Script.omit({ id: true, version: true, templateApproval: true, uses: true }),
    }),
    output: Script,
  },
  /** Approves this version of a script as a template; only scripts without free-text fields. Refusals: role-cannot-approve, bad-input, stale. */
  "playbook.approveTemplate": {
    kind: "write",
    access: ["corpcomm", "legal"],
    input: Command.extend({ id: Ulid, version: z.number().int() }),
    output: Script,
  },
});
