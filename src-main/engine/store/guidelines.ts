import type { Guidelines } from "../../contract/methods/playbook.ts";
import type { Db, Trx } from "./open.ts";
import { refOf } from "./script.ts";

/** The guidelines without their reading: the words of one version, and who saved which. */
export type StoredGuidelines = Omit<Guidelines, "blocks">;

const mostVersions = 500;

/** The newest words, or those of a version; null for a version that never was. Version 0 and "" when nobody wrote any. */
export async function readGuidelines(db: Db, version?: number): Promise<StoredGuidelines | null> {
  const rows = await db
    .selectFrom("guidelines_version")
    .leftJoin("person", "person.id", "guidelines_version.saved_by")
    .select(["guidelines_version.version", "guidelines_version.saved_at", "person.public_id", "person.name"])
    .orderBy("guidelines_version.version", "desc")
    .limit(mostVersions)
    .execute();
  const versions = rows.map((row) => ({
    version: row.version,
    savedAt: row.saved_at,
    savedBy: refOf(row.public_id, row.name),
  }));
  const wanted = version ?? versions[0]?.version ?? 0;
  if (wanted === 0) return { version: 0, text: "", savedAt: null, savedBy: null, versions };
  const saved = versions.find((one) => one.version === wanted);
  const text = saved ? await textOf(db, wanted) : null;
  return saved && text !== null ? { ...saved, text, versions } : null;
}

async function textOf(db: Db, version: number): Promise<string | null> {
  const row = await db
    .selectFrom("guidelines_version")
    .select("text")
    .where("version", "=", version)
    .executeTakeFirst();
  return row?.text ?? null;
}

/** The newest words alone; "" when nobody wrote any. */
export async function guidelinesText(db: Db): Promise<string> {
  const row = await db
    .selectFrom("guidelines_version")
    .select("text")
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.text ?? "";
}

export async function insertGuidelines(
  trx: Trx,
  saved: { readonly version: number; readonly text: string; readonly at: number; readonly savedBy: number | null },
): Promise<void> {
  await trx
    .insertInto("guidelines_version")
    .values({ version: saved.version, text: saved.text, saved_at: saved.at, saved_by: saved.savedBy })
    .execute();
}
