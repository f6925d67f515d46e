import { sql } from "kysely";
import type { Said } from "../../contract/values.ts";
import type { Db, Trx } from "./open.ts";

export type ImportState = "queued" | "running" | "done" | "failed" | "cancelled";

/** One run of an import of contacts: total = added + filled + known + problems once it is done. */
export type ContactImportRun = {
  readonly rowId: number;
  readonly id: string;
  readonly jobId: string;
  readonly jobRowId: number;
  readonly uploadId: string;
  readonly name: string;
  /** JSON, as written by whoever began it. */
  readonly reading: string;
  readonly state: ImportState;
  readonly total: number;
  readonly done: number;
  readonly added: number;
  readonly filled: number;
  readonly known: number;
  readonly problems: number;
  readonly startedBy: number | null;
  readonly at: number;
  readonly endedAt: number | null;
  readonly undoneAt: number | null;
};

export async function insertContactImport(
  trx: Trx,
  made: Pick<ContactImportRun, "id" | "jobId" | "uploadId" | "name" | "reading" | "total" | "startedBy" | "at">,
): Promise<void> {
  const { id, jobId, uploadId, name, reading, total, startedBy, at } = made;
  await trx
    .insertInto("contact_import")
    .values({ public_id: id, job_id: jobId, upload_id: uploadId, name, reading, total, started_by: startedBy, at })
    .execute();
}

function importQuery(db: Db) {
  return db
    .selectFrom("contact_import")
    .innerJoin("job", "job.public_id", "contact_import.job_id")
    .selectAll("contact_import")
    .select(["job.id as job_row_id", "job.state", "job.done", "job.ended_at"]);
}

type Row = Awaited<ReturnType<ReturnType<typeof importQuery>["execute"]>>[number];

function toImport(row: Row): ContactImportRun {
  const { name, reading, state, total, done, added, filled, known, problems, at } = row;
  return {
    ...{ name, reading, state, total, done, added, filled, known, problems, at },
    ...{ rowId: row.id, id: row.public_id, jobId: row.job_id, jobRowId: row.job_row_id, uploadId: row.upload_id },
    ...{ startedBy: row.started_by, endedAt: row.ended_at, undoneAt: row.undone_at },
  };
}

export async function contactImportById(db: Db, id: string): Promise<ContactImportRun | null> {
  const row = await importQuery(db).where("contact_import.public_id", "=", id).executeTakeFirst();
  return row ? toImport(row) : null;
}

export async function contactImportOfJob(db: Db, jobRowId: number): Promise<ContactImportRun | null> {
  const row = await importQuery(db).where("job.id", "=", jobRowId).executeTakeFirst();
  return row ? toImport(row) : null;
}

/** The last imports of contacts, newest first. */
export async function lastContactImports(db: Db, limit: number): Promise<readonly ContactImportRun[]> {
  const rows = await importQuery(db).orderBy("contact_import.id", "desc").limit(limit).execute();
  return rows.map(toImport);
}

/** Adds what one slice brought. */
export async function addContactCounts(
  trx: Trx,
  rowId: number,
  more: Pick<ContactImportRun, "added" | "filled" | "known" | "problems">,
): Promise<void> {
  await trx
    .updateTable("contact_import")
    .set((eb) => ({
      added: eb("added", "+", more.added),
      filled: eb("filled", "+", more.filled),
      known: eb("known", "+", more.known),
      problems: eb("problems", "+", more.problems),
    }))
    .where("id", "=", rowId)
    .execute();
}

type Problem = { readonly row: number; readonly line: number; readonly says: Said };

export async function insertContactProblems(
  trx: Trx,
  importRowId: number,
  problems: readonly Problem[],
): Promise<void> {
  if (problems.length === 0) return;
  await trx
    .insertInto("contact_import_problem")
    .values(problems.map(({ row, line, says }) => ({ import_id: importRowId, row, line, says: JSON.stringify(says) })))
    .execute();
}

/** The records that were not kept, in the order of the file. */
export async function contactProblemsOf(
  db: Db,
  importRowId: number,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<readonly Problem[]> {
  const rows = await db
    .selectFrom("contact_import_problem")
    .select(["row", "line", "says"])
    .where("import_id", "=", importRowId)
    .where("row", ">", after)
    .orderBy("row")
    .limit(limit)
    .execute();
  // Written by insertContactProblems only.
  return rows.map((row) => ({ row: row.row, line: row.line, says: JSON.parse(row.says) as Said }));
}

/**
 * Takes the next contacts that an import added off the list, where nobody has changed them, merged them, noted
 * something or heard of them since. Gives the last row looked at, null at the end, and how many were taken.
 */
export async function takeImported(
  trx: Trx,
  { importRowId, after, at, limit }: { importRowId: number; after: number; at: number; limit: number },
): Promise<{ readonly last: number | null; readonly looked: number; readonly taken: number }> {
  const rows = await trx
    .selectFrom("contact")
    .select("id")
    .where("import_id", "=", importRowId)
    .where("id", ">", after)
    .where("removed_at", "is", null)
    .orderBy("id")
    .limit(limit)
    .execute();
  const ids = rows.map((row) => row.id);
  const { numAffectedRows = 0n } = await sql`
    UPDATE contact SET removed_at = ${at}, version = version + 1
    WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)})) AND version = 1 AND merged_into IS NULL
      AND NOT EXISTS (SELECT 1 FROM desk_case WHERE contact_id = contact.id)
      AND NOT EXISTS (SELECT 1 FROM contact_note WHERE contact_id = contact.id AND at > contact.created_at)
      AND NOT EXISTS (SELECT 1 FROM contact_merge WHERE survivor_id = contact.id AND undone_at IS NULL)`.execute(trx);
  return {
    last: ids.length === limit ? (ids.at(-1) ?? null) : null,
    looked: ids.length,
    taken: Number(numAffectedRows),
  };
}

export async function markImportUndone(trx: Trx, rowId: number, at: number): Promise<void> {
  await trx.updateTable("contact_import").set({ undone_at: at }).where("id", "=", rowId).execute();
}
