import { sql } from "kysely";
import type { PersonRef, Said } from "../../contract/values.ts";
import type { MergeFacts } from "../../domain/contacts/merge.ts";
import type { Email, Handle, Phone, Reach } from "./contact.ts";
import { addEmail, addHandle, addPhone } from "./contact.ts";
import type { Db, Trx } from "./open.ts";
import { personRefs } from "./person.ts";

/** All that it takes to make two of one again. */
export type BeforeMerge = {
  readonly survivor: MergeFacts;
  readonly result: MergeFacts;
  readonly merged: MergeFacts & Reach;
  /** What the survivor did not have before. */
  readonly gained: Reach;
  readonly noteRowIds: readonly number[];
  readonly caseRowIds: readonly number[];
  /** The newest case of the desk at that moment: those above came later. */
  readonly lastCaseRowId: number;
};

export type Merge = {
  readonly rowId: number;
  readonly id: string;
  readonly survivorRowId: number;
  readonly mergedRowId: number;
  readonly at: number;
  readonly reasons: readonly Said[];
  readonly before: BeforeMerge;
  readonly undoneAt: number | null;
};

type Moved = Omit<BeforeMerge, "survivor" | "result">;

/** Gives all that belongs to one contact to another, and tells what that was. */
export async function moveToSurvivor(
  trx: Trx,
  { survivor, merged }: { readonly survivor: { rowId: number } & Reach; readonly merged: { rowId: number } & Reach },
): Promise<Omit<Moved, "merged">> {
  const gained: Reach = {
    handles: merged.handles,
    phones: merged.phones.filter(({ digits }) => !survivor.phones.some((ours) => ours.digits === digits)),
    emails: merged.emails.filter(({ folded }) => !survivor.emails.some((ours) => ours.folded === folded)),
  };
  for (const handle of gained.handles) await addHandle(trx, survivor.rowId, handle);
  for (const phone of gained.phones) await addPhone(trx, survivor.rowId, phone);
  for (const email of gained.emails) await addEmail(trx, survivor.rowId, email);
  await trx.deleteFrom("contact_phone").where("contact_id", "=", merged.rowId).execute();
  await trx.deleteFrom("contact_email").where("contact_id", "=", merged.rowId).execute();
  await keepHigherReach(trx, { survivor: survivor.rowId, merged: merged.rowId });
  const notes = await trx
    .updateTable("contact_note")
    .set({ contact_id: survivor.rowId })
    .where("contact_id", "=", merged.rowId)
    .returning("id")
    .execute();
  const cases = await trx
    .updateTable("desk_case")
    .set({ contact_id: survivor.rowId })
    .where("contact_id", "=", merged.rowId)
    .returning("id")
    .execute();
  const last = await trx.selectFrom("desk_case").select("id").orderBy("id", "desc").limit(1).executeTakeFirst();
  return {
    gained,
    noteRowIds: notes.map((row) => row.id),
    caseRowIds: cases.map((row) => row.id),
    lastCaseRowId: last?.id ?? 0,
  };
}

/**
 * Gives back all that came from the merged contact, and what came in since under one of its handles. `gained` is what the
 * survivor has from that contact alone.
 */
export async function moveBack(
  trx: Trx,
  { survivorRowId, mergedRowId, before }: Merge,
  gained: Pick<Reach, "phones" | "emails">,
): Promise<void> {
  const { merged, noteRowIds, caseRowIds } = before;
  for (const phone of gained.phones) await dropPhone(trx, survivorRowId, phone);
  for (const email of gained.emails) await dropEmail(trx, survivorRowId, email);
  for (const phone of merged.phones) await addPhone(trx, mergedRowId, phone);
  for (const email of merged.emails) await addEmail(trx, mergedRowId, email);
  const theirs: Handle[] = [];
  for (const handle of merged.handles)
    if (await giveBackHandle(trx, survivorRowId, mergedRowId, handle)) theirs.push(handle);
  for (const [table, rowIds] of [
    ["contact_note", noteRowIds],
    ["desk_case", caseRowIds],
  ] as const)
    await sql`
      UPDATE ${sql.table(table)} SET contact_id = ${mergedRowId}
      WHERE contact_id = ${survivorRowId} AND id IN (SELECT value FROM json_each(${JSON.stringify(rowIds)}))`.execute(
      trx,
    );
  // Beginning with the cases of the survivor: a handle may have thousands of mentions.
  await sql`
    UPDATE desk_case SET contact_id = ${mergedRowId}
    WHERE contact_id = ${survivorRowId} AND id > ${before.lastCaseRowId} AND EXISTS (
      SELECT 1
      FROM story
      JOIN item ON item.id = story.head_id
      JOIN json_each(${JSON.stringify(theirs)}) AS theirs
        ON theirs.value ->> 'network' = item.network AND theirs.value ->> 'handle' = item.handle
      WHERE story.id = desk_case.story_id)`.execute(trx);
}

