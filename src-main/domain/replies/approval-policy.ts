import type { Role } from "../../contract/values.ts";
import { isClosedValue } from "./field-kinds.ts";
import type { FieldLimits } from "./field-kinds.ts";
import { renderScript } from "./render-script.ts";
import type { ScriptField } from "./render-script.ts";

export type ScriptPolicy = {
  readonly approvers: number;
  readonly by: readonly Role[];
  /** This very version of the script was approved as a template. */
  readonly isTemplateApproved: boolean;
  readonly words: string;
  readonly fields: readonly ScriptField[];
};

/** Which roles may approve a reply: the legal lane wins, then what the script names, else corpcomm. */
export function approvingRoles(storyRoles: readonly Role[], script: ScriptPolicy | null): readonly Role[] {
  if (storyRoles.includes("legal")) return ["legal"];
  const named = (script?.by ?? []).filter((role) => role === "corpcomm" || role === "legal");
  return named.length > 0 ? named : ["corpcomm"];
}

/**
 * Whether an approved template covers the reply: a script that needs no approver, approved in this version, rendered
 * with closed values only, and not one character of the text changed. The legal lane is never covered.
 */
export function isCoveredByTemplate(
  script: ScriptPolicy | null,
  reply: { readonly text: string; readonly values: Readonly<Record<string, string>> },
  { storyRoles, limits }: { readonly storyRoles: readonly Role[]; readonly limits: FieldLimits },
): boolean {
  if (!script || script.approvers > 0 || !script.isTemplateApproved || storyRoles.includes("legal")) return false;
  const rendered = renderScript(script.words, script.fields, reply.values);
  if (rendered.emptyFields.length > 0 || rendered.text !== reply.text) return false;
  const used = script.fields.filter((field) => script.words.includes(`{{${field.name}}}`));
  return used.every((field) => isClosedValue(field, (reply.values[field.name] ?? "").trim(), limits));
}

export type ApprovalVerdict =
  | { readonly ok: true; readonly role: Role; readonly kind: "person" | "own" }
  | { readonly ok: false; readonly because: "own-approval" | "role-cannot-approve" };

/** Author and approver are two people, unless a recorded policy lets a firm of one approve its own words. */
export function judgeApproval({
  approver,
  authors,
  roles,
  selfApproval,
}: {
  readonly approver: { readonly id: string; readonly roles: readonly Role[] };
  readonly authors: readonly string[];
  readonly roles: readonly Role[];
  readonly selfApproval: boolean;
}): ApprovalVerdict {
  const role = roles.find((one) => approver.roles.includes(one));
  if (!role) return { ok: false, because: "role-cannot-approve" };
  if (!authors.includes(approver.id)) return { ok: true, role, kind: "person" };
  return selfApproval ? { ok: true, role, kind: "own" } : { ok: false, because: "own-approval" };
}
