import type { Rule as RoutingRule } from "../../domain/routing/rule.ts";
import type { Db, Trx } from "./open.ts";

/** A routing rule in its place. Conditions name watches and sources by public id, or by the key of a set of files. */
export type StoredRule = {
  readonly rowId: number;
  readonly id: string;
  readonly version: number;
  readonly position: number;
  readonly name: string;
  readonly when: RoutingRule["when"];
  readonly then: RoutingRule["then"];
  readonly stop: boolean;
  readonly reason: string;
};

const mostRules = 2000;

function ruleQuery(db: Db) {
  return db.selectFrom("rule").selectAll().where("removed_at", "is", null);
}

type Row = Awaited<ReturnType<ReturnType<typeof ruleQuery>["execute"]>>[number];

function toRule(row: Row): StoredRule {
  return {
    rowId: row.id,
    id: row.public_id,
    version: row.version,
    position: row.position,
    name: row.name,
    // Both written by this file from values of these types.
    when: JSON.parse(row.conditions) as RoutingRule["when"],
    then: JSON.parse(row.actions) as RoutingRule["then"],
    stop: row.stop === 1,
    reason: row.reason,
  };
}

/** The rules in their order, first to last. */
export async function listRules(db: Db): Promise<readonly StoredRule[]> {
  const rows = await ruleQuery(db).orderBy("position").orderBy("id").limit(mostRules).execute();
  return rows.map(toRule);
}

export async function ruleById(db: Db, id: string): Promise<StoredRule | null> {
  const row = await ruleQuery(db).where("public_id", "=", id).executeTakeFirst();
  return row ? toRule(row) : null;
}

export type RuleContent = Pick<StoredRule, "position" | "name" | "when" | "then" | "stop" | "reason">;

function toColumns(rule: RuleContent) {
  return {
    position: rule.position,
    name: rule.name,
    conditions: JSON.stringify(rule.when),
    actions: JSON.stringify(rule.then),
    stop: rule.stop ? (1 as const) : (0 as const),
    reason: rule.reason,
  };
}

export async function insertRule(trx: Trx, rule: RuleContent & { readonly id: string }): Promise<number> {
  const row = await trx
    .insertInto("rule")
    .values({ public_id: rule.id, ...toColumns(rule) })
    .returning("id")
    .executeTakeFirstOrThrow();
  return row.id;
}

/** Writes a rule and counts its version up. */
export async function saveRule(trx: Trx, rowId: number, rule: RuleContent): Promise<void> {
  await trx
    .updateTable("rule")
    .set((eb) => ({ ...toColumns(rule), version: eb("version", "+", 1) }))
    .where("id", "=", rowId)
    .execute();
}

/** Numbers the rules from 1 in this order. Their versions stay: a place says nothing about the rule itself. */
export async function placeRules(trx: Trx, rowIds: readonly number[]): Promise<void> {
  for (const [at, rowId] of rowIds.entries()) {
    await trx
      .updateTable("rule")
      .set({ position: at + 1 })
      .where("id", "=", rowId)
      .execute();
  }
}

export async function removeRule(trx: Trx, rowId: number, at: number): Promise<void> {
  await trx
    .updateTable("rule")
    .set((eb) => ({ removed_at: at, version: eb("version", "+", 1) }))
    .where("id", "=", rowId)
    .execute();
}
