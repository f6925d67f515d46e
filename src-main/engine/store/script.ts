import type { Script } from "../../contract/methods/playbook.ts";
import { initialsOf } from "../../domain/people.ts";
import type { Db, Trx } from "./open.ts";

/** What a version of a script says; everything but its identity and its approval. */
export type ScriptContent = Omit<Script, "id" | "version" | "templateApproval" | "uses">;

/** A script version as the engine works with it. */
export type ScriptVersion = {
  readonly rowId: number;
  readonly id: string;
  readonly version: number;
  readonly content: ScriptContent;
  readonly isTemplateApproved: boolean;
  /** Who wrote this version; null = it came with the program. */
  readonly savedBy: number | null;
};

/** Every living script in its newest version, by name. */
export async function listScripts(db: Db): Promise<readonly Script[]> {
  const rows = await db
    .selectFrom("script")
    .innerJoin("script_version", (join) =>
      join.onRef("script_version.script_id", "=", "script.id").onRef("script_version.version", "=", "script.version"),
    )
    .leftJoin("person", "person.id", "script_version.approved_by")
    .select(["script.id", "script.public_id", "script.version", "script_version.content", "script_version.approved_at"])
    .select(["person.public_id as approver_id", "person.name as approver_name"])
    .where("script.removed_at", "is", null)
    .orderBy("script.key")
    .orderBy("script.id")
    .limit(500)
    .execute();
  const uses = await countUses(db);
  return rows.map((row) => ({
    ...(JSON.parse(row.content) as ScriptContent),
    id: row.public_id,
    version: row.version,
    templateApproval:
      row.approver_id !== null && row.approver_name !== null && row.approved_at !== null
        ? {
            by: { id: row.approver_id, name: row.approver_name, initials: initialsOf(row.approver_name) },
            at: row.approved_at,
          }
        : null,
    uses: uses.get(row.id) ?? 0,
  }));
}

async function countUses(db: Db): Promise<ReadonlyMap<number, number>> {
  const rows = await db
    .selectFrom("reply")
    .select(["script_id"])
    .select((eb) => eb.fn.countAll<number>().as("uses"))
    .where("state", "=", "sent")
    .where("script_id", "is not", null)
    .groupBy("script_id")
    .execute();
  return new Map(rows.map((row) => [row.script_id ?? 0, Number(row.uses)]));
}

/** One script by public id, in its newest version, or in the version that a reply was written with. */
export async function findScript(
  db: Db,
  by: { readonly id: string } | { readonly rowId: number; readonly version: number },
): Promise<ScriptVersion | null> {
  let query = db
    .selectFrom("script")
    .innerJoin("script_version", "script_version.script_id", "script.id")
    .select([
      "script.id",
      "script.public_id",
      "script_version.version",
      "script_version.content",
      "script_version.approved_at",
      "script_version.saved_by",
    ]);
  query =
    "id" in by
      ? query
          .where("script.public_id", "=", by.id)
          .where("script.removed_at", "is", null)
          .whereRef("script_version.version", "=", "script.version")
      : query.where("script.id", "=", by.rowId).where("script_version.version", "=", by.version);
  const row = await query.executeTakeFirst();
  if (!row) return null;
  return {
    rowId: row.id,
    id: row.public_id,
    version: row.version,
    content: JSON.parse(row.content) as ScriptContent,
    isTemplateApproved: row.approved_at !== null,
    savedBy: row.saved_by,
  };
}

export async function findScriptIdByKey(db: Db, key: string): Promise<string | null> {
  const row = await db
    .selectFrom("script")
    .select("public_id")
    .where("key", "=", key)
    .where("removed_at", "is", null)
    .executeTakeFirst();
  return row?.public_id ?? null;
}

export async function insertScript(
  trx: Trx,
  {
    id,
    content,
    at,
    savedBy,
  }: { readonly id: string; readonly content: ScriptContent; readonly at: number; readonly savedBy: number | null },
): Promise<void> {
  const row = await trx
    .insertInto("script")
    .values({ public_id: id, key: content.key, version: 1, removed_at: null })
    .returning("id")
    .executeTakeFirstOrThrow();
  await insertVersion(trx, { scriptId: row.id, version: 1, content, at, savedBy });
}

/** Appends a version; an approval of the old one does not carry over. */
export async function appendScriptVersion(
  trx: Trx,
  {
    script,
    content,
    at,
    savedBy,
  }: {
    readonly script: ScriptVersion;
    readonly content: ScriptContent;
    readonly at: number;
    readonly savedBy: number | null;
  },
): Promise<void> {
  const version = script.version + 1;
  await trx.updateTable("script").set({ version, key: content.key }).where("id", "=", script.rowId).execute();
  await insertVersion(trx, { scriptId: script.rowId, version, content, at, savedBy });
}

async function insertVersion(
  trx: Trx,
  {
    scriptId,
    version,
    content,
    at,
    savedBy,
  }: {
    readonly scriptId: number;
    readonly version: number;
    readonly content: ScriptContent;
    readonly at: number;
    readonly savedBy: number | null;
  },
): Promise<void> {
  await trx
    .insertInto("script_version")
    .values({
      script_id: scriptId,
      version,
      content: JSON.stringify(content),
      saved_at: at,
      saved_by: savedBy,
      approved_by: null,
      approved_at: null,
    })
    .execute();
}

export async function approveScriptVersion(
  trx: Trx,
  { script, personRowId, at }: { readonly script: ScriptVersion; readonly personRowId: number; readonly at: number },
): Promise<void> {
  await trx
    .updateTable("script_version")
    .set({ approved_by: personRowId, approved_at: at })
    .where("script_id", "=", script.rowId)
    .where("version", "=", script.version)
    .execute();
}
