import type { PolicyRow } from "../../../src-main/contract/approval-policy.ts";

/** A row as it is typed. */
export type PolicyDraftRow = {
  /** Keeps its place on the screen while others come and go. */
  readonly key: number;
  readonly when: Omit<PolicyRow["when"], "reachFrom">;
  readonly reachFrom: string;
  readonly asks: PolicyRow["asks"];
};

export const mostRows = 50;
const mostFollowers = 1_000_000_000;

export const everyReply: PolicyRow["when"] = {
  bucket: null,
  script: null,
  priority: null,
  urgency: null,
  reachFrom: null,
};

export function draftOf(rows: readonly PolicyRow[]): readonly PolicyDraftRow[] {
  return rows.map(({ when: { reachFrom, ...when }, asks }, key) => ({
    ...{ key, when, asks },
    reachFrom: reachFrom === null ? "" : String(reachFrom),
  }));
}

/** The number that was typed; null where nothing was, undefined where it is none. */
export function readReach(words: string): number | null | undefined {
  const plain = words.replace(/[\s.,]/g, "");
  if (plain === "") return null;
  const followers = Number(plain);
  return Number.isInteger(followers) && followers >= 1 && followers <= mostFollowers ? followers : undefined;
}

/** What the draft means; null as long as a number in it is none. */
export function rowsOf(draft: readonly PolicyDraftRow[]): PolicyRow[] | null {
  const rows = draft.map(({ when, reachFrom, asks }) => ({ when, asks, reach: readReach(reachFrom) }));
  if (rows.some(({ reach }) => reach === undefined)) return null;
  return rows.map(({ when, asks, reach }) => ({ when: { ...when, reachFrom: reach ?? null }, asks }));
}

export function addedTo(draft: readonly PolicyDraftRow[]): readonly PolicyDraftRow[] {
  const key = Math.max(0, ...draft.map((row) => row.key)) + 1;
  const { reachFrom: _none, ...when } = everyReply;
  return [...draft, { key, when, reachFrom: "", asks: { template: false, approvers: 1, legal: false } }];
}
