import type { Selectable } from "kysely";
import type { CrmTarget } from "../../contract/methods/crm.ts";
import type { Said } from "../../contract/values.ts";
import type { Db, Trx } from "./open.ts";
import type { CrmTargetTable } from "./schema/handling.ts";

export type TargetConfig = CrmTarget["config"];

export type Target = {
  readonly rowId: number;
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly config: TargetConfig;
  readonly enabled: boolean;
  /** Why the engine stopped sending to it by itself; a person lifts it by saving the target. */
  readonly paused: Said | null;
  /** When a person saw its first line, or what came before there was such a look; null: that line waits for one. */
  readonly lookedAt: number | null;
  /** When it took a line last. */
  readonly tookAt: number | null;
};

/** Targets that were not removed, by name. */
export async function listTargets(db: Db): Promise<readonly Target[]> {
  const rows = await db
    .selectFrom("crm_target")
    .selectAll()
    .where("removed_at", "is", null)
    .orderBy("name")
    .orderBy("id")
    .limit(100)
    .execute();
  return rows.map(toTarget);
}

/** A target that was not removed. */
export async function findTarget(db: Db, id: string): Promise<Target | null> {
  const row = await db
    .selectFrom("crm_target")
    .selectAll()
    .where("public_id", "=", id)
    .where("removed_at", "is", null)
    .executeTakeFirst();
  return row ? toTarget(row) : null;
}

/** A target that was not removed, by its row. */
export async function targetByRow(db: Db, rowId: number): Promise<Target | null> {
  const row = await db
    .selectFrom("crm_target")
    .selectAll()
    .where("id", "=", rowId)
    .where("removed_at", "is", null)
    .executeTakeFirst();
  return row ? toTarget(row) : null;
}

/** What waits to get there, what could not, and when something last arrived. */
export async function countOfTarget(
  db: Db,
  rowId: number,
): Promise<{ readonly waiting: number; readonly dead: number; readonly lastDoneAt: number | null }> {
  const ofTarget = db.selectFrom("delivery").where("target_id", "=", rowId);
  const counted = await ofTarget
    .select((eb) => ["state" as const, eb.fn.countAll<number>().as("n")])
    .where("state", "in", ["queued", "sending", "blocked", "dead"])
    .where((eb) => eb.or([eb("state", "!=", "dead"), eb("skipped", "=", 0)]))
    .groupBy("state")
    .execute();
  const last = await ofTarget
    .select("done_at")
    .where("state", "=", "done")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  const sum = (isDead: boolean) =>
    counted.reduce((total, { state, n }) => total + ((state === "dead") === isDead ? Number(n) : 0), 0);
  return { waiting: sum(false), dead: sum(true), lastDoneAt: last?.done_at ?? null };
}

function toTarget(row: Selectable<CrmTargetTable>): Target {
  return {
    rowId: row.id,
    id: row.public_id,
    version: row.version,
    name: row.name,
    // Written by saveTarget only, whose input has this shape.
    config: JSON.parse(row.config) as TargetConfig,
    enabled: row.enabled === 1,
    paused: row.paused === null ? null : (JSON.parse(row.paused) as Said),
    lookedAt: row.looked_at,
    tookAt: row.took_at,
  };
}

export async function insertTarget(
  trx: Trx,
  target: {
    readonly id: string;
    readonly name: string;
    readonly config: TargetConfig;
    readonly enabled: boolean;
    readonly lookedAt: number | null;
  },
): Promise<void> {
  await trx
    .insertInto("crm_target")
    .values({
      public_id: target.id,
      name: target.name,
      kind: target.config.kind,
      config: JSON.stringify(target.config),
      enabled: target.enabled ? 1 : 0,
      paused: null,
      removed_at: null,
      looked_at: target.lookedAt,
    })
    .execute();
}

/** Saves a target anew; saving lifts a pause. */
export async function updateTarget(
  trx: Trx,
  rowId: number,
  target: { readonly name: string; readonly config: TargetConfig; readonly enabled: boolean },
): Promise<void> {
  await trx
    .updateTable("crm_target")
    .set((eb) => ({
      name: target.name,
      kind: target.config.kind,
      config: JSON.stringify(target.config),
      enabled: target.enabled ? 1 : 0,
      paused: null,
      version: eb("version", "+", 1),
    }))
    .where("id", "=", rowId)
    .execute();
}

export async function pauseTarget(trx: Trx, rowId: number, says: Said): Promise<void> {
  await trx
    .updateTable("crm_target")
    .set((eb) => ({ paused: JSON.stringify(says), version: eb("version", "+", 1) }))
    .where("id", "=", rowId)
    .execute();
}

/** Lifts a pause, if the target is still as it was seen; answers whether it was. */
export async function resumeTarget(trx: Trx, target: Pick<Target, "rowId" | "version">): Promise<boolean> {
  const done = await trx
    .updateTable("crm_target")
    .set((eb) => ({ paused: null, version: eb("version", "+", 1) }))
    .where("id", "=", target.rowId)
    .where("version", "=", target.version)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

export async function removeTarget(trx: Trx, rowId: number, at: number): Promise<void> {
  await trx
    .updateTable("crm_target")
    .set((eb) => ({ removed_at: at, enabled: 0, version: eb("version", "+", 1) }))
    .where("id", "=", rowId)
    .execute();
}

/** It took a line: no change that a person's next save would have to know of. */
export async function noteTaken(trx: Trx, rowId: number, at: number): Promise<void> {
  await trx.updateTable("crm_target").set({ took_at: at }).where("id", "=", rowId).execute();
}
