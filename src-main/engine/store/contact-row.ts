import type { ContactKind, ContactRow } from "../../contract/methods/contacts.ts";
import type { Network } from "../../contract/values.ts";
import { showPhone } from "../../domain/contacts/phone.ts";
import { contactsByRow, reachOf } from "./contact.ts";
import type { Handle } from "./contact.ts";
import type { Db } from "./open.ts";

const shownEach = 5;

/** Contacts as lists show them, in the order asked for; at most a hundred. */
export async function contactRows(db: Db, rowIds: readonly number[]): Promise<readonly ContactRow[]> {
  const [contacts, reach, open] = await Promise.all([
    contactsByRow(db, rowIds),
    reachOf(db, rowIds),
    openCasesOf(db, rowIds),
  ]);
  return rowIds.flatMap((rowId): ContactRow[] => {
    const contact = contacts.get(rowId);
    if (!contact) return [];
    const { id, version, name, kind, organisation, town } = contact;
    const { handles = [], phones = [], emails = [] } = reach.get(rowId) ?? {};
    return [
      {
        ...{ id, version, name, kind, organisation, town },
        handles: handles.filter(isOnNetwork).slice(0, shownEach),
        phones: phones.slice(0, shownEach).map(({ digits }) => showPhone(digits)),
        emails: emails.slice(0, shownEach).map(({ written }) => written),
        openCases: open.get(rowId) ?? 0,
      },
    ];
  });
}

const ownPlaces: ReadonlySet<Network> = new Set(["phone", "email", "walk-in"]);

/** A handle that people know; a number or an address by which calls and e-mails are found is shown as what it is. */
export function isOnNetwork({ network }: Handle): boolean {
  return !ownPlaces.has(network);
}

async function openCasesOf(db: Db, rowIds: readonly number[]): Promise<ReadonlyMap<number, number>> {
  if (rowIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("desk_case")
    .select((eb) => ["contact_id", eb.fn.countAll<number>().as("open")])
    .where("contact_id", "in", [...rowIds])
    .where("status", "<>", "resolved")
    .groupBy("contact_id")
    .execute();
  return new Map(rows.flatMap((row) => (row.contact_id === null ? [] : [[row.contact_id, row.open]])));
}

export type ListPlace = { readonly name: string; readonly rowId: number };

/** The row ids of contacts by name from a place on. */
export async function listContacts(
  db: Db,
  {
    kind,
    after,
    limit,
  }: { readonly kind: ContactKind | null; readonly after: ListPlace | null; readonly limit: number },
): Promise<readonly ListPlace[]> {
  const rows = await db
    .selectFrom("contact")
    .select(["id", "name_folded"])
    .where("merged_into", "is", null)
    .where("removed_at", "is", null)
    .$if(kind !== null, (query) => query.where("kind", "=", kind ?? "other"))
    .$if(after !== null, (query) =>
      query.where((eb) => eb(eb.refTuple("name_folded", "id"), ">", eb.tuple(after?.name ?? "", after?.rowId ?? 0))),
    )
    .orderBy("name_folded")
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.map((row) => ({ name: row.name_folded, rowId: row.id }));
}

/** How many contacts there are, counted up to `most`. */
export async function countContacts(
  db: Db,
  { kind, most }: { readonly kind: ContactKind | null; readonly most: number },
): Promise<number> {
  const { n } = await db
    .selectFrom(
      db
        .selectFrom("contact")
        .select("id")
        .where("merged_into", "is", null)
        .where("removed_at", "is", null)
        .$if(kind !== null, (query) => query.where("kind", "=", kind ?? "other"))
        .limit(most)
        .as("counted"),
    )
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .executeTakeFirstOrThrow();
  return n;
}

/** Which of these contacts are of a kind and on the list. */
export async function ofKind(db: Db, rowIds: readonly number[], kind: ContactKind): Promise<ReadonlySet<number>> {
  const contacts = await contactsByRow(db, rowIds);
  return new Set(rowIds.filter((rowId) => contacts.get(rowId)?.kind === kind));
}
