import type { Act } from "../commands.ts";
import type { Call } from "../handlers.ts";
import { sourcesOfDepartment } from "../store/department.ts";
import { listRules, saveRule } from "../store/rule.ts";
import type { RuleContent } from "../store/rule.ts";
import { editSource } from "../store/source.ts";

const same = (one: string | undefined, other: string): boolean => one?.toLowerCase() === other.toLowerCase();

/** Whether a rule asks for a department, or gives stories to it. */
export function isNamedBy({ when, then }: Pick<RuleContent, "when" | "then">, name: string): boolean {
  return same(then.department, name) || (when.departments ?? []).some((one) => same(one, name));
}

/** Sources and rules that name a department follow it to its new name, each as a change of its own in the log. */
export async function renameDepartment(
  act: Act,
  { from, to, call }: { readonly from: string; readonly to: string; readonly call: Call },
): Promise<void> {
  for (const { rowId, id } of await sourcesOfDepartment(act.trx, from)) {
    await editSource(act.trx, rowId, { department: to });
    const payload = { before: { department: from }, after: { department: to } };
    await act.record({ kind: "source.changed", subjectId: id, payload });
  }
  for (const rule of (await listRules(act.trx)).filter((one) => isNamedBy(one, from))) {
    const before = contentOf(rule);
    const after = renamed(before, { from, to });
    await saveRule(act.trx, rule, { ...after, saving: { at: act.at, by: call.person?.rowId ?? null } });
    const payload = { version: rule.version + 1, before, after };
    await act.record({ kind: "rule.saved", subjectId: rule.id, payload });
  }
}

function contentOf({ name, when, then, stop, isOn, reason }: RuleContent): RuleContent {
  return { name, when, then, stop, isOn, reason };
}

function renamed(rule: RuleContent, { from, to }: { readonly from: string; readonly to: string }): RuleContent {
  const { departments } = rule.when;
  return {
    ...rule,
    when: departments
      ? { ...rule.when, departments: departments.map((one) => (same(one, from) ? to : one)) }
      : rule.when,
    then: same(rule.then.department, from) ? { ...rule.then, department: to } : rule.then,
  };
}
