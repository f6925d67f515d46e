import type { ReachAddress } from "../../domain/reach-address.ts";
import type { Act } from "../commands.ts";
import { findOrAddContact } from "../contacts/find-or-add-contact.ts";
import { addHandle, contactByHandle } from "../store/contact.ts";
import type { Network } from "../../contract/values.ts";

/**
 * Finds or adds the contact behind a number, an address or a handle, and lets it be found where the mention stands too:
 * whoever calls and then walks in with the same number is one contact.
 */
export async function enterContact(
  act: Act,
  { reach, network, name }: { readonly reach: ReachAddress; readonly network: Network; readonly name: string | null },
): Promise<void> {
  const own = { network, handle: reach.handle };
  const here = await contactByHandle(act.trx, own);
  const there = await contactByHandle(act.trx, reach);
  const contact = here ?? there ?? (await findOrAddContact(act, { ...reach, author: name }));
  if (contact === null) return;
  if (there === null && here !== null) await addHandle(act.trx, contact, reach);
  if (here === null && network !== reach.network) await addHandle(act.trx, contact, own);
}
