import type { MaybeSame } from "../../contract/methods/contacts.ts";
import type { Output } from "../../contract/methods.ts";
import type { Said } from "../../contract/values.ts";
import { reasonsBetween } from "../../domain/contacts/same-person.ts";
import { contactsByRow, reachOf } from "../store/contact.ts";
import { contactRows } from "../store/contact-row.ts";
import { alikePairs, contactsAlike, sharingThreads } from "../store/contact-same.ts";
import type { Db } from "../store/open.ts";

const mostShown = 10;
const mostPairs = 50;
const mostLookedAt = 100;

/** Who may be the same person as a contact, and why, the strongest first. */
export async function maybeSame(db: Db, contactRowId: number): Promise<MaybeSame[]> {
  const alike = await contactsAlike(db, contactRowId);
  const found = await Promise.all(
    (
      await reasonsWith(
        db,
        alike.map((other) => [contactRowId, other] as const),
      )
    ).map(async ({ pair, reasons }) => ({
      rowId: pair[1],
      reasons,
    })),
  );
  const shown = found.toSorted((a, b) => weightOf(b.reasons) - weightOf(a.reasons)).slice(0, mostShown);
  const rows = await contactRows(
    db,
    shown.map(({ rowId }) => rowId),
  );
  return rows.flatMap((contact, at) => [{ contact, reasons: [...(shown[at]?.reasons ?? [])] }]);
}

/** Pairs on the whole list that may be one person each, the strongest reasons first. */
export async function findDuplicates(db: Db): Promise<Output<"contacts.duplicates">> {
  const pairs = (await alikePairs(db)).slice(0, mostLookedAt);
  const found = (await reasonsWith(db, pairs))
    .toSorted((a, b) => weightOf(b.reasons) - weightOf(a.reasons))
    .slice(0, mostPairs);
  const ones = await contactRows(
    db,
    found.map(({ pair }) => pair[0]),
  );
  const others = await contactRows(
    db,
    found.map(({ pair }) => pair[1]),
  );
  return {
    pairs: found.flatMap(({ reasons }, at) => {
      const [one, other] = [ones[at], others[at]];
      return one && other ? [{ one, other, reasons: [...reasons] }] : [];
    }),
  };
}

type Pair = readonly [number, number];
type Reasoned = { readonly pair: Pair; readonly reasons: readonly Said[] };

/** What says that each pair is one person; pairs of which nothing says so are left out. */
export async function reasonsWith(db: Db, pairs: readonly Pair[]): Promise<readonly Reasoned[]> {
  const rowIds = [...new Set(pairs.flat())];
  const contacts = await contactsByRow(db, rowIds);
  const reach = new Map<number, Awaited<ReturnType<typeof reachOf>> extends ReadonlyMap<number, infer R> ? R : never>();
  for (let at = 0; at < rowIds.length; at += 100)
    for (const [rowId, of] of await reachOf(db, rowIds.slice(at, at + 100))) reach.set(rowId, of);
  const comparable = (rowId: number) => {
    const contact = contacts.get(rowId);
    const of = reach.get(rowId);
    return contact && of ? { ...contact, ...of } : null;
  };
  const reasoned: Reasoned[] = [];
  for (const pair of pairs) {
    const [one, other] = [comparable(pair[0]), comparable(pair[1])];
    if (!one || !other) continue;
    const isNamesake = one.name.toLowerCase() === other.name.toLowerCase();
    const sharesThread = isNamesake && (await sharingThreads(db, pair[0], [pair[1]])).has(pair[1]);
    const reasons = reasonsBetween(one, other, { sharesThread });
    if (reasons.length > 0) reasoned.push({ pair, reasons });
  }
  return reasoned;
}

const weights: Readonly<Record<string, number>> = {
  "contacts.same.phone": 4,
  "contacts.same.email": 4,
  "contacts.same.handle": 2,
  "contacts.same.town": 2,
  "contacts.same.organisation": 2,
  "contacts.same.thread": 2,
};

function weightOf(reasons: readonly Said[]): number {
  return reasons.reduce((sum, { code }) => sum + (weights[code] ?? 0), 0);
}
