import type { PolicyRow } from "../../contract/approval-policy.ts";
import { usualPolicy } from "../../domain/replies/policy-rows.ts";
import type { Db, Trx } from "./open.ts";

/** The policy as it stands. Version 0 is what a desk begins with. */
export type SavedPolicy = {
  readonly version: number;
  readonly rows: readonly PolicyRow[];
  readonly savedAt: number | null;
  readonly savedByRowId: number | null;
};

const mostShown = 20;

export async function readPolicy(db: Db): Promise<SavedPolicy> {
  const [newest] = await policyVersions(db, 1);
  return newest ?? { version: 0, rows: usualPolicy, savedAt: null, savedByRowId: null };
}

/** The versions that were saved, newest first. */
export async function policyVersions(db: Db, limit = mostShown): Promise<readonly SavedPolicy[]> {
  const rows = await db.selectFrom("approval_policy").selectAll().orderBy("version", "desc").limit(limit).execute();
  return rows.map((row) => ({
    version: row.version,
    // Written by `appendPolicy` only, which takes what the contract has checked.
    rows: JSON.parse(row.rows) as PolicyRow[],
    savedAt: row.saved_at,
    savedByRowId: row.saved_by,
  }));
}

/** A version is never written over: what was asked for at any moment can be read again. */
export async function appendPolicy(
  trx: Trx,
  policy: {
    readonly version: number;
    readonly rows: readonly PolicyRow[];
    readonly at: number;
    readonly savedByRowId: number | null;
  },
): Promise<void> {
  const { version, at, savedByRowId } = policy;
  await trx
    .insertInto("approval_policy")
    .values({ version, rows: JSON.stringify(policy.rows), saved_at: at, saved_by: savedByRowId })
    .execute();
}
