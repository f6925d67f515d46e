import { useDebouncedValue } from "@mantine/hooks";
import type { Script } from "../../../src-main/contract/methods/playbook.ts";
import type { EngineError } from "../../lib/engine.ts";
import { useEngine } from "../../lib/use-engine.tsx";

/** Which scripts are shown; "" is all of a kind. */
export type ScriptFilter = {
  readonly search: string;
  readonly bucket: Script["bucket"] | "";
  readonly department: string;
  readonly mentionType: string;
};
export const noFilter: ScriptFilter = { search: "", bucket: "", department: "", mentionType: "" };

export type ScriptsShown = {
  rows: readonly Script[];
  all: readonly Script[];
  isLoading: boolean;
  error: EngineError | null;
  retry: () => void;
};

const PAUSE_MS = 60;

/** The scripts by name, or those that a search finds by the meaning of its words, best first. */
export function useScriptList({ search, bucket, department, mentionType }: ScriptFilter): ScriptsShown {
  const list = useEngine("playbook.list", {});
  const [words] = useDebouncedValue(search.trim(), PAUSE_MS);
  const isSearch = words !== "";
  const found = useEngine(
    "playbook.pick",
    { storyId: null, search: words, limit: 2000 },
    { enabled: isSearch, keepPrevious: true },
  );
  const all = list.data ?? [];
  const byId = new Map(all.map((script) => [script.id, script]));
  const ranked = (found.data?.options ?? [])
    .filter(({ variant }) => variant === "body")
    .flatMap(({ scriptId }) => byId.get(scriptId) ?? []);
  const named = all.toSorted((one, other) => one.name.localeCompare(other.name));
  const rows = (isSearch ? ranked : named).filter(
    (script) =>
      (bucket === "" || script.bucket === bucket) &&
      (department === "" || script.department === department) &&
      (mentionType === "" || script.mentionType === mentionType),
  );
  return {
    rows,
    all,
    isLoading: list.isPending || (isSearch && found.isPending),
    error: list.error ?? found.error,
    retry: () => (void list.refetch(), void (isSearch && found.refetch())),
  };
}
