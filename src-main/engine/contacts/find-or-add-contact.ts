import type { Network } from "../../contract/values.ts";
import type { Act } from "../commands.ts";
import { contactByHandle, insertContact } from "../store/contact.ts";

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
  const name = author ?? handle;
  const rowId = await insertContact(act.trx, { id, name, network, handle, at: act.at });
  await act.record({ kind: "contact.added", subjectId: id, payload: { name, network, handle } });
  return rowId;
}
