import type { Role } from "../../contract/values.ts";
import type { Trx } from "./open.ts";
import type { ApprovalKind } from "./reply.ts";
import type { VoidedBecause } from "./schema/handling.ts";

export async function insertApproval(
  trx: Trx,
  approval: {
    readonly replyRowId: number;
    readonly kind: ApprovalKind;
    readonly personRowId: number | null;
    readonly role: Role | null;
    readonly hash: string;
    readonly at: number;
  },
): Promise<void> {
  await trx
    .insertInto("approval")
    .values({
      reply_id: approval.replyRowId,
      kind: approval.kind,
      person_id: approval.personRowId,
      role: approval.role,
      hash: approval.hash,
      at: approval.at,
      voided_at: null,
      voided_because: null,
    })
    .execute();
}

/** Voids every approval that still holds. Returns how many there were. */
export async function voidApprovals(
  trx: Trx,
  replyRowId: number,
  { at, because }: { readonly at: number; readonly because: VoidedBecause },
): Promise<number> {
  const result = await trx
    .updateTable("approval")
    .set({ voided_at: at, voided_because: because })
    .where("reply_id", "=", replyRowId)
    .where("voided_at", "is", null)
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/** Takes one person's approval back. */
export async function voidApprovalBy(
  trx: Trx,
  { replyRowId, personRowId, at }: { readonly replyRowId: number; readonly personRowId: number; readonly at: number },
): Promise<void> {
  await trx
    .updateTable("approval")
    .set({ voided_at: at, voided_because: "undone" })
    .where("reply_id", "=", replyRowId)
    .where("person_id", "=", personRowId)
    .where("voided_at", "is", null)
    .execute();
}
