import { useState } from "react";
import type { CheckLists } from "../../../src-main/contract/methods/checks.ts";
import { type EngineError, reasonOf } from "../../lib/engine.ts";
import { readNow } from "../../lib/now.ts";
import { useCommand, useEngine } from "../../lib/use-engine.tsx";

/** The lists while they are edited: what was typed stays until it is saved or given up, also when somebody else saves. */
export function useCheckLists() {
  const { data, error, refetch } = useEngine("checks.get", {});
  const command = useCommand("checks.save");
  const [mine, setMine] = useState<{ lists: CheckLists; version: number } | null>(null);
  const [trouble, setTrouble] = useState<EngineError | null>(null);
  const [savedAt, setSavedAt] = useState<number | null>(null);
  if (!data) return { edited: null, error, retry: () => void refetch() };
  const present = data;
  const lists = mine?.lists ?? present.lists;

  async function save(version: number): Promise<void> {
    setTrouble(null);
    setSavedAt(null);
    try {
      await command.mutateAsync({ version, lists });
      setMine(null);
      setSavedAt(readNow());
    } catch (failure) {
      setTrouble(reasonOf(failure));
    }
    await refetch();
  }

  return {
    error,
    retry: () => void refetch(),
    edited: {
      ...{ lists, shipped: present.shipped, version: present.version, saved: present.saved },
      edit: (next: CheckLists) => setMine({ lists: next, version: mine?.version ?? present.version }),
      giveUp: () => {
        setMine(null);
        setTrouble(null);
      },
      save: () => void save(mine?.version ?? present.version),
      /** Over what somebody else saved meanwhile. */
      saveOver: () => void save(present.version),
      ...{ isDirty: mine !== null, isConflict: mine !== null && mine.version !== present.version },
      ...{ isSaving: command.isPending, trouble, savedAt },
    },
  };
}

export type EditedLists = NonNullable<ReturnType<typeof useCheckLists>["edited"]>;
