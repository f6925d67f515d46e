import type { Parsed } from "../../contract/methods.ts";
import type { RuleRow } from "../../contract/methods/rules.ts";
import { Refusal } from "../../contract/refusal.ts";
import { runCommand } from "../commands.ts";
import type { Call, Handlers } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import type { Trx } from "../store/open.ts";
import { insertRule, listRules, placeRules, removeRule, ruleById, saveRule } from "../store/rule.ts";
import type { StoredRule } from "../store/rule.ts";
import { requireQuery } from "../watches/index.ts";

const topics = ["rules"] as const;

/** Routing rules. A changed rule sends what comes from now on; what was routed stays where it is. */
export function createRules(parts: Parts): Handlers<"rules.list" | "rules.save" | "rules.remove"> {
  return {
    "rules.list": async () => (await listRules(parts.store.read)).map(toRow),
    "rules.save": (input, call) => saveRuleCommand(parts, input, call),
    "rules.remove": (input, call) => removeRuleCommand(parts, input, call),
  };
}

function toRow({ id, version, position, name, when, then, stop, reason }: StoredRule): RuleRow {
  return {
    ...{ id, version, position, name, stop, reason },
    query: when.query ?? null,
    bucket: then.bucket ?? "unsorted",
    department: then.department ?? null,
    priority: then.priority ?? null,
    labels: [...(then.labels ?? [])],
  };
}

async function saveRuleCommand(parts: Parts, input: Parsed<"rules.save">, call: Call): Promise<RuleRow> {
  requireQuery(input.query, { allowSentiment: true });
  const id = await runCommand(
    parts,
    { call, method: "rules.save", commandId: input.commandId, topics },
    async (act) => {
      const rule = input.id === undefined ? null : await seenRule(act.trx, { id: input.id, version: input.version });
      const ruleId = rule?.id ?? act.newId();
      const after = contentOf(input, rule);
      const position = input.position ?? rule?.position ?? Number.MAX_SAFE_INTEGER;
      const rowId = rule?.rowId ?? (await insertRule(act.trx, { id: ruleId, position: 0, ...after }));
      if (rule) await saveRule(act.trx, rowId, { position: rule.position, ...after });
      await placeRules(act.trx, reordered(await listRules(act.trx), { rowId, position }));
      await act.record({
        kind: "rule.saved",
        subjectId: ruleId,
        payload: { before: rule && { ...toRow(rule) }, after },
      });
      return ruleId;
    },
  );
  const rule = await ruleById(parts.store.read, id);
  if (!rule) throw new Refusal("not-found", { what: "rule" });
  return toRow(rule);
}

/** What the form does not show (watches, sources, script, approval) stays as it was. */
function contentOf(input: Parsed<"rules.save">, rule: StoredRule | null) {
  const { name, query, bucket, labels, reason } = input;
  const { priority: _priority, department: _department, ...kept } = rule?.then ?? {};
  return {
    name,
    reason,
    stop: rule?.stop ?? true,
    when: { ...rule?.when, query },
    then: {
      ...kept,
      bucket,
      labels,
      ...(input.priority === null ? {} : { priority: input.priority }),
      ...(input.department === null ? {} : { department: input.department }),
    },
  };
}

/** Row ids in their new order; positions count from 1. */
function reordered(
  rules: readonly StoredRule[],
  { rowId, position }: { readonly rowId: number; readonly position: number },
): readonly number[] {
  const others = rules.filter((rule) => rule.rowId !== rowId).map((rule) => rule.rowId);
  return others.toSpliced(Math.max(0, Math.min(position - 1, others.length)), 0, rowId);
}

async function removeRuleCommand(
  parts: Parts,
  input: Parsed<"rules.remove">,
  call: Call,
): Promise<Record<string, never>> {
  return runCommand(parts, { call, method: "rules.remove", commandId: input.commandId, topics }, async (act) => {
    const rule = await seenRule(act.trx, input);
    await removeRule(act.trx, rule.rowId, act.at);
    await act.record({ kind: "rule.removed", subjectId: rule.id, payload: { ...toRow(rule) } });
    return {};
  });
}

async function seenRule(
  trx: Trx,
  { id, version }: { readonly id: string; readonly version: number | undefined },
): Promise<StoredRule> {
  const rule = await ruleById(trx, id);
  if (!rule) throw new Refusal("not-found", { what: "rule" });
  if (rule.version !== version) throw new Refusal("stale", { what: "rule", name: rule.name });
  return rule;
}
