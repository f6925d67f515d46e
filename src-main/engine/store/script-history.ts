import type { ScriptVersionView } from "../../contract/methods/playbook.ts";
import type { Db, Trx } from "./open.ts";
import { mostScripts, readContent, refOf } from "./script.ts";
import type { ScriptContent } from "./script.ts";

const mostVersions = 500;

/** Every version of a script, newest first; empty for one that never was. */
export async function versionsOfScript(db: Db, id: string): Promise<readonly ScriptVersionView[]> {
  const rows = await db
    .selectFrom("script")
    .innerJoin("script_version", "script_version.script_id", "script.id")
    .leftJoin("person as saver", "saver.id", "script_version.saved_by")
    .leftJoin("person as approver", "approver.id", "script_version.approved_by")
    .select(["script.id", "script_version.version", "script_version.content", "script_version.saved_at"])
    .select(["script_version.brought_from", "script_version.approved_at"])
    .select(["saver.public_id as saver_id", "saver.name as saver_name"])
    .select(["approver.public_id as approver_id", "approver.name as approver_name"])
    .where("script.public_id", "=", id)
    .orderBy("script_version.version", "desc")
    .limit(mostVersions)
    .execute();
  const uses = await usesOfVersions(db, rows[0]?.id ?? 0);
  return rows.map((row) => {
    const approver = refOf(row.approver_id, row.approver_name);
    return {
      version: row.version,
      savedAt: row.saved_at,
      savedBy: refOf(row.saver_id, row.saver_name),
      broughtFrom: row.brought_from,
      templateApproval: approver && row.approved_at !== null ? { by: approver, at: row.approved_at } : null,
      uses: uses.get(row.version) ?? 0,
      content: readContent(row.content),
    };
  });
}

async function usesOfVersions(db: Db, scriptRowId: number): Promise<ReadonlyMap<number, number>> {
  const rows = await db
    .selectFrom("reply")
    .select(["script_version"])
    .select((eb) => eb.fn.countAll<number>().as("uses"))
    .where("script_id", "=", scriptRowId)
    .where("state", "=", "sent")
    .groupBy("script_version")
    .execute();
  return new Map(rows.map((row) => [row.script_version ?? 0, Number(row.uses)]));
}

/** A script that was taken out of use. */
export type RemovedScript = {
  readonly id: string;
  readonly version: number;
  readonly content: ScriptContent;
  readonly removedAt: number;
};

/** Removed scripts, or the one of an id, those removed last first. */
export async function removedScripts(db: Db, id: string | null = null): Promise<readonly RemovedScript[]> {
  let query = db
    .selectFrom("script")
    .innerJoin("script_version", (join) =>
      join.onRef("script_version.script_id", "=", "script.id").onRef("script_version.version", "=", "script.version"),
    )
    .select(["script.public_id", "script.version", "script.removed_at", "script_version.content"])
    .where("script.removed_at", "is not", null)
    .orderBy("script.removed_at", "desc")
    .orderBy("script.id", "desc")
    .limit(Math.min(200, mostScripts));
  if (id !== null) query = query.where("script.public_id", "=", id);
  const rows = await query.execute();
  return rows.map((row) => ({
    id: row.public_id,
    version: row.version,
    content: readContent(row.content),
    removedAt: row.removed_at ?? 0,
  }));
}

/** Takes a script out of use, or back into it (`null`). */
export async function markRemoved(trx: Trx, id: string, at: number | null): Promise<void> {
  await trx.updateTable("script").set({ removed_at: at }).where("public_id", "=", id).execute();
}
