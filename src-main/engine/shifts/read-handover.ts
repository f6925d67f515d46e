import type { Output } from "../../contract/methods.ts";
import { Refusal } from "../../contract/refusal.ts";
import { openHandover, sha256, shiftOf } from "../../domain/shifts/seal.ts";
import { chainHead, findChainFault } from "../store/event-log.ts";
import type { Db } from "../store/open.ts";
import { hashesSigned, readHandover, signaturesOf, type StoredHandover } from "../store/shift-handover.ts";
import { listShifts } from "../store/shift.ts";

/** The handover of a shift as it was signed, and whether it still is what was signed. Refusals: not-found. */
export async function showHandover(db: Db, id: string): Promise<Output<"shifts.handover">> {
  const rowId = await shiftRow(db, id);
  const stored = await readHandover(db, rowId);
  if (!stored) return null;
  const { erased, ...opened } = openHandover(stored.document, (hash) => stored.words.get(hash)?.words ?? null);
  const struck = [...stored.words.values()].filter(({ struckAt }) => struckAt !== null).length;
  return { ...opened, hash: stored.hash, holds: await isWhole(db, { id, rowId, stored }), erased, struck };
}

/** The event log from its beginning, and what was signed. */
export async function verifyShift(db: Db, id: string): Promise<Output<"shifts.verify">> {
  const rowId = await shiftRow(db, id);
  const stored = await readHandover(db, rowId);
  const handover = stored && (await isWhole(db, { id, rowId, stored }));
  const fault = await findChainFault(db);
  const { seq } = await chainHead(db);
  return { holds: fault === null && handover !== false, events: seq, fault: fault?.seq ?? null, handover };
}

type Signed = { readonly id: string; readonly rowId: number; readonly stored: StoredHandover };

/**
 * The document makes its hash, its words make theirs, both signatures and the event log say the same hash, and the shift is still the
 * one of the document.
 */
async function isWhole(db: Db, { id, rowId, stored }: Signed): Promise<boolean> {
  const signatures = await signaturesOf(db, [rowId]);
  const [shift] = await listShifts(db, { id });
  const signed = shiftOf(stored.document);
  const logged = await hashesSigned(db, id);
  const isSame = (hash: string | null) => hash === stored.hash;
  const wordsHold = [...stored.words].every(
    ([hash, { salt, words, struckAt }]) => struckAt !== null || sha256(salt + words) === hash,
  );
  return (
    sha256(stored.document) === stored.hash &&
    signed?.id === id &&
    signed.openedAt === shift?.openedAt &&
    signed.closedAt === shift.closedAt &&
    wordsHold &&
    signatures.length > 0 &&
    signatures.every(({ hash }) => isSame(hash)) &&
    logged.length === signatures.length &&
    logged.every(isSame)
  );
}

async function shiftRow(db: Db, id: string): Promise<number> {
  const [shift] = await listShifts(db, { id });
  if (!shift) throw new Refusal("not-found", { what: "shift" });
  return shift.rowId;
}
