import { Refusal } from "../../contract/refusal.ts";
import type { Act } from "../commands.ts";
import {
  addEmail,
  addHandle,
  addPhone,
  contactByHandle,
  contactsByRow,
  removeEmail,
  removeHandle,
  removePhone,
} from "../store/contact.ts";
import type { Handle, Reach } from "../store/contact.ts";
import { isOnNetwork } from "../store/contact-row.ts";

type Writing = { readonly contactRowId: number; readonly was: Reach; readonly reach: Reach };

/** Makes a contact reachable as given: what is left out goes. Refusal: handle-taken { handle, name }. */
export async function writeReach(act: Act, { contactRowId, was, reach }: Writing): Promise<void> {
  const { trx } = act;
  const isKept = (handle: Handle) => reach.handles.some((kept) => isSame(kept, handle));
  for (const handle of was.handles.filter(isOnNetwork))
    if (!isKept(handle)) await removeHandle(trx, contactRowId, handle);
  for (const handle of reach.handles) await takeHandle(act, contactRowId, handle);
  for (const { digits } of was.phones) {
    if (reach.phones.some((kept) => kept.digits === digits)) continue;
    await removePhone(trx, contactRowId, digits);
    for (const network of ["phone", "walk-in"] as const)
      await removeHandle(trx, contactRowId, { network, handle: digits });
  }
  for (const phone of reach.phones) {
    await addPhone(trx, contactRowId, phone);
    await offerHandle(act, contactRowId, { network: "phone", handle: phone.digits });
  }
  for (const { folded } of was.emails) {
    if (reach.emails.some((kept) => kept.folded === folded)) continue;
    await removeEmail(trx, contactRowId, folded);
    for (const network of ["email", "walk-in"] as const)
      await removeHandle(trx, contactRowId, { network, handle: folded });
  }
  for (const email of reach.emails) {
    await addEmail(trx, contactRowId, email);
    await offerHandle(act, contactRowId, { network: "email", handle: email.folded });
  }
}

const isSame = (one: Handle, other: Handle) => one.network === other.network && one.handle === other.handle;

/** A handle belongs to one contact: whoever has it is named, so that the two can be merged. */
async function takeHandle({ trx }: Act, contactRowId: number, handle: Handle): Promise<void> {
  const owner = await contactByHandle(trx, handle);
  if (owner === contactRowId) return;
  if (owner !== null) {
    const name = (await contactsByRow(trx, [owner])).get(owner)?.name ?? "";
    throw new Refusal("handle-taken", { handle: handle.handle, name });
  }
  await addHandle(trx, contactRowId, handle);
}

/** Calls and e-mails from a number or an address are found under it, unless it is somebody else's too. */
async function offerHandle({ trx }: Act, contactRowId: number, handle: Handle): Promise<void> {
  if ((await contactByHandle(trx, handle)) === null) await addHandle(trx, contactRowId, handle);
}
