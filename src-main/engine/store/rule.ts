import type { Rule as RoutingRule } from "../../domain/routing/rule.ts";
import type { Db, Trx } from "./open.ts";

/** A routing rule in its place. Conditions name watches and sources by public id, or by the key of a set of files. */
export type StoredRule = RuleContent & {
  readonly rowId: number;
  readonly id: string;
  readonly version: number;
  readonly position: number;
  /** Null for what was saved before this was kept. */
  readonly savedAt: number | null;
  /** Null for the program itself. */
  readonly savedBy: string | null;
  readonly removedAt: number | null;
};

/** What a version of a rule says. */
export type RuleContent = {
  readonly name: string;
  readonly when: RoutingRule["when"];
  readonly then: RoutingRule["then"];
  readonly stop: boolean;
  readonly isOn: boolean;
  readonly reason: string;
};

const mostRules = 2000;

function ruleQuery(db: Db) {
  return db
    .selectFrom("rule")
    .leftJoin("person", "person.id", "rule.saved_by")
    .selectAll("rule")
    .select("person.name as saver");
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
    isOn: row.is_on === 1,
    reason: row.reason,
    savedAt: row.saved_at,
    savedBy: row.saver,
    removedAt: row.removed_at,
  };
}

/** The rules in their order, first to last; those that are switched off too. */
export async function listRules(db: Db): Promise<readonly StoredRule[]> {
  const rows = await ruleQuery(db)
    .where("rule.removed_at", "is", null)
    .orderBy("rule.position")
    .orderBy("rule.id")
    .limit(mostRules)
    .execute();
  return rows.map(toRule);
}

/** The rules that were removed last, newest first. */
export async function removedRules(db: Db, limit: number): Promise<readonly StoredRule[]> {
  const rows = await ruleQuery(db)
    .where("rule.removed_at", "is not", null)
    .orderBy("rule.removed_at", "desc")
    .orderBy("rule.id", "desc")
    .limit(limit)
    .execute();
  return rows.map(toRule);
}

/** A rule, also one that was removed. */
export async function ruleById(db: Db, id: string): Promise<StoredRule | null> {
  const row = await ruleQuery(db).where("rule.public_id", "=", id).executeTakeFirst();
  return row ? toRule(row) : null;
}

function toColumns(rule: RuleContent) {
  return {
    name: rule.name,
    conditions: JSON.stringify(rule.when),
    actions: JSON.stringify(rule.then),
    stop: rule.stop ? (1 as const) : (0 as const),
    is_on: rule.isOn ? (1 as const) : (0 as const),
    reason: rule.reason,
  };
}

/** When something was saved and by whom (a person's row); null = by the program. */
export type Saving = { readonly at: number; readonly by: number | null };

type NewRule = Omit<RuleContent, "isOn"> & {
  readonly id: string;
  readonly position: number;
  readonly isOn?: boolean;
  readonly saving?: Saving;
};

export async function insertRule(trx: Trx, { id, position, saving, ...rule }: NewRule): Promise<number> {
  const content = { ...rule, isOn: rule.isOn ?? true };
  const row = await trx
    .insertInto("rule")
    .values({ public_id: id, position, ...toColumns(content), ...savedColumns(saving) })
    .returning("id")
    .executeTakeFirstOrThrow();
  await keepVersion(trx, { rowId: row.id, version: 1, content, saving });
  return row.id;
}

/** Writes a rule, counts its version up and keeps what it says now. */
export async function saveRule(
  trx: Trx,
  { rowId, version }: Pick<StoredRule, "rowId" | "version">,
  { saving, ...content }: RuleContent & { readonly saving: Saving },
): Promise<void> {
  await trx
    .updateTable("rule")
    .set({ ...toColumns(content), ...savedColumns(saving), version: version + 1, removed_at: null })
    .where("id", "=", rowId)
    .execute();
  await keepVersion(trx, { rowId, version: version + 1, content, saving });
}

function savedColumns(saving: Saving | undefined) {
  return { saved_at: saving?.at ?? null, saved_by: saving?.by ?? null };
}

type Kept = {
  readonly rowId: number;
  readonly version: number;
  readonly content: RuleContent;
  readonly saving: Saving | undefined;
};

async function keepVersion(trx: Trx, { rowId, version, content, saving }: Kept): Promise<void> {
  const { name, when, then, stop, isOn, reason } = content;
  await trx
    .insertInto("rule_version")
    .values({
      ...{ rule_id: rowId, version, content: JSON.stringify({ name, when, then, stop, isOn, reason }) },
      ...savedColumns(saving),
    })
    .execute();
}

export type RuleVersion = RuleContent & Pick<StoredRule, "version" | "savedAt" | "savedBy">;

/** What a rule said, newest version first. */
export async function ruleVersions(db: Db, rowId: number, limit: number): Promise<readonly RuleVersion[]> {
  const rows = await db
    .selectFrom("rule_version")
    .leftJoin("person", "person.id", "rule_version.saved_by")
    .select(["rule_version.version", "rule_version.content", "rule_version.saved_at", "person.name"])
    .where("rule_version.rule_id", "=", rowId)
    .orderBy("rule_version.version", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    // Written by keepVersion, or by the step that began to keep versions.
    ...(JSON.parse(row.content) as RuleContent),
    version: row.version,
    savedAt: row.saved_at,
    savedBy: row.name,
  }));
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

/** Takes a rule out of the list. It stays, with its versions and what it did. */
export async function removeRule(trx: Trx, rowId: number, at: number): Promise<void> {
  await trx.updateTable("rule").set({ removed_at: at }).where("id", "=", rowId).execute();
}
