import { Refusal } from "../../contract/refusal.ts";
import type { Output } from "../../contract/methods.ts";
import { readQuery } from "../../domain/look-up/read-query.ts";
import { readReach } from "../../domain/reach-address.ts";
import { deskCountry } from "../contacts/desk-country.ts";
import type { Handlers } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { hitRows } from "../store/look-up-hit.ts";
import { shownContact } from "../store/look-up-card.ts";
import { findContacts } from "../store/look-up.ts";
import { readSettings } from "../store/setting.ts";
import { readCard } from "./card.ts";
import { showHit } from "./show-hit.ts";

const shownHits = 20;

/** Who somebody is, while they are on the phone. It only reads: neither what was typed nor what was found is kept. */
export function createLookUp(parts: Pick<Parts, "store" | "clock">): Handlers<"lookUp.find" | "lookUp.card"> {
  const { store, clock } = parts;
  return {
    "lookUp.find": async ({ typed }) => find(parts, typed),
    "lookUp.card": async ({ contactId }) => {
      const rowId = await shownContact(store.read, contactId);
      if (rowId === null) throw new Refusal("not-found", { what: "contact" });
      return readCard(store.read, { id: contactId, rowId }, clock.now());
    },
  };
}

async function find({ store, clock }: Pick<Parts, "store" | "clock">, typed: string): Promise<Output<"lookUp.find">> {
  const { settings } = await readSettings(store.read);
  const country = deskCountry(settings);
  const reach = reachOf(typed, country);
  const tiers = readQuery(typed, country);
  if (tiers === null) return { isTooShort: true, hits: [], isCapped: false, card: null, reach };
  // One more than is shown says that there are more.
  const found = await findContacts(store.read, tiers, { limit: shownHits + 1 });
  const shown = found.slice(0, shownHits);
  const rows = new Map(
    (
      await hitRows(
        store.read,
        shown.map(({ rowId }) => rowId),
      )
    ).map((row) => [row.rowId, row]),
  );
  const hits = shown.flatMap(({ rowId, lastAt }) => {
    const row = rows.get(rowId);
    return row ? [showHit(row, { typed, country, lastAt })] : [];
  });
  const [first] = hits;
  const firstRow = shown[0];
  const card =
    first && firstRow ? await readCard(store.read, { id: first.id, rowId: firstRow.rowId }, clock.now()) : null;
  return { isTooShort: false, hits, isCapped: found.length > shownHits, card, reach };
}

/** What can be called back or written to, of what was typed. */
function reachOf(typed: string, country: string | null): string | null {
  const reach = readReach(typed, "other", country);
  return reach && reach.network !== "other" ? reach.handle : null;
}
