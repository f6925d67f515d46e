import type { PolicyAsks, PolicyReason } from "../../contract/approval-policy.ts";
import type { Settings } from "../../contract/methods/settings.ts";
import { isCoveredByTemplate, requirementOf } from "../../domain/replies/approval-policy.ts";
import type { Counting, Requirement, ScriptPolicy, StandingApproval } from "../../domain/replies/approval-policy.ts";
import { demandOf, strictest } from "../../domain/replies/policy-rows.ts";
import { renderScript } from "../../domain/replies/render-script.ts";
import { replyHash } from "../../domain/replies/reply-hash.ts";
import { readPolicy } from "../store/approval-policy.ts";
import type { SavedPolicy } from "../store/approval-policy.ts";
import type { Db } from "../store/open.ts";
import type { ReplyRecord } from "../store/reply.ts";
import { findScript } from "../store/script.ts";
import type { ScriptVersion } from "../store/script.ts";
import { readSettings } from "../store/setting.ts";

type Variant = "body" | "privateVariant" | "holding";

/** The script version a reply was written with; null for free words. */
export async function scriptOf(db: Db, reply: Pick<ReplyRecord, "script">): Promise<ScriptVersion | null> {
  return reply.script === null ? null : findScript(db, { rowId: reply.script.rowId, version: reply.script.version });
}

/** The words of the chosen variant; a script without that variant falls back to its body. */
export function wordsOf(script: ScriptVersion, variant: Variant): string {
  return script.content[variant] ?? script.content.body;
}

/** A script's words with a reply's values, behind the name that its network needs: the one place where they are put together. */
export function renderFor(
  reply: Pick<ReplyRecord, "script" | "prefix">,
  script: ScriptVersion | null,
  values: Readonly<Record<string, string>>,
): string | null {
  if (!script || !reply.script) return null;
  const { text } = renderScript(wordsOf(script, reply.script.variant), script.content.fields, values);
  return `${reply.prefix}${text}`;
}

export function policyOf(script: ScriptVersion | null, variant: Variant): ScriptPolicy | null {
  if (!script) return null;
  return {
    approvers: script.content.approval.approvers,
    by: script.content.approval.by,
    isTemplateApproved: script.isTemplateApproved,
    words: wordsOf(script, variant),
    fields: script.content.fields,
  };
}

export function hashOf(reply: Pick<ReplyRecord, "network" | "account" | "parentUrl" | "text">): string {
  return replyHash({ network: reply.network, account: reply.account, parentUrl: reply.parentUrl, text: reply.text });
}

/** The approvals that hold for exactly what the reply says now. */
export function standingApprovals(reply: ReplyRecord): ReplyRecord["approvals"] {
  const hash = hashOf(reply);
  return reply.approvals.filter((approval) => approval.voidedAt === null && approval.hash === hash);
}

export function standingOf(reply: ReplyRecord): readonly StandingApproval[] {
  return standingApprovals(reply).map(({ kind, personRowId, role }) => ({ kind, personId: personRowId, role }));
}

/** What a reply needs before it may leave, why, and what it is measured by. */
export type Judged = Counting & {
  readonly because: readonly PolicyReason[];
  /** What the policy itself asks for, to be kept with the words at their submit. */
  readonly asks: PolicyAsks;
  readonly policyVersion: number;
  readonly script: ScriptVersion | null;
};

/** The strictest of the policy as it is now, what was asked for at the submit, the script, and the lane of the case. */
export async function judgeReply(
  db: Db,
  reply: ReplyRecord,
  known: { readonly policy?: SavedPolicy; readonly settings?: Settings } = {},
): Promise<Judged> {
  const policy = known.policy ?? (await readPolicy(db));
  const settings = known.settings ?? (await readSettings(db)).settings;
  const script = await scriptOf(db, reply);
  const { bucket, priority, urgency, reach, isLegalAdded } = reply.about;
  const demand = demandOf(policy.rows, { bucket, priority, urgency, reach, script: script?.content.key ?? null });
  const asks = asksNow(reply, demand.asks);
  const scriptPolicy = policyOf(script, reply.script?.variant ?? "body");
  const isGivenOut = isFrozen(reply);
  const requirement = requirementOf({
    asks: isLegalAdded && !isGivenOut ? { ...asks, legal: true } : asks,
    storyRoles: isGivenOut ? [] : reply.storyRoles,
    script: scriptPolicy,
  });
  return {
    requirement,
    authors: reply.authorRowIds,
    selfApproval: settings.selfApproval,
    isCovered: isCoveredByTemplate(scriptPolicy, reply, {
      requirement,
      limits: { linkHosts: ownHosts(settings), known: reply.known },
    }),
    because: reasonsFor(reply, { requirement, demand, scriptPolicy, asks }),
    asks,
    policyVersion: policy.version,
    script,
  };
}

/** Words that were given out under a valid approval are in the world: what was asked for then is what they needed. */
function isFrozen(reply: ReplyRecord): boolean {
  return reply.state === "handed_over" && reply.times.handedOverAt !== null && reply.asked !== null;
}

function asksNow(reply: ReplyRecord, now: PolicyAsks): PolicyAsks {
  if (reply.asked === null) return now;
  return isFrozen(reply) ? reply.asked : strictest(reply.asked, now);
}

function reasonsFor(
  reply: ReplyRecord,
  {
    requirement,
    demand,
    scriptPolicy,
    asks,
  }: {
    readonly requirement: Requirement;
    readonly demand: ReturnType<typeof demandOf>;
    readonly scriptPolicy: ScriptPolicy | null;
    readonly asks: PolicyAsks;
  },
): readonly PolicyReason[] {
  const isStricterThen = asks.approvers > demand.asks.approvers || (asks.legal && !demand.asks.legal);
  const says = (from: PolicyReason["from"], part: PolicyReason["asks"]): PolicyReason => ({ from, row: 0, asks: part });
  return [
    ...demand.because,
    ...(reply.storyRoles.includes("legal") ? [says("route", "legal")] : []),
    ...(reply.about.isLegalAdded ? [says("added", "legal")] : []),
    ...((scriptPolicy?.approvers ?? 0) > 1 ? [says("script", "two")] : []),
    ...(isStricterThen ? [says("submitted", requirement.legal ? "legal" : "two")] : []),
  ];
}

/** Hosts where a reply of ours, or a link to us, may stand. */
export function ownHosts(settings: Settings): readonly string[] {
  return settings.brand.sites.map((site) => (URL.canParse(site) ? new URL(site).hostname : site.toLowerCase()));
}
