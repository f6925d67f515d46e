import { sql } from "kysely";
import type { Said } from "../../contract/values.ts";
import type { Db, Trx } from "./open.ts";

export type ImportState = "queued" | "running" | "done" | "failed" | "cancelled";

/** One run of an import with its counts: total = stored + known + twice + problems once it is done. */
export type Import = {
  readonly rowId: number;
  readonly id: string;
  readonly jobId: string;
  readonly jobRowId: number;
  readonly sourceRowId: number;
  readonly uploadId: string;
  readonly name: string;
  /** JSON, as written by whoever began it. */
  readonly reading: string;
  readonly state: ImportState;
  readonly total: number;
  readonly done: number;
  readonly stored: number;
  readonly mentions: number;
  readonly known: number;
  readonly twice: number;
  readonly problems: number;
  readonly at: number;
  readonly endedAt: number | null;
};

export type ImportCounts = Pick<Import, "stored" | "mentions" | "known" | "twice" | "problems">;

export async function insertImport(
  trx: Trx,
  made: Pick<Import, "id" | "jobId" | "sourceRowId" | "uploadId" | "name" | "reading" | "total" | "at"> & {
    readonly startedBy: number | null;
  },
): Promise<void> {
  await trx
    .insertInto("import")
    .values({
      public_id: made.id,
      job_id: made.jobId,
      source_id: made.sourceRowId,
      upload_id: made.uploadId,
      name: made.name,
      reading: made.reading,
      total: made.total,
      started_by: made.startedBy,
      at: made.at,
    })
    .execute();
}

function importQuery(db: Db) {
  return db
    .selectFrom("import")
    .innerJoin("job", "job.public_id", "import.job_id")
    .selectAll("import")
    .select(["job.id as job_row_id", "job.state", "job.done", "job.ended_at"]);
}

type Row = Awaited<ReturnType<ReturnType<typeof importQuery>["execute"]>>[number];

function toImport(row: Row): Import {
  const { name, reading, state, total, done, stored, mentions, known, twice, problems, at } = row;
  return {
    ...{ name, reading, state, total, done, stored, mentions, known, twice, problems, at },
    rowId: row.id,
    id: row.public_id,
    jobId: row.job_id,
    jobRowId: row.job_row_id,
    sourceRowId: row.source_id,
    uploadId: row.upload_id,
    endedAt: row.ended_at,
  };
}

export async function importById(db: Db, id: string): Promise<Import | null> {
  const row = await importQuery(db).where("import.public_id", "=", id).executeTakeFirst();
  return row ? toImport(row) : null;
}

export async function importOfJob(db: Db, jobRowId: number): Promise<Import | null> {
  const row = await importQuery(db).where("job.id", "=", jobRowId).executeTakeFirst();
  return row ? toImport(row) : null;
}

/** The last imports, newest first. */
export async function lastImports(db: Db, limit: number): Promise<readonly Import[]> {
  const rows = await importQuery(db).orderBy("import.id", "desc").limit(limit).execute();
  return rows.map(toImport);
}

/** Adds what one slice brought. */
export async function addImportCounts(trx: Trx, rowId: number, more: ImportCounts): Promise<void> {
  await trx
    .updateTable("import")
    .set((eb) => ({
      stored: eb("stored", "+", more.stored),
      mentions: eb("mentions", "+", more.mentions),
      known: eb("known", "+", more.known),
      twice: eb("twice", "+", more.twice),
      problems: eb("problems", "+", more.problems),
    }))
    .where("id", "=", rowId)
    .execute();
}

export type RowProblem = { readonly row: number; readonly line: number; readonly says: Said };

export async function insertProblems(trx: Trx, importRowId: number, problems: readonly RowProblem[]): Promise<void> {
  if (problems.length === 0) return;
  await trx
    .insertInto("import_problem")
    .values(problems.map(({ row, line, says }) => ({ import_id: importRowId, row, line, says: JSON.stringify(says) })))
    .execute();
}

/** The rows that were not stored, in the order of the file. */
export async function problemsOf(
  db: Db,
  importRowId: number,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<readonly RowProblem[]> {
  const rows = await db
    .selectFrom("import_problem")
    .select(["row", "line", "says"])
    .where("import_id", "=", importRowId)
    .where("row", ">", after)
    .orderBy("row")
    .limit(limit)
    .execute();
  // Written by insertProblems only.
  return rows.map((row) => ({ row: row.row, line: row.line, says: JSON.parse(row.says) as Said }));
}

export async function endJob(
  trx: Trx,
  job: { readonly rowId: number; readonly state: "failed" | "cancelled"; readonly at: number },
): Promise<void> {
  await trx
    .updateTable("job")
    .set({ state: job.state, ended_at: job.at })
    .where("id", "=", job.rowId)
    .where("state", "in", ["queued", "running"])
    .execute();
}

/** What is stored of rows of an import: by key in any import, and by address in any source. */
export type StoredRows = {
  /** Keys that an import brought, also those that were deleted since (by their hash alone). */
  readonly keys: ReadonlySet<string>;
  readonly purged: ReadonlySet<number>;
  readonly byAddress: ReadonlyMap<
    string,
    readonly { readonly author: string | null; readonly handle: string | null; readonly text: string }[]
  >;
};

export async function storedRows(
  db: Db,
  { keyHashes, addresses }: { readonly keyHashes: readonly number[]; readonly addresses: readonly string[] },
): Promise<StoredRows> {
  const hashes = sql<number>`(SELECT value FROM json_each(${JSON.stringify(keyHashes)}))`;
  const keyed = await db
    .selectFrom("item")
    .innerJoin("source", "source.id", "item.source_id")
    .select("item.key")
    .where("item.key_hash", "in", hashes)
    .where("source.kind", "=", "import")
    .execute();
  const imports = db.selectFrom("source").select("id").where("kind", "=", "import");
  const purged = await db
    .selectFrom("purged_key")
    .select("key_hash")
    .where("source_id", "in", imports)
    .where("key_hash", "in", hashes)
    .execute();
  const list = sql<string>`(SELECT value FROM json_each(${JSON.stringify(addresses)}))`;
  const addressed = await db
    .selectFrom("item")
    .select(["canonical_url", "author", "handle", "text"])
    .where("canonical_url", "in", list)
    .orderBy("id")
    .limit(20_000)
    .execute();
  const byAddress = Map.groupBy(addressed, (row) => row.canonical_url ?? "");
  return { keys: new Set(keyed.map((row) => row.key)), purged: new Set(purged.map((row) => row.key_hash)), byAddress };
}
