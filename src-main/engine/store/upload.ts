import type { Db, Trx } from "./open.ts";

/** Files that nobody used within this time are dropped. */
const keptMs = 24 * 60 * 60_000;

/** Keeps one part of a file; the same part again replaces it. Parts of forgotten files go. */
export async function saveUploadPart(
  trx: Trx,
  part: { readonly uploadId: string; readonly part: number; readonly bytes: Uint8Array; readonly at: number },
): Promise<void> {
  await trx
    .deleteFrom("upload_part")
    .where("at", "<", part.at - keptMs)
    // A running import still reads its file.
    .where("upload_id", "not in", (eb) =>
      eb
        .selectFrom("import")
        .innerJoin("job", "job.public_id", "import.job_id")
        .select("import.upload_id")
        .where("job.state", "in", ["queued", "running"]),
    )
    .execute();
  await trx
    .insertInto("upload_part")
    .values({ upload_id: part.uploadId, part: part.part, bytes: part.bytes, at: part.at })
    .onConflict((conflict) => conflict.columns(["upload_id", "part"]).doUpdateSet({ bytes: part.bytes, at: part.at }))
    .execute();
}

/** The whole file, or null when a part of it is missing. */
export async function readUpload(db: Db, uploadId: string): Promise<Buffer | null> {
  const rows = await db
    .selectFrom("upload_part")
    .select(["part", "bytes"])
    .where("upload_id", "=", uploadId)
    .orderBy("part")
    .limit(1000)
    .execute();
  if (rows.length === 0 || rows.some((row, index) => row.part !== index)) return null;
  return Buffer.concat(rows.map((row) => row.bytes));
}

export async function deleteUpload(trx: Trx, uploadId: string): Promise<void> {
  await trx.deleteFrom("upload_part").where("upload_id", "=", uploadId).execute();
}
