import type { RuleRow } from "../../contract/methods/rules.ts";
import { Refusal } from "../../contract/refusal.ts";
import type { Parts } from "../parts.ts";
import type { Understanding } from "../sources/understanding.ts";
import type { Db } from "../store/open.ts";
import { listEvents } from "../store/event-log.ts";
import { effectCounts } from "../store/rule-effect.ts";
import { ruleById, type StoredRule } from "../store/rule.ts";
import { toRow } from "./rule-shape.ts";

export type RuleParts = Parts & { readonly understandings: (db: Db) => Promise<Understanding> };

/** Rules as pages see them, with how much stands because of each. */
export async function rowsOf(parts: RuleParts, rules: readonly StoredRule[]): Promise<RuleRow[]> {
  const { read } = parts.store;
  const { idOfKey } = (await parts.understandings(read)).ruleParts;
  const effects = await effectCounts(read);
  const rows: RuleRow[] = [];
  for (const rule of rules)
    rows.push(toRow(rule, { idOfKey, effects: effects.get(rule.rowId) ?? 0, overranAt: await overranAt(read, rule) }));
  return rows;
}

/** When the program switched this version of a rule off. */
async function overranAt(db: Db, { id, version, isOn, savedBy, removedAt }: StoredRule): Promise<number | null> {
  if (isOn || savedBy !== null || removedAt !== null) return null;
  const kinds = ["rule.overran"] as const;
  const events = await listEvents(db, { subject: { kind: "rule", id }, kinds, limit: 1000 });
  return events.find(({ payload }) => payload?.["version"] === version)?.at ?? null;
}

export async function rowOf(parts: RuleParts, id: string): Promise<RuleRow> {
  const rule = await ruleById(parts.store.read, id);
  const [row] = rule ? await rowsOf(parts, [rule]) : [];
  if (!row) throw new Refusal("not-found", { what: "rule" });
  return row;
}
