import type { Role } from "../../contract/values.ts";
import { isClosedValue } from "./field-kinds.ts";
import type { FieldLimits } from "./field-kinds.ts";
import { placeholdersOf, renderScript } from "./render-script.ts";
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
  const fields = new Map(script.fields.map((field) => [field.name, field]));
  // The same reading of placeholders as the rendering's, so that no value gets in unseen.
  return placeholdersOf(script.words).every((name) => {
    const field = fields.get(name);
    return field !== undefined && isClosedValue(field, (reply.values[name] ?? "").trim(), limits);
  });
}

export type ApprovalVerdict =
  | { readonly ok: true; readonly role: Role; readonly kind: "person" | "own" }
  | { readonly ok: false; readonly because: "own-approval" | "role-cannot-approve" };

/** How many different people must have approved: what the script asks for, and always one. */
export function approversNeeded(script: Pick<ScriptPolicy, "approvers"> | null): number {
  return Math.max(1, script?.approvers ?? 1);
}

export type StandingApproval = { readonly kind: "person" | "template" | "own"; readonly personId: number | null };

/** Whether approvals that stand for exactly the present words suffice: a template's, or enough different people's. */
export function isFullyApproved(standing: readonly StandingApproval[], needed: number): boolean {
  if (standing.some((approval) => approval.kind === "template")) return true;
  return new Set(standing.map((approval) => approval.personId)).size >= needed;
}

/**
 * Author and approver are two people. Only where nobody else at the desk could approve does the recorded policy of a
 * firm of one let it approve its own words.
 */
export function judgeApproval({
  approver,
  authors,
  roles,
  selfApproval,
}: {
  readonly approver: { readonly id: string; readonly roles: readonly Role[] };
  readonly authors: readonly string[];
  readonly roles: readonly Role[];
  /** The policy is on, and nobody else here holds one of the roles. */
  readonly selfApproval: boolean;
}): ApprovalVerdict {
  const role = roles.find((one) => approver.roles.includes(one));
  if (!role) return { ok: false, because: "role-cannot-approve" };
  if (!authors.includes(approver.id)) return { ok: true, role, kind: "person" };
  return selfApproval ? { ok: true, role, kind: "own" } : { ok: false, because: "own-approval" };
}
