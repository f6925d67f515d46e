import type { CheckRule } from "../../contract/methods/checks.ts";
import type { Db, Trx } from "./open.ts";

/** Somebody took a hit upon themselves, for exactly these words. */
export type Signature = {
  readonly rowId: number;
  readonly rule: CheckRule;
  readonly words: string;
  /** The sentence, or the whole text for a rule on all of it. */
  readonly pin: string;
  readonly reason: string;
  readonly personRowId: number | null;
  readonly at: number;
};

const most = 200;

/** The signatures of a reply that still stand, oldest first. */
export async function standingSignatures(db: Db, replyRowId: number): Promise<readonly Signature[]> {
  const rows = await db
    .selectFrom("reply_signature")
    .selectAll()
    .where("reply_id", "=", replyRowId)
    .where("voided_at", "is", null)
    .orderBy("id")
    .limit(most)
    .execute();
  return rows.map((row) => ({
    rowId: row.id,
    // Written by the engine only, which knows the rules.
    rule: row.rule as CheckRule,
    words: row.words,
    pin: row.pin,
    reason: row.reason,
    personRowId: row.person_id,
    at: row.at,
  }));
}

export async function insertSignature(
  trx: Trx,
  { replyRowId, ...signature }: Omit<Signature, "rowId"> & { readonly replyRowId: number },
): Promise<void> {
  const { rule, words, pin, reason, personRowId, at } = signature;
  await trx
    .insertInto("reply_signature")
    .values({ reply_id: replyRowId, rule, words, pin, reason, person_id: personRowId, at, voided_at: null })
    .execute();
}

export async function voidSignatures(trx: Trx, rowIds: readonly number[], at: number): Promise<void> {
  if (rowIds.length === 0) return;
  await trx.updateTable("reply_signature").set({ voided_at: at }).where("id", "in", rowIds).execute();
}
