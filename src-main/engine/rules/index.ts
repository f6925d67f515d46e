import type { RuleWork } from "../../contract/methods/rules.ts";
import { Refusal } from "../../contract/refusal.ts";
import type { Handlers } from "../handlers.ts";
import { listWork } from "../store/rule-work.ts";
import { listRules, removedRules, ruleById, ruleVersions } from "../store/rule.ts";
import { createPreview } from "./preview-rule.ts";
import { rowsOf, type RuleParts } from "./rule-rows.ts";
import { toVersion } from "./rule-shape.ts";
import { cancelWork, startApply, startUndo, wouldUndo } from "./rule-work.ts";
import {
  placeRuleCommand,
  removeRuleCommand,
  restoreRuleCommand,
  saveRuleCommand,
  switchRuleCommand,
} from "./save-rule.ts";

export type RuleMethod = Extract<keyof Handlers, `rules.${string}`>;

type RulesParts = RuleParts & {
  /** Tells the worker that there is work. */
  readonly workSoon: () => void;
};

const mostShown = { removed: 50, versions: 50, work: 20 };

/** Routing rules: what they say, what they would do, what they did. */
export function createRules(parts: RulesParts): Handlers<RuleMethod> {
  const { read } = parts.store;
  return {
    "rules.list": async () => rowsOf(parts, await listRules(read)),
    "rules.removed": async () => rowsOf(parts, await removedRules(read, mostShown.removed)),
    "rules.versions": async ({ id }) => {
      const rule = await ruleById(read, id);
      if (!rule) throw new Refusal("not-found", { what: "rule" });
      const { idOfKey } = (await parts.understandings(read)).ruleParts;
      return (await ruleVersions(read, rule.rowId, mostShown.versions)).map((version) => toVersion(version, idOfKey));
    },
    "rules.preview": createPreview(parts),
    "rules.save": (input, call) => saveRuleCommand(parts, input, call),
    "rules.place": (input, call) => placeRuleCommand(parts, input, call),
    "rules.switch": (input, call) => switchRuleCommand(parts, input, call),
    "rules.remove": (input, call) => removeRuleCommand(parts, input, call),
    "rules.restore": (input, call) => restoreRuleCommand(parts, input, call),
    "rules.wouldUndo": ({ id }) => wouldUndo(parts, id),
    "rules.work": async () =>
      (await listWork(read, mostShown.work)).map(({ rowId: _rowId, progress: _progress, ...work }): RuleWork => work),
    "rules.cancel": (input, call) => cancelWork(parts, input, call),
    "rules.apply": async (input, call) => {
      const started = await startApply(parts, input, call);
      parts.workSoon();
      return started;
    },
    "rules.undo": async (input, call) => {
      const started = await startUndo(parts, input, call);
      parts.workSoon();
      return started;
    },
  };
}
