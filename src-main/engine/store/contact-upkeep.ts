import { foldEmail, foldName } from "../../domain/contacts/fold.ts";
import { normalisePhone } from "../../domain/contacts/phone.ts";
import { addEmail, addPhone, foldedHandle } from "./contact.ts";
import type { Trx } from "./open.ts";

const lot = 500;

/** Folds names that an older program wrote; false when none is left. */
export async function foldNames(trx: Trx): Promise<boolean> {
  const rows = await trx
    .selectFrom("contact")
    .select(["id", "name"])
    .where("name_folded", "=", "")
    .orderBy("id")
    .limit(lot)
    .execute();
  for (const { id, name } of rows) {
    // A name of nothing but marks folds to nothing; it would be asked for again and again.
    const folded = foldName(name) || "?";
    await trx.updateTable("contact").set({ name_folded: folded }).where("id", "=", id).execute();
  }
  return rows.length === lot;
}

export type HandlePlace = { readonly network: string; readonly handle: string };

/** Folds the next handles, and puts numbers and addresses among them on their profiles. Gives where to go on, null at the end. */
export async function spreadHandles(trx: Trx, after: HandlePlace | null): Promise<HandlePlace | null> {
  const rows = await trx
    .selectFrom("contact_handle")
    .select(["network", "handle", "contact_id", "folded"])
    .$if(after !== null, (query) =>
      query.where((eb) =>
        eb(eb.refTuple("network", "handle"), ">", eb.tuple((after?.network ?? "") as "other", after?.handle ?? "")),
      ),
    )
    .orderBy("network")
    .orderBy("handle")
    .limit(lot)
    .execute();
  for (const { network, handle, contact_id: contactRowId, folded } of rows) {
    const wanted = foldedHandle({ network, handle });
    if (folded !== wanted)
      await trx
        .updateTable("contact_handle")
        .set({ folded: wanted })
        .where("network", "=", network)
        .where("handle", "=", handle)
        .execute();
    const email = network === "email" ? foldEmail(handle) : null;
    if (network === "phone") await addPhone(trx, contactRowId, { written: handle, digits: handle });
    if (email !== null) await addEmail(trx, contactRowId, { written: handle, folded: email });
  }
  const last = rows.at(-1);
  return rows.length === lot && last ? { network: last.network, handle: last.handle } : null;
}

/** Reads the next numbers anew with the country of the desk. Gives the row to go on after, null at the end. */
export async function rereadPhones(
  trx: Trx,
  { after, country }: { readonly after: number; readonly country: string | null },
): Promise<number | null> {
  const rows = await trx
    .selectFrom("contact_phone")
    .select(["id", "contact_id", "written", "digits"])
    .where("id", ">", after)
    .orderBy("id")
    .limit(lot)
    .execute();
  for (const { id, contact_id: contactRowId, written, digits } of rows) {
    const now = normalisePhone(written, country);
    if (now === null || now === digits) continue;
    const twin = await trx
      .selectFrom("contact_phone")
      .select("id")
      .where("contact_id", "=", contactRowId)
      .where("digits", "=", now)
      .executeTakeFirst();
    if (twin) await trx.deleteFrom("contact_phone").where("id", "=", id).execute();
    else await trx.updateTable("contact_phone").set({ digits: now }).where("id", "=", id).execute();
  }
  return rows.length === lot ? (rows.at(-1)?.id ?? null) : null;
}
