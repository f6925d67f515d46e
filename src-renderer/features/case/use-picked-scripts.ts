import { useDebouncedValue } from "@mantine/hooks";
import type { PickOption } from "../../../src-main/contract/methods/playbook.ts";
import type { EngineError } from "../../lib/engine.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import type { Beginning } from "./use-reply-acts.ts";

/** One line of the picker: a script in one of its variants, or one's own words. */
export type ScriptOption = { key: string; script: PickOption | null; beginning: Beginning };

const ownWords: ScriptOption = { key: "none", script: null, beginning: { scriptId: null, variant: "body" } };
/** Letters typed in one go are asked for once. */
const PAUSE_MS = 40;

type Picked = {
  options: readonly ScriptOption[];
  /** They answer to what is typed now; else to what was typed before. */
  isCurrent: boolean;
  error: EngineError | null;
  retry: () => void;
};

/** The scripts that fit a case, best first, or those that a search finds; one's own words stand at the end. */
export function usePickedScripts(storyId: string, typed: string): Picked {
  const search = typed.trim();
  const [settled] = useDebouncedValue(search, PAUSE_MS);
  const { data, error, refetch } = useEngine("playbook.pick", { storyId, search: settled }, { keepPrevious: true });
  const found = (data?.options ?? []).map((script): ScriptOption => ({
    key: `${script.scriptId}-${script.variant}`,
    script,
    beginning: { scriptId: script.scriptId, variant: script.variant },
  }));
  return {
    options: data ? [...found, ownWords] : [],
    isCurrent: data?.search === search,
    error,
    retry: () => void refetch(),
  };
}
