import type { Script, ScriptContent } from "../../contract/methods/playbook.ts";
import type { PersonRef } from "../../contract/values.ts";
import { initialsOf } from "../../domain/people.ts";
import type { Db, Trx } from "./open.ts";

export type { ScriptContent };

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

/** More scripts than any firm has; a list never shows more. */
export const mostScripts = 2000;

/** A version as it was written. What newer programs know of scripts is filled in: they fit everywhere. */
export function readContent(json: string): ScriptContent {
  const usual = { mentionType: "", language: null, networks: [], synonyms: [] };
  return { ...usual, ...(JSON.parse(json) as ScriptContent) };
}

/** Somebody of a join by their columns; null where the join found nobody. */
export function refOf(id: string | null, name: string | null): PersonRef | null {
  return id === null || name === null ? null : { id, name, initials: initialsOf(name) };
}

/** Every living script in its newest version, by key. */
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
    .limit(mostScripts)
    .execute();
  const uses = await usesOfScripts(db);
  return rows.map((row) => {
    const by = refOf(row.approver_id, row.approver_name);
    return {
      ...readContent(row.content),
      id: row.public_id,
      version: row.version,
      templateApproval: by && row.approved_at !== null ? { by, at: row.approved_at } : null,
      uses: uses.get(row.id)?.uses ?? 0,
      lastUsedAt: uses.get(row.id)?.lastUsedAt ?? null,
    };
  });
}

/** Every living script by its version only; what versions say never changes, so it can be kept. */
export async function livingVersions(db: Db): Promise<readonly { readonly id: string; readonly version: number }[]> {
  return db
    .selectFrom("script")
    .select(["public_id as id", "version"])
    .where("removed_at", "is", null)
    .orderBy("key")
    .orderBy("id")
    .limit(mostScripts)
    .execute();
}

/** What every living script says now. */
export async function livingContents(
  db: Db,
): Promise<readonly { readonly id: string; readonly version: number; readonly content: ScriptContent }[]> {
  const rows = await db
    .selectFrom("script")
    .innerJoin("script_version", (join) =>
      join.onRef("script_version.script_id", "=", "script.id").onRef("script_version.version", "=", "script.version"),
    )
    .select(["script.public_id as id", "script.version", "script_version.content"])
    .where("script.removed_at", "is", null)
    .orderBy("script.key")
    .orderBy("script.id")
    .limit(mostScripts)
    .execute();
  return rows.map((row) => ({ ...row, content: readContent(row.content) }));
}

/** The number of the newest event: while it stands still, nothing was decided. */
export async function newestEvent(db: Db): Promise<number> {
  const row = await db
    .selectFrom("event")
    .select((eb) => eb.fn.max("seq").as("seq"))
    .executeTakeFirst();
  return row?.seq ?? 0;
}

type Uses = { readonly uses: number; readonly lastUsedAt: number | null };

async function usesOfScripts(db: Db): Promise<ReadonlyMap<number, Uses>> {
  const rows = await db
    .selectFrom("reply")
    .select(["script_id"])
    .select((eb) => [eb.fn.countAll<number>().as("uses"), eb.fn.max("sent_at").as("last")])
    .where("state", "=", "sent")
    .where("script_id", "is not", null)
    .groupBy("script_id")
    .execute();
  return new Map(rows.map((row) => [row.script_id ?? 0, { uses: Number(row.uses), lastUsedAt: row.last }]));
}

/** One script by public id, in its newest version, or in the version that a reply was written with. */
export async function findScript(
  db: Db,
  by: { readonly id: string } | { readonly rowId: number; readonly version: number },
): Promise<ScriptVersion | null> {
  const query = versionQuery(db);
  const row = await (
    "id" in by
      ? query
          .where("script.public_id", "=", by.id)
          .where("script.removed_at", "is", null)
          .whereRef("script_version.version", "=", "script.version")
      : query.where("script.id", "=", by.rowId).where("script_version.version", "=", by.version)
  ).executeTakeFirst();
  return row ? toVersion(row) : null;
}

/** A version by the public id of its script, living or removed. */
export async function findScriptVersion(
  db: Db,
  { id, version }: { readonly id: string; readonly version: number },
): Promise<ScriptVersion | null> {
  const row = await versionQuery(db)
    .where("script.public_id", "=", id)
    .where("script_version.version", "=", version)
    .executeTakeFirst();
  return row ? toVersion(row) : null;
}

function versionQuery(db: Db) {
  return db
    .selectFrom("script")
    .innerJoin("script_version", "script_version.script_id", "script.id")
    .select(["script.id", "script.public_id", "script_version.version", "script_version.content"])
    .select(["script_version.approved_at", "script_version.saved_by"]);
}

function toVersion(row: {
  readonly id: number;
  readonly public_id: string;
  readonly version: number;
  readonly content: string;
  readonly approved_at: number | null;
  readonly saved_by: number | null;
}): ScriptVersion {
  return {
    rowId: row.id,
    id: row.public_id,
    version: row.version,
    content: readContent(row.content),
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

type NewVersion = {
  readonly content: ScriptContent;
  readonly at: number;
  readonly savedBy: number | null;
  /** The version whose words it brings back. */
  readonly broughtFrom?: number | undefined;
};

export async function insertScript(trx: Trx, script: NewVersion & { readonly id: string }): Promise<void> {
  const row = await trx
    .insertInto("script")
    .values({ public_id: script.id, key: script.content.key, version: 1, removed_at: null })
    .returning("id")
    .executeTakeFirstOrThrow();
  await insertVersion(trx, { ...script, scriptId: row.id, version: 1 });
}

/** Appends a version; an approval of the old one does not carry over. */
export async function appendScriptVersion(
  trx: Trx,
  { script, ...saved }: NewVersion & { readonly script: Pick<ScriptVersion, "rowId" | "version"> },
): Promise<void> {
  const version = script.version + 1;
  const { key } = saved.content;
  await trx.updateTable("script").set({ version, key }).where("id", "=", script.rowId).execute();
  await insertVersion(trx, { ...saved, scriptId: script.rowId, version });
}

async function insertVersion(
  trx: Trx,
  saved: NewVersion & { readonly scriptId: number; readonly version: number },
): Promise<void> {
  await trx
    .insertInto("script_version")
    .values({
      script_id: saved.scriptId,
      version: saved.version,
      content: JSON.stringify(saved.content),
      saved_at: saved.at,
      saved_by: saved.savedBy,
      approved_by: null,
      approved_at: null,
      brought_from: saved.broughtFrom ?? null,
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
