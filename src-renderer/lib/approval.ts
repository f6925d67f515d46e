import type { Reply } from "../../src-main/contract/methods/replies.ts";
import type { Role } from "../../src-main/contract/values.ts";

type Person = { readonly id: string; readonly name: string; readonly roles: readonly Role[] };
type Gated = Pick<Reply, "authors" | "policy"> & Partial<Pick<Reply, "approvals">>;

/**
 * `own` = one's own words, which this desk lets one approve; `settled` = one has approved, and what was missing beside it
 * is not asked for any more. The other three say why one may not.
 */
export type MayApprove = "yes" | "own" | "settled" | "own-words" | "wrong-role" | "already";

/** Whether a person may approve a reply: what the engine will answer, said before the key is pressed. */
export function mayApprove({
  person,
  reply,
  selfApproval,
}: {
  person: Person;
  reply: Gated;
  selfApproval: boolean;
}): MayApprove {
  const standing = (reply.approvals ?? []).filter(({ voidedAt }) => voidedAt === null);
  if (standing.some(({ by }) => by?.id === person.id)) {
    const { given, needed, legal } = reply.policy;
    const isEnough = given >= needed && (!legal || standing.some(({ role }) => role === "legal"));
    return isEnough ? "settled" : "already";
  }
  if (!reply.policy.roles.some((role) => person.roles.includes(role))) return "wrong-role";
  if (!reply.authors.some((author) => author.id === person.id)) return "yes";
  return selfApproval ? "own" : "own-words";
}

/** Whether the key does something. */
export function isMayYes(may: MayApprove | null | undefined): boolean {
  return may === "yes" || may === "own" || may === "settled";
}

/** Who else at the desk could approve it. */
export function approversOf(reply: Gated, people: readonly Person[]): readonly Person[] {
  return people.filter((person) => mayApprove({ person, reply, selfApproval: false }) === "yes");
}

/** The approval that holds now; null when there is none or it is void. */
export function liveApproval(reply: Pick<Reply, "approvals">): Reply["approvals"][number] | null {
  return reply.approvals.findLast((approval) => approval.voidedAt === null) ?? null;
}

/** The approval that was lost because the words changed; null when none was, or when the approver took it back. */
export function voidedApproval(reply: Pick<Reply, "approvals" | "state">): Reply["approvals"][number] | null {
  if (!["draft", "void", "submitted"].includes(reply.state) || liveApproval(reply)) return null;
  return reply.approvals.findLast((approval) => approval.voidedAt !== null) ?? null;
}

/** "Ines" of "Ines Tarrow": how people at one desk call each other. */
export function firstNameOf(name: string): string {
  return name.split(/\s+/)[0] || name;
}
