import type { PolicyAsks } from "../../contract/approval-policy.ts";
import type { Role } from "../../contract/values.ts";
import { isClosedValue } from "./field-kinds.ts";
import type { FieldLimits } from "./field-kinds.ts";
import { placeholdersOf, renderScript } from "./render-script.ts";
import type { ScriptField } from "./render-script.ts";
import { isPlainPrefix } from "./reply-prefix.ts";

export type ScriptPolicy = {
  readonly approvers: number;
  readonly by: readonly Role[];
  /** This very version of the script was approved as a template. */
  readonly isTemplateApproved: boolean;
  readonly words: string;
  readonly fields: readonly ScriptField[];
};

/** What must be there before words may leave. */
export type Requirement = {
  /** How many different people; never fewer than one. */
  readonly needed: number;
  /** One of them must have approved as legal. */
  readonly legal: boolean;
  /** In which roles. */
  readonly roles: readonly Role[];
  /** An approved template may stand for the people. */
  readonly template: boolean;
};

/**
 * The strictest of what the policy, the script and the lane of the story ask for. In the legal lane legal decides, alone
 * where one person is enough, else together with a role that the script names; a template never covers it.
 */
export function requirementOf({
  asks,
  storyRoles,
  script,
}: {
  readonly asks: PolicyAsks;
  readonly storyRoles: readonly Role[];
  readonly script: Pick<ScriptPolicy, "approvers" | "by"> | null;
}): Requirement {
  const legal = asks.legal || storyRoles.includes("legal");
  const needed = Math.max(1, asks.approvers, script?.approvers ?? 1);
  const named = (script?.by ?? []).filter((role) => role === "corpcomm" || role === "legal");
  const usual: readonly Role[] = named.length > 0 ? named : ["corpcomm"];
  const others = usual.filter((role) => role !== "legal");
  return {
    needed,
    legal,
    roles: !legal ? usual : needed === 1 ? ["legal"] : ["legal", ...others],
    template: asks.template && !legal && script !== null && script.approvers === 0,
  };
}

/**
 * Whether an approved template covers the reply: a script that needs no approver, approved in this version, rendered
 * with closed values only, and not one character of the text changed. Before it stands at most the name of whom it answers,
 * where the network needs that. Nothing that needs a person is ever covered.
 */
export function isCoveredByTemplate(
  script: ScriptPolicy | null,
  reply: {
    readonly text: string;
    readonly values: Readonly<Record<string, string>>;
    /** As `replyPrefix`; never from whoever wrote the reply. */
    readonly prefix: string;
  },
  { requirement, limits }: { readonly requirement: Pick<Requirement, "template">; readonly limits: FieldLimits },
): boolean {
  if (!script || script.approvers > 0 || !script.isTemplateApproved || !requirement.template) return false;
  const rendered = renderScript(script.words, script.fields, reply.values);
  if (rendered.emptyFields.length > 0 || `${reply.prefix}${rendered.text}` !== reply.text) return false;
  if (!isPlainPrefix(reply.prefix)) return false;
  const fields = new Map(script.fields.map((field) => [field.name, field]));
  // The same reading of placeholders as the rendering's, so that no value gets in unseen.
  return placeholdersOf(script.words).every((name) => {
    const field = fields.get(name);
    return field !== undefined && isClosedValue(field, (reply.values[name] ?? "").trim(), limits);
  });
}

/** An approval that is not void and is pinned to exactly the present words. */
export type StandingApproval = {
  readonly kind: "person" | "template" | "own";
  readonly personId: number | null;
  readonly role: Role | null;
};

/** What decides whether an approval counts now, beside the words it is pinned to. */
export type Counting = {
  readonly requirement: Requirement;
  readonly authors: readonly number[];
  /** The words are the approved template's, to the character. */
  readonly isCovered: boolean;
  /** The recorded policy of a firm of one is on. */
  readonly selfApproval: boolean;
};

/** The people's approvals that count: in a right role, and of one's own words only under the policy of a firm of one. */
export function countingApprovals(
  standing: readonly StandingApproval[],
  { requirement, authors, selfApproval }: Omit<Counting, "isCovered">,
): readonly StandingApproval[] {
  return standing.filter(({ kind, personId, role }) => {
    if (personId === null || role === null || !requirement.roles.includes(role)) return false;
    if (kind === "own") return selfApproval;
    return kind === "person" && !authors.includes(personId);
  });
}

/** Whether the approvals that stand suffice: an unchanged template's, or enough different people's with legal among them where it must be. */
export function isFullyApproved(standing: readonly StandingApproval[], counting: Counting): boolean {
  if (counting.requirement.template && counting.isCovered && standing.some(({ kind }) => kind === "template"))
    return true;
  const { needed, legal } = counting.requirement;
  const people = countingApprovals(standing, counting);
  if (legal && !people.some(({ role }) => role === "legal")) return false;
  return new Set(people.map(({ personId }) => personId)).size >= needed;
}

/** Roles whose approval still brings the reply on: when only legal's is missing, nobody else's does. */
export function rolesStillOpen(standing: readonly StandingApproval[], counting: Omit<Counting, "isCovered">) {
  const { needed, legal, roles } = counting.requirement;
  const people = countingApprovals(standing, counting);
  const isLegalMissing = legal && !people.some(({ role }) => role === "legal");
  return isLegalMissing && people.length >= needed - 1 ? (["legal"] as const) : roles;
}

export type ApprovalVerdict =
  | { readonly ok: true; readonly role: Role; readonly kind: "person" | "own" }
  | { readonly ok: false; readonly because: "own-approval" | "role-cannot-approve" };

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
