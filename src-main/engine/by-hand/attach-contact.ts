import { Refusal } from "../../contract/refusal.ts";
import type { Network } from "../../contract/values.ts";
import type { ReachAddress } from "../../domain/reach-address.ts";
import type { Act } from "../commands.ts";
import { showReach } from "../contacts/find-or-add-contact.ts";
import { addHandle, contactByHandle, contactById, contactsByRow, reachOfOne } from "../store/contact.ts";
import type { Contact } from "../store/contact.ts";

/** The contact that somebody chose for what they log, or the one that it became part of. Refusal: not-found. */
export async function chosenContact(act: Act, contactId: string | null): Promise<Contact | null> {
  if (contactId === null) return null;
  const named = await contactById(act.trx, contactId);
  const survivor = named?.mergedInto ?? null;
  const contact = survivor === null ? named : (await contactsByRow(act.trx, [survivor])).get(survivor);
  if (!contact || contact.removedAt !== null) throw new Refusal("not-found", { what: "contact" });
  return contact;
}

/**
 * Under what a mention of a chosen contact is found when nobody gave a number: the first of their numbers, addresses,
 * handles, or their name, that is nobody else's there. Null when all of them are somebody else's.
 */
export async function handleOfChosen(act: Act, contact: Contact, network: Network): Promise<string | null> {
  const { phones, emails, handles } = await reachOfOne(act.trx, contact.rowId);
  const known = [
    ...phones.map(({ digits }) => digits),
    ...emails.map(({ folded }) => folded),
    ...handles.map(({ handle }) => handle),
    contact.name,
  ];
  for (const handle of known) {
    const owner = await contactByHandle(act.trx, { network, handle });
    if (owner === null || owner === contact.rowId) return handle;
  }
  return null;
}

/** Lets a mention be found under the chosen contact, and keeps a new number or address on their profile. */
export async function enterChosen(
  act: Act,
  contact: Contact,
  {
    reach,
    own,
  }: {
    readonly reach: ReachAddress | null;
    readonly own: { readonly network: Network; readonly handle: string } | null;
  },
): Promise<void> {
  for (const handle of [reach, own])
    if (handle && (await contactByHandle(act.trx, handle)) === null) await addHandle(act.trx, contact.rowId, handle);
  if (reach) await showReach(act, contact.rowId, reach);
}
