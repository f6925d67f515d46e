import type { RuleRow } from "../../../src-main/contract/methods/rules.ts";
import { useActs } from "../../lib/acts.tsx";
import { reasonOf } from "../../lib/engine.ts";
import { useCommand } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";

/** Moving, switching and removing rules; all can be taken back from the status bar. */
export function useRuleActs() {
  const { t, sayError } = useWords();
  const acts = useActs();
  const placing = useCommand("rules.place");
  const switching = useCommand("rules.switch");
  const removing = useCommand("rules.remove");
  const restoring = useCommand("rules.restore");

  async function attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (cause) {
      acts.failed(sayError(reasonOf(cause)));
    }
  }

  function move({ id, version, name, position }: RuleRow, by: 1 | -1): void {
    const place = async (to: number) => void (await placing.mutateAsync({ id, version, position: to }));
    void attempt(async () => {
      await place(position + by);
      acts.did({ says: t("monitor.rule.moved", { name }), undo: () => attempt(() => place(position)) });
    });
  }

  function switchTo({ id, version, name }: RuleRow, isOn: boolean): void {
    void attempt(async () => {
      const saved = await switching.mutateAsync({ id, version, isOn });
      const back = async () => void (await switching.mutateAsync({ id, version: saved.version, isOn: !isOn }));
      const says = t(isOn ? "monitor.rule.switchedOn" : "monitor.rule.switchedOff", { name });
      acts.did({ says, undo: () => attempt(back) });
    });
  }

  function remove({ id, version, name }: RuleRow): Promise<void> {
    return attempt(async () => {
      await removing.mutateAsync({ id, version });
      const again = async () => void (await restoring.mutateAsync({ id, version }));
      acts.did({ says: t("monitor.rule.removed", { name }), undo: () => attempt(again) });
    });
  }

  function restore({ id, version, name }: RuleRow): void {
    void attempt(async () => {
      await restoring.mutateAsync({ id, version });
      acts.did({ says: t("monitor.rule.restored", { name }) });
    });
  }

  return { move, switchTo, remove, restore };
}
