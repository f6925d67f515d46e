import type { Script } from "../../../src-main/contract/methods/playbook.ts";
import type { EngineError, Input } from "../../lib/engine.ts";
import { useWords } from "../../lib/words.ts";
import { usePerform } from "./use-perform.ts";

type Named = { readonly id: string; readonly name: string };

/** What can be done with a script: each act says what it did; what takes something away can be taken back. */
export function usePlaybookActs() {
  const { t } = useWords();
  const { perform, send } = usePerform();
  return {
    save: (
      { id, version, script }: Omit<Input<"playbook.save">, "commandId">,
      onFault: (fault: EngineError) => void,
    ): Promise<Script | null> =>
      perform(
        () => send("playbook.save", { script, ...(id !== undefined && { id, version }) }),
        (saved) => ({ says: t("playbook.done.saved", { name: saved.name, version: saved.version }) }),
        onFault,
      ),
    remove: ({ id, version, name }: Named & { version: number }) =>
      perform(
        () => send("playbook.remove", { id, version }),
        () => ({ says: t("playbook.done.removed", { name }), undo: () => send("playbook.restore", { id }) }),
      ),
    restore: ({ id, name }: Named) =>
      perform(
        () => send("playbook.restore", { id }),
        () => ({ says: t("playbook.done.restored", { name }) }),
      ),
    bringBack: ({ id, version, from }: { id: string; version: number; from: number }) =>
      perform(
        () => send("playbook.bringBack", { id, version, from }),
        (saved) => ({ says: t("playbook.done.broughtBack", { from, version: saved.version }) }),
      ),
    approve: ({ id, version, name }: Named & { version: number }) =>
      perform(
        () => send("playbook.approveTemplate", { id, version }),
        () => ({ says: t("playbook.done.approved", { name }) }),
      ),
  };
}
