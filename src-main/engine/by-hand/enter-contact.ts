import type { Network } from "../../contract/values.ts";
import { foldName } from "../../domain/contacts/fold.ts";
import type { ReachAddress } from "../../domain/reach-address.ts";
import type { Act } from "../commands.ts";
import { findOrAddContact, showReach } from "../contacts/find-or-add-contact.ts";
import { addHandle, contactByHandle, contactsByDigits, contactsByEmail, contactsByRow } from "../store/contact.ts";
import type { Db } from "../store/open.ts";

type Entering = { readonly reach: ReachAddress; readonly network: Network; readonly name: string | null };

/**
 * Finds or adds the contact behind a number, an address or a handle, and lets it be found where the mention stands too:
 * whoever calls and then walks in with the same number is one contact.
 */
export async function enterContact(act: Act, { reach, network, name }: Entering): Promise<void> {
  const own = { network, handle: reach.handle };
  const here = await contactByHandle(act.trx, own);
  const there = await contactByHandle(act.trx, reach);
  const known = here ?? there ?? (await contactWithReach(act.trx, { reach, name }));
  const contact = known ?? (await findOrAddContact(act, { ...reach, author: name }));
  if (contact === null) return;
  if (there === null && known !== null) await addHandle(act.trx, contact, reach);
  if (here === null && network !== reach.network) await addHandle(act.trx, contact, own);
  await showReach(act, contact, reach);
}

/** Whose profile has the number or the address; of several the one of that name, else the one that we know longest. */
async function contactWithReach(
  db: Db,
  { reach: { network, handle }, name }: Pick<Entering, "reach" | "name">,
): Promise<number | null> {
  const having =
    network === "phone"
      ? await contactsByDigits(db, handle)
      : network === "email"
        ? await contactsByEmail(db, handle)
        : [];
  const contacts = await contactsByRow(db, having);
  const namesake = having.find((rowId) => foldName(contacts.get(rowId)?.name ?? "") === foldName(name ?? ""));
  return namesake ?? having[0] ?? null;
}
