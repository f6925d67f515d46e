import type { Network } from "../../contract/values.ts";
import { foldEmail } from "../../domain/contacts/fold.ts";
import type { Act } from "../commands.ts";
import { addEmail, addHandle, addPhone, contactByHandle, insertContact } from "../store/contact.ts";

/** The contact behind a handle, added when it is new. Null for an author without a handle: a display name is nobody. */
export async function findOrAddContact(
  act: Act,
  {
    network,
    handle,
    author,
  }: { readonly network: Network; readonly handle: string | null; readonly author: string | null },
): Promise<number | null> {
  if (handle === null || handle === "") return null;
  const known = await contactByHandle(act.trx, { network, handle });
  if (known !== null) return known;
  const id = act.newId();
  const facts = { name: author ?? handle, kind: "customer", organisation: null, town: null } as const;
  const rowId = await insertContact(act.trx, { id, ...facts, at: act.at });
  await addHandle(act.trx, rowId, { network, handle });
  await showReach(act, rowId, { network, handle });
  await act.record({ kind: "contact.added", subjectId: id, payload: { name: facts.name, network, handle } });
  return rowId;
}

/** A number or an address by which somebody is found stands on their profile too. */
export async function showReach(
  act: Pick<Act, "trx">,
  contactRowId: number,
  { network, handle }: { readonly network: Network; readonly handle: string },
): Promise<void> {
  if (network === "phone") await addPhone(act.trx, contactRowId, { written: handle, digits: handle });
  const folded = network === "email" ? foldEmail(handle) : null;
  if (folded !== null) await addEmail(act.trx, contactRowId, { written: handle, folded });
}
