import type { WordKey } from "../../lib/words.ts";
import { type Shortcut, useShortcuts } from "../../lib/shortcuts.tsx";
import { useEngine } from "../../lib/use-engine.tsx";
import type { TriageActs } from "./use-triage-acts.ts";

/** The keys that macros were given, each of which does its macro to the selection or the row under the cursor. */
export function useMacroKeys(acts: TriageActs): void {
  const { data: macros = [] } = useEngine("macros.list", {});
  const byKey = new Map(macros.flatMap((macro) => (macro.key === null ? [] : [[macro.key, macro] as const])));
  const shortcuts = [...byKey].map(([key, macro]): Shortcut => ({
    says: `queue.keys.macro${key}` satisfies WordKey,
    run: () => void acts.macro(macro),
  }));
  useShortcuts("queue.keys.macros", shortcuts);
}
