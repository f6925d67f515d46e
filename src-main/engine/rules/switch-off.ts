import { runEngineAct } from "../commands.ts";
import type { Parts } from "../parts.ts";
import { listRules, saveRule } from "../store/rule.ts";

/** A rule that took too long decides nothing more until somebody switches it on; what it did stays. */
export function switchRuleOff(parts: Parts, rowId: number): Promise<void> {
  return runEngineAct(parts, { topics: ["rules"] }, async (act) => {
    const rule = (await listRules(act.trx)).find((one) => one.rowId === rowId);
    if (!rule?.isOn) return;
    await saveRule(act.trx, rule, { ...rule, isOn: false, saving: { at: act.at, by: null } });
    const payload = { name: rule.name, version: rule.version + 1 };
    await act.record({ kind: "rule.overran", subjectId: rule.id, payload });
  });
}
