import type { Output, Parsed } from "../../contract/methods.ts";
import { Refusal } from "../../contract/refusal.ts";
import { readQuery } from "../../domain/look-up/read-query.ts";
import { contactRows, countContacts, listContacts, ofKind } from "../store/contact-row.ts";
import type { ListPlace } from "../store/contact-row.ts";
import { findContacts } from "../store/look-up.ts";
import type { Db } from "../store/open.ts";
import { readSettings } from "../store/setting.ts";
import { deskCountry } from "./desk-country.ts";

const pageLength = 100;
const mostFound = 100;
const mostCounted = 100_001;

/** A page of contacts by name, or those who answer to what was typed. Refusal: bad-input { field }. */
export async function showContacts(
  db: Db,
  { search, kind, after }: Parsed<"contacts.list">,
): Promise<Output<"contacts.list">> {
  const total = await countContacts(db, { kind, most: mostCounted });
  if (search.trim() !== "") return { rows: await found(db, { search, kind }), next: null, total };
  const places = await listContacts(db, { kind, after: readPlace(after), limit: pageLength + 1 });
  const shown = places.slice(0, pageLength);
  const last = shown.at(-1);
  return {
    rows: [
      ...(await contactRows(
        db,
        shown.map(({ rowId }) => rowId),
      )),
    ],
    next: places.length > pageLength && last ? placeOf(last) : null,
    total,
  };
}

async function found(db: Db, { search, kind }: Pick<Parsed<"contacts.list">, "search" | "kind">) {
  const tiers = readQuery(search, deskCountry((await readSettings(db)).settings));
  if (tiers === null) return [];
  const hits = (await findContacts(db, tiers, { limit: mostFound })).map(({ rowId }) => rowId);
  const wanted = kind === null ? null : await ofKind(db, hits, kind);
  return [...(await contactRows(db, wanted ? hits.filter((rowId) => wanted.has(rowId)) : hits))];
}

/** Where a page of the list ended, as its next one names it. */
export function placeOf({ name, rowId }: ListPlace): string {
  return `${rowId} ${name}`;
}

/** Refusal: bad-input { field }. */
export function readPlace(after: string | null): ListPlace | null {
  if (after === null) return null;
  const [, rowId, name] = /^(\d{1,15}) (.*)$/s.exec(after) ?? [];
  if (rowId === undefined || name === undefined) throw new Refusal("bad-input", { field: "after" });
  return { name, rowId: Number(rowId) };
}
