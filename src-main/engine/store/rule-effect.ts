import { sql } from "kysely";
import type { RuleChanges } from "../../domain/routing/rule-changes.ts";
import { insertRows } from "./insert-rows.ts";
import type { Db, Trx } from "./open.ts";

/** What a rule did to a story. */
export type StoredEffect = {
  readonly storyRowId: number;
  readonly ruleRowId: number;
  readonly ruleVersion: number;
  readonly at: number;
  /** The act that applied the rule to a stored story; null when the story was routed so as it came. */
  readonly batchId: string | null;
  readonly changes: RuleChanges;
};

/** Remembers what rules did; what the same rule did to the same story before is replaced. */
export async function saveEffects(trx: Trx, effects: readonly StoredEffect[]): Promise<void> {
  if (effects.length === 0) return;
  await forgetEffects(trx, effects);
  await insertRows(
    trx,
    "rule_effect",
    effects.map((effect) => ({
      story_id: effect.storyRowId,
      rule_id: effect.ruleRowId,
      rule_version: effect.ruleVersion,
      at: effect.at,
      batch_id: effect.batchId,
      changes: JSON.stringify(effect.changes),
    })),
  );
}

export async function forgetEffects(
  trx: Trx,
  effects: readonly Pick<StoredEffect, "storyRowId" | "ruleRowId">[],
): Promise<void> {
  const rows = JSON.stringify(effects.map(({ storyRowId, ruleRowId }) => ({ storyRowId, ruleRowId })));
  await sql`
    DELETE FROM rule_effect
    WHERE (story_id, rule_id) IN (SELECT value ->> 'storyRowId', value ->> 'ruleRowId' FROM json_each(${rows}))`.execute(
    trx,
  );
}

function effectQuery(db: Db) {
  return db.selectFrom("rule_effect").selectAll().orderBy("story_id").orderBy("rule_id");
}

type Row = Awaited<ReturnType<ReturnType<typeof effectQuery>["execute"]>>[number];

function toEffect(row: Row): StoredEffect {
  return {
    storyRowId: row.story_id,
    ruleRowId: row.rule_id,
    ruleVersion: row.rule_version,
    at: row.at,
    batchId: row.batch_id,
    // Written by saveEffects only.
    changes: JSON.parse(row.changes) as RuleChanges,
  };
}

/** What a rule did, by story, from a story's row on. */
export async function effectsOfRule(
  db: Db,
  { ruleRowId, after, limit }: { readonly ruleRowId: number; readonly after: number; readonly limit: number },
): Promise<readonly StoredEffect[]> {
  const rows = await effectQuery(db)
    .where("rule_id", "=", ruleRowId)
    .where("story_id", ">", after)
    .limit(limit)
    .execute();
  return rows.map(toEffect);
}

/** What all rules did to these stories. */
export async function effectsOnStories(db: Db, storyRowIds: readonly number[]): Promise<readonly StoredEffect[]> {
  const list = sql<number>`(SELECT value FROM json_each(${JSON.stringify(storyRowIds)}))`;
  return (await effectQuery(db).where("story_id", "in", list).limit(20_000).execute()).map(toEffect);
}

/** How many stories each rule has left its mark on, by the rule's row. */
export async function effectCounts(db: Db): Promise<ReadonlyMap<number, number>> {
  const rows = await db
    .selectFrom("rule_effect")
    .select(["rule_id", (eb) => eb.fn.countAll<number>().as("stories")])
    .groupBy("rule_id")
    .execute();
  return new Map(rows.map((row) => [row.rule_id, row.stories]));
}
