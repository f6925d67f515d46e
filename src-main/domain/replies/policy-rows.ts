import type { PolicyAsks, PolicyReason, PolicyRow, PolicyWhen } from "../../contract/approval-policy.ts";
import type { Bucket, Priority, Urgency } from "../../contract/values.ts";

/** So many followers make a reach high, until the desk says otherwise. */
const highReach = 10_000;

const everything: PolicyWhen = { bucket: null, script: null, priority: null, urgency: null, reachFrom: null };

/** What a desk begins with: one person, or an approved script; and two looks at what very many will read. */
export const usualPolicy: readonly PolicyRow[] = [
  { when: everything, asks: { template: true, approvers: 1, legal: false } },
  { when: { ...everything, reachFrom: highReach }, asks: { template: false, approvers: 2, legal: false } },
];

/** What the policy looks at in a reply. */
export type Situation = {
  readonly bucket: Bucket;
  readonly priority: Priority;
  readonly urgency: Urgency;
  /** Key of the script; null for free words. */
  readonly script: string | null;
  /** Followers of whom we answer; null = not known. */
  readonly reach: number | null;
};

export function isRowFor({ when }: PolicyRow, situation: Situation): boolean {
  const { bucket, script, priority, urgency, reachFrom } = when;
  return (
    (bucket === null || bucket === situation.bucket) &&
    (script === null || script === situation.script) &&
    (priority === null || priority === situation.priority) &&
    (urgency === null || urgency === situation.urgency) &&
    (reachFrom === null || (situation.reach !== null && situation.reach >= reachFrom))
  );
}

export type PolicyDemand = { readonly asks: PolicyAsks; readonly because: readonly PolicyReason[] };

/**
 * What a policy asks of a reply: every row that fits counts and the strictest part of each wins, so that no order of
 * the rows, and no row that is added, can ever ask for less. Without a row one person decides.
 */
export function demandOf(rows: readonly PolicyRow[], situation: Situation): PolicyDemand {
  const fitting = rows.map((row, index) => ({ ...row, row: index + 1 })).filter((row) => isRowFor(row, situation));
  return {
    asks: {
      template: fitting.length > 0 && fitting.every(({ asks }) => asks.template),
      approvers: fitting.some(({ asks }) => asks.approvers === 2) ? 2 : 1,
      legal: fitting.some(({ asks }) => asks.legal),
    },
    because: fitting.flatMap(({ row, asks }) => [
      ...(asks.legal ? [{ from: "row", row, asks: "legal" } as const] : []),
      ...(asks.approvers === 2 ? [{ from: "row", row, asks: "two" } as const] : []),
      ...(asks.template ? [] : [{ from: "row", row, asks: "person" } as const]),
    ]),
  };
}

/** The stricter of two demands in each part. */
export function strictest(one: PolicyAsks, other: PolicyAsks): PolicyAsks {
  return {
    template: one.template && other.template,
    approvers: one.approvers === 2 || other.approvers === 2 ? 2 : 1,
    legal: one.legal || other.legal,
  };
}
