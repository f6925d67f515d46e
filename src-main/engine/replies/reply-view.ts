import type { Reply } from "../../contract/methods/replies.ts";
import type { Settings } from "../../contract/methods/settings.ts";
import { approversNeeded, approvingRoles, isFullyApproved } from "../../domain/replies/approval-policy.ts";
import type { ScriptPolicy } from "../../domain/replies/approval-policy.ts";
import { replyHash } from "../../domain/replies/reply-hash.ts";
import { replyLength } from "../../domain/replies/reply-length.ts";
import { placeholdersOf, renderScript } from "../../domain/replies/render-script.ts";
import type { Db } from "../store/open.ts";
import { personRefs } from "../store/person.ts";
import { findReplies } from "../store/reply.ts";
import type { ReplyRecord } from "../store/reply.ts";
import { findScript } from "../store/script.ts";
import type { ScriptVersion } from "../store/script.ts";

/** The script version a reply was written with; null for free words. */
export async function scriptOf(db: Db, reply: Pick<ReplyRecord, "script">): Promise<ScriptVersion | null> {
  return reply.script === null ? null : findScript(db, { rowId: reply.script.rowId, version: reply.script.version });
}

/** The words of the chosen variant; a script without that variant falls back to its body. */
export function wordsOf(script: ScriptVersion, variant: "body" | "privateVariant" | "holding"): string {
  return script.content[variant] ?? script.content.body;
}

export function policyOf(
  script: ScriptVersion | null,
  variant: "body" | "privateVariant" | "holding",
): ScriptPolicy | null {
  if (!script) return null;
  return {
    approvers: script.content.approval.approvers,
    by: script.content.approval.by,
    isTemplateApproved: script.isTemplateApproved,
    words: wordsOf(script, variant),
    fields: script.content.fields,
  };
}

export function hashOf(reply: ReplyRecord): string {
  return replyHash({ network: reply.network, account: reply.account, parentUrl: reply.parentUrl, text: reply.text });
}

/** The approvals that hold for exactly what the reply says now. */
export function standingApprovals(reply: ReplyRecord): ReplyRecord["approvals"] {
  const hash = hashOf(reply);
  return reply.approvals.filter((approval) => approval.voidedAt === null && approval.hash === hash);
}

/** Whether the words as they stand may leave: approved by as many different people as their script asks for. */
export async function mayLeave(db: Db, reply: ReplyRecord): Promise<boolean> {
  const needed = approversNeeded(policyOf(await scriptOf(db, reply), reply.script?.variant ?? "body"));
  const standing = standingApprovals(reply).map(({ kind, personRowId }) => ({ kind, personId: personRowId }));
  return isFullyApproved(standing, needed);
}

/** Required fields that are empty, in the order of the text: what is still a placeholder. */
export function emptyFieldsOf(reply: Pick<ReplyRecord, "text">): readonly string[] {
  return placeholdersOf(reply.text);
}

/** The script's own words with the reply's fields: what a diff is drawn against. */
export function renderedBy(script: ScriptVersion | null, reply: ReplyRecord): string | null {
  if (!script || !reply.script) return null;
  return renderScript(wordsOf(script, reply.script.variant), script.content.fields, reply.values).text;
}

/** Replies in the shape of the contract. */
export async function viewReplies(db: Db, replies: readonly ReplyRecord[]): Promise<readonly Reply[]> {
  const personIds = replies.flatMap((reply) => [
    ...reply.authorRowIds,
    ...reply.approvals.map((approval) => approval.personRowId ?? 0),
    reply.returned?.byRowId ?? 0,
    reply.savedByRowId ?? 0,
  ]);
  const people = await personRefs(
    db,
    [...new Set(personIds)].filter((id) => id > 0),
  );
  const ref = (rowId: number) => people.get(rowId) ?? { id: "", name: "", initials: "" };
  const views: Reply[] = [];
  for (const reply of replies) {
    const script = await scriptOf(db, reply);
    const { times } = reply;
    views.push({
      id: reply.id,
      version: reply.version,
      state: reply.state,
      text: reply.text,
      hash: hashOf(reply),
      network: reply.network,
      parentUrl: reply.parentUrl,
      placeUrl: reply.placeUrl,
      script:
        script && reply.script
          ? { id: script.id, version: script.version, name: script.content.name, variant: reply.script.variant }
          : null,
      fields: { ...reply.values },
      emptyFields: [...emptyFieldsOf(reply)],
      authors: reply.authorRowIds.map(ref),
      limit: limitOf(reply),
      ...times,
      savedBy: reply.savedByRowId === null ? null : ref(reply.savedByRowId),
      holdUntil: reply.holdUntil,
      proofUrl: reply.proofUrl,
      approvals: reply.approvals.map((approval) => ({
        by: approval.personRowId === null ? null : ref(approval.personRowId),
        role: approval.role,
        kind: approval.kind,
        at: approval.at,
        voidedAt: approval.voidedAt,
      })),
      returned: reply.returned && {
        by: ref(reply.returned.byRowId),
        at: reply.returned.at,
        reason: reply.returned.reason,
      },
      policy: {
        roles: [...approvingRoles(reply.storyRoles, policyOf(script, reply.script?.variant ?? "body"))],
        template: script !== null && script.content.approval.approvers === 0,
      },
    });
  }
  return views;
}

function limitOf(reply: ReplyRecord): Reply["limit"] {
  const { used, max } = replyLength(reply, reply.text);
  return { used, max };
}

/** All replies of a case, oldest first. */
export async function repliesOfCase(db: Db, caseRowId: number): Promise<readonly Reply[]> {
  return viewReplies(db, await findReplies(db, { caseRowId }));
}

/** Hosts where a reply of ours, or a link to us, may stand. */
export function ownHosts(settings: Settings): readonly string[] {
  return settings.brand.sites.map((site) => (URL.canParse(site) ? new URL(site).hostname : site.toLowerCase()));
}