/** False when somebody else has the handle by now. */
async function giveBackHandle(
  trx: Trx,
  survivorRowId: number,
  mergedRowId: number,
  { network, handle }: Handle,
): Promise<boolean> {
  const now = await trx
    .selectFrom("contact_handle")
    .select("contact_id")
    .where("network", "=", network)
    .where("handle", "=", handle)
    .executeTakeFirst();
  if (now && now.contact_id !== survivorRowId) return false;
  await addHandle(trx, mergedRowId, { network, handle });
  return true;
}

async function dropPhone(trx: Trx, contactRowId: number, { digits }: Phone): Promise<void> {
  await trx.deleteFrom("contact_phone").where("contact_id", "=", contactRowId).where("digits", "=", digits).execute();
}

async function dropEmail(trx: Trx, contactRowId: number, { folded }: Email): Promise<void> {
  await trx.deleteFrom("contact_email").where("contact_id", "=", contactRowId).where("folded", "=", folded).execute();
}

export async function insertMerge(
  trx: Trx,
  merge: Omit<Merge, "rowId" | "undoneAt"> & { readonly byRowId: number | null },
): Promise<void> {
  await trx
    .insertInto("contact_merge")
    .values({
      ...{ public_id: merge.id, survivor_id: merge.survivorRowId, merged_id: merge.mergedRowId, at: merge.at },
      ...{ by_id: merge.byRowId, reasons: JSON.stringify(merge.reasons), before: JSON.stringify(merge.before) },
    })
    .execute();
}

export async function saveMergeBefore(trx: Trx, rowId: number, before: BeforeMerge): Promise<void> {
  await trx
    .updateTable("contact_merge")
    .set({ before: JSON.stringify(before) })
    .where("id", "=", rowId)
    .execute();
}

export async function markMergeUndone(
  trx: Trx,
  rowId: number,
  { at, byRowId }: { readonly at: number; readonly byRowId: number | null },
): Promise<void> {
  await trx.updateTable("contact_merge").set({ undone_at: at, undone_by: byRowId }).where("id", "=", rowId).execute();
}

export async function mergeById(db: Db, id: string): Promise<Merge | null> {
  const row = await db.selectFrom("contact_merge").selectAll().where("public_id", "=", id).executeTakeFirst();
  return row ? toMerge(row) : null;
}

/** The merges into a contact that stand, after one of them, in their order. */
export async function laterMerges(db: Db, { survivorRowId, rowId }: Merge): Promise<readonly Merge[]> {
  const rows = await db
    .selectFrom("contact_merge")
    .selectAll()
    .where("survivor_id", "=", survivorRowId)
    .where("id", ">", rowId)
    .where("undone_at", "is", null)
    .orderBy("id")
    .limit(1000)
    .execute();
  return rows.map(toMerge);
}

type Row = {
  readonly id: number;
  readonly public_id: string;
  readonly survivor_id: number;
  readonly merged_id: number;
  readonly at: number;
  readonly reasons: string;
  readonly before: string;
  readonly undone_at: number | null;
};

function toMerge(row: Row): Merge {
  return {
    rowId: row.id,
    id: row.public_id,
    survivorRowId: row.survivor_id,
    mergedRowId: row.merged_id,
    at: row.at,
    // Both written by insertMerge only.
    reasons: JSON.parse(row.reasons) as readonly Said[],
    before: JSON.parse(row.before) as BeforeMerge,
    undoneAt: row.undone_at,
  };
}

export type PastMerge = {
  readonly id: string;
  readonly at: number;
  readonly by: PersonRef | null;
  readonly name: string;
  readonly reasons: readonly Said[];
  readonly undoneAt: number | null;
  readonly undoneBy: PersonRef | null;
};

/** What was merged into a contact, newest first, at most fifty. */
export async function mergesInto(db: Db, survivorRowId: number): Promise<readonly PastMerge[]> {
  const rows = await db
    .selectFrom("contact_merge")
    .selectAll()
    .where("survivor_id", "=", survivorRowId)
    .orderBy("id", "desc")
    .limit(50)
    .execute();
  const people = await personRefs(
    db,
    rows.flatMap((row) => [row.by_id, row.undone_by].filter((id) => id !== null)),
  );
  const refOf = (rowId: number | null) => (rowId === null ? null : (people.get(rowId) ?? null));
  return rows.map((row) => {
    const { id, at, before, reasons, undoneAt } = toMerge(row);
    return {
      ...{ id, at, reasons, undoneAt, name: before.merged.name },
      by: refOf(row.by_id),
      undoneBy: refOf(row.undone_by),
    };
  });
}

/** Of two reaches the higher one goes on: it asks for more looks. The merged contact keeps its own, for when it is made again. */
async function keepHigherReach(
  trx: Trx,
  { survivor, merged }: { readonly survivor: number; readonly merged: number },
): Promise<void> {
  await sql`
    INSERT INTO contact_reach (contact_id, followers, source, at, set_by)
    SELECT ${survivor}, followers, source, at, set_by
    FROM contact_reach
    WHERE contact_id = ${merged}
    ON CONFLICT (contact_id) DO UPDATE
    SET followers = excluded.followers, source = excluded.source, at = excluded.at, set_by = excluded.set_by
    WHERE excluded.followers > contact_reach.followers`.execute(trx);
}
