import { useShownKeys } from "../lib/shortcuts.tsx";
import { KeyCap } from "./KeyCap.tsx";

/** The key of an act, at the right end of its control: named by the key it came with, shown as the person has it now. */
export function KeyHint({ keys }: { keys: string }) {
  const shown = useShownKeys(keys);
  return shown === null ? null : <KeyCap keys={shown} />;
}
