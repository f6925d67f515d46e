import type { Parsed } from "../../contract/methods.ts";
import type { RuleRow } from "../../contract/methods/rules.ts";
import { Refusal } from "../../contract/refusal.ts";
import { runCommand, type Act } from "../commands.ts";
import type { Call } from "../handlers.ts";
import type { Trx } from "../store/open.ts";
import { insertRule, listRules, placeRules, removeRule, ruleById, saveRule } from "../store/rule.ts";
import type { RuleContent, Saving, StoredRule } from "../store/rule.ts";
import { requireQuery } from "../watches/index.ts";
import { rowOf, type RuleParts } from "./rule-rows.ts";
import { contentOf } from "./rule-shape.ts";

const topics = ["rules"] as const;

/** Adds a rule or writes its next version. What comes from now on is routed by it; what was routed stays where it is. */
export async function saveRuleCommand(parts: RuleParts, input: Parsed<"rules.save">, call: Call): Promise<RuleRow> {
  const { commandId, id, version, position, ...written } = input;
  if (written.query !== null) requireQuery(written.query, { allowSentiment: true });
  const ruleId = await runCommand(parts, { call, method: "rules.save", commandId, topics }, async (act) => {
    const rule = id === undefined ? null : await seenRule(act.trx, { id, version });
    const content = contentOf(written);
    const newId = rule?.id ?? act.newId();
    const saving = savingOf(act, call);
    const rowId = rule?.rowId ?? (await insertRule(act.trx, { id: newId, position: 0, ...content, saving }));
    if (rule) await saveRule(act.trx, rule, { ...content, saving });
    await place(act.trx, rowId, position ?? rule?.position ?? Number.MAX_SAFE_INTEGER);
    await act.record({
      kind: "rule.saved",
      subjectId: newId,
      payload: { version: (rule?.version ?? 0) + 1, before: rule && halfOf(rule), after: halfOf(content) },
    });
    return newId;
  });
  return rowOf(parts, ruleId);
}

function halfOf({ name, when, then, stop, isOn, reason }: RuleContent): RuleContent {
  return { name, when, then, stop, isOn, reason };
}

function savingOf(act: Act, { person }: Call): Saving {
  return { at: act.at, by: person?.rowId ?? null };
}

export async function placeRuleCommand(parts: RuleParts, input: Parsed<"rules.place">, call: Call): Promise<RuleRow> {
  const { commandId, id, version, position } = input;
  await runCommand(parts, { call, method: "rules.place", commandId, topics }, async (act) => {
    const rule = await seenRule(act.trx, { id, version });
    await place(act.trx, rule.rowId, position);
    await act.record({ kind: "rule.placed", subjectId: id, payload: { before: rule.position, after: position } });
    return {};
  });
  return rowOf(parts, id);
}

/** Puts a rule at a place, counted from 1. */
async function place(trx: Trx, rowId: number, position: number): Promise<void> {
  const others = (await listRules(trx)).filter((rule) => rule.rowId !== rowId).map((rule) => rule.rowId);
  await placeRules(trx, others.toSpliced(Math.max(0, Math.min(position - 1, others.length)), 0, rowId));
}

export async function switchRuleCommand(parts: RuleParts, input: Parsed<"rules.switch">, call: Call): Promise<RuleRow> {
  const { commandId, id, version, isOn } = input;
  await runCommand(parts, { call, method: "rules.switch", commandId, topics }, async (act) => {
    const rule = await seenRule(act.trx, { id, version });
    const after = { ...halfOf(rule), isOn };
    await saveRule(act.trx, rule, { ...after, saving: savingOf(act, call) });
    const payload = { version: rule.version + 1, before: halfOf(rule), after };
    await act.record({ kind: "rule.saved", subjectId: id, payload });
    return {};
  });
  return rowOf(parts, id);
}

export async function removeRuleCommand(
  parts: RuleParts,
  { commandId, id, version }: Parsed<"rules.remove">,
  call: Call,
): Promise<Record<string, never>> {
  return runCommand(parts, { call, method: "rules.remove", commandId, topics }, async (act) => {
    const rule = await seenRule(act.trx, { id, version });
    await removeRule(act.trx, rule.rowId, act.at);
    await act.record({ kind: "rule.removed", subjectId: id, payload: { ...halfOf(rule) } });
    return {};
  });
}

/** A removed rule is saved again as it was, under its id, so that what it did is still its own. */
export async function restoreRuleCommand(
  parts: RuleParts,
  { commandId, id, version }: Parsed<"rules.restore">,
  call: Call,
): Promise<RuleRow> {
  await runCommand(parts, { call, method: "rules.restore", commandId, topics }, async (act) => {
    const rule = await ruleById(act.trx, id);
    if (!rule || rule.removedAt === null) throw new Refusal("not-found", { what: "rule" });
    if (rule.version !== version) throw new Refusal("stale", { what: "rule", name: rule.name });
    await saveRule(act.trx, rule, { ...halfOf(rule), saving: savingOf(act, call) });
    await place(act.trx, rule.rowId, rule.position);
    const payload = { version: rule.version + 1, before: null, after: halfOf(rule) };
    await act.record({ kind: "rule.saved", subjectId: id, payload });
    return {};
  });
  return rowOf(parts, id);
}

type Seen = { readonly id: string; readonly version: number | undefined };

export async function seenRule(trx: Trx, { id, version }: Seen): Promise<StoredRule> {
  const rule = await ruleById(trx, id);
  if (!rule || rule.removedAt !== null) throw new Refusal("not-found", { what: "rule" });
  if (rule.version !== version) throw new Refusal("stale", { what: "rule", name: rule.name });
  return rule;
}
