import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Settings } from "../../../src-main/contract/methods/settings.ts";
import { type EngineError, type Output, reasonOf } from "../../lib/engine.ts";
import type { Faults } from "../../lib/faults.ts";
import { readNow } from "../../lib/now.ts";
import { useCommand, useEngine } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import { useOffBecause } from "../../lib/use-may.ts";

export type SectionParts<Draft> = {
  /** The parts of the settings that the section saves. */
  keys: readonly (keyof Settings)[];
  toDraft: (settings: Settings) => Draft;
  /** What the draft means; faults when it means nothing yet. */
  read: (draft: Draft) => { change: Partial<Settings>; faults: Faults };
};

type Got = Output<"settings.get">;
export type Section<Draft> = NonNullable<ReturnType<typeof useSection<Draft>>["section"]>;

/**
 * One section of the settings while it is edited: what was typed stays until it is saved or given up, also when somebody
 * else saves meanwhile. A change of theirs elsewhere in the settings is no conflict.
 */
export function useSection<Draft>({ keys, toDraft, read }: SectionParts<Draft>) {
  const { t } = useWords();
  const client = useQueryClient();
  const { data, error, refetch } = useEngine("settings.get", {});
  const command = useCommand("settings.save");
  const offBecause = useOffBecause(["admin", "lead"]);
  const [mine, setMine] = useState<{ draft: Draft; base: Got } | null>(null);
  const [isChecked, setChecked] = useState(false);
  const [savedAt, setSavedAt] = useState<number | null>(null);
  const [trouble, setTrouble] = useState<EngineError | null>(null);
  const partOf = ({ settings }: Got) => JSON.stringify(keys.map((key) => settings[key]));
  if (!data) return { section: null, error, retry: () => void refetch() };

  const draft = mine?.draft ?? toDraft(data.settings);
  const isConflict = mine !== null && partOf(mine.base) !== partOf(data);
  const { change, faults } = read(draft);

  async function save(how: "plain" | "over-theirs"): Promise<void> {
    if (!mine || offBecause !== undefined || command.isPending) return;
    setTrouble(null);
    setSavedAt(null);
    setChecked(true);
    if (Object.keys(faults).length > 0) return focusFirstFault();
    const outcome = await sendSection({
      send: (version) => command.mutateAsync({ version, change }),
      version: isConflict && how === "plain" ? mine.base.version : (data?.version ?? mine.base.version),
      readLatest: async () => (await refetch()).data,
      isInOurWay: (latest) => how === "over-theirs" || partOf(latest) !== partOf(mine.base),
    });
    if ("trouble" in outcome) return setTrouble(outcome.trouble);
    client.setQueryData<Got>(["settings.get", {}], (known) => known && { ...known, ...outcome.saved });
    setMine(null);
    setSavedAt(readNow());
  }

  const section = {
    draft,
    isDirty: mine !== null,
    isConflict,
    isSaving: command.isPending,
    offBecause,
    savedAt,
    trouble,
    edit: (next: Partial<Draft>) => {
      setSavedAt(null);
      setMine({ draft: { ...draft, ...next }, base: mine?.base ?? data });
    },
    /** The sentence for a field, once somebody tried to save. */
    faultOf: (field: string) => {
      const fault = isChecked ? faults[field] : undefined;
      return fault && t(fault.says, fault.params);
    },
    save: () => void save("plain"),
    saveOverTheirs: () => void save("over-theirs"),
    giveUp: () => {
      setMine(null);
      setChecked(false);
      setTrouble(null);
    },
  };
  return { section, error, retry: () => void refetch() };
}

type Sending = {
  send: (version: number) => Promise<Output<"settings.save">>;
  version: number;
  readLatest: () => Promise<Got | undefined>;
  isInOurWay: (latest: Got) => boolean;
};

/** Saves; when only other sections changed meanwhile, once more on top of them. A real conflict shows by itself. */
async function sendSection({
  send,
  version,
  readLatest,
  isInOurWay,
}: Sending): Promise<{ saved: Output<"settings.save"> } | { trouble: EngineError | null }> {
  try {
    return { saved: await send(version) };
  } catch (failure) {
    const reason = reasonOf(failure);
    const latest = reason.code === "stale" ? await readLatest() : undefined;
    if (!latest) return { trouble: reason };
    if (isInOurWay(latest)) return { trouble: null };
    return send(latest.version).then(
      (saved) => ({ saved }),
      (again: unknown) => ({ trouble: reasonOf(again) }),
    );
  }
}

function focusFirstFault(): void {
  // After the sentences are on the page.
  setTimeout(() => document.querySelector<HTMLElement>('form [aria-invalid="true"]')?.focus());
}
