import { useState } from "react";
import type { WatchRow, WatchSet } from "../../../src-main/contract/methods/watches.ts";
import { useActs } from "../../lib/acts.tsx";
import { type EngineError, reasonOf } from "../../lib/engine.ts";
import { useCommand, useEngine } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";

export type WatchDraft = { readonly name: string; readonly set: WatchSet; readonly query: string };

export const watchSets = [
  "own",
  "competitor",
  "topic",
  "alert",
  "person",
  "issue",
] as const satisfies readonly WatchSet[];

/** The key of a watch that was not saved yet. */
const NEW = "new";
const empty: WatchDraft = { name: "", set: "own", query: "" };

/** The watches and what is being written about them. Unsaved words stay when another one is opened. */
export function useWatchDesk() {
  const { t } = useWords();
  const acts = useActs();
  const { data: watches, error, refetch } = useEngine("watches.list", {});
  const [chosen, setChosen] = useState<string | null>(null);
  const [drafts, setDrafts] = useState<Readonly<Record<string, WatchDraft>>>({});
  const [refusal, setRefusal] = useState<EngineError | null>(null);
  const saving = useCommand("watches.save");
  const remove = useRemoveWatch(setChosen);

  const open = watches?.find((watch) => watch.id === chosen) ?? (chosen === NEW ? null : firstOf(watches ?? []));
  const key = open?.id ?? NEW;
  const saved: WatchDraft = open ? draftOf(open) : empty;
  const draft = drafts[key] ?? saved;
  const isChanged = !isSame(draft, saved);

  function forget(id: string): void {
    setDrafts(({ [id]: _done, ...rest }) => rest);
  }

  async function save(): Promise<void> {
    if (!isChanged || saving.isPending) return;
    setRefusal(null);
    try {
      const watch = await saving.mutateAsync({ ...(open && { id: open.id, version: open.version }), ...draft });
      await refetch();
      forget(key);
      setChosen(watch.id);
      acts.did({ says: t("monitor.watch.saved", { name: watch.name, version: watch.version }) });
    } catch (cause) {
      setRefusal(reasonOf(cause));
    }
  }

  function show(id: string): void {
    setRefusal(null);
    setChosen(id);
  }

  return {
    watches,
    error,
    refetch,
    open,
    draft,
    isChanged,
    isSaving: saving.isPending,
    refusal,
    show,
    startNew: () => show(NEW),
    change: (change: Partial<WatchDraft>) => {
      setRefusal(null);
      setDrafts((all) => ({ ...all, [key]: { ...draft, ...change } }));
    },
    discard: () => forget(key),
    save,
    remove,
    isUnsaved: (watch: WatchRow) =>
      drafts[watch.id] !== undefined && !isSame(drafts[watch.id] ?? empty, draftOf(watch)),
  };
}

/** Removes a watch. It is gone then: taking that back saves its words again, as a watch of its own. */
function useRemoveWatch(show: (id: string | null) => void): (watch: WatchRow) => Promise<void> {
  const { t, sayError } = useWords();
  const acts = useActs();
  const removing = useCommand("watches.remove");
  const saving = useCommand("watches.save");

  async function bringBack(watch: WatchRow): Promise<void> {
    try {
      const again = await saving.mutateAsync(draftOf(watch));
      show(again.id);
    } catch (cause) {
      acts.failed(sayError(reasonOf(cause)));
    }
  }

  return async (watch) => {
    try {
      await removing.mutateAsync({ id: watch.id, version: watch.version });
      show(null);
      acts.did({ says: t("monitor.watch.removed", { name: watch.name }), undo: () => bringBack(watch) });
    } catch (cause) {
      acts.failed(sayError(reasonOf(cause)));
    }
  };
}

export type WatchDesk = ReturnType<typeof useWatchDesk>;

const draftOf = ({ name, set, query }: WatchDraft): WatchDraft => ({ name, set, query });
const isSame = (one: WatchDraft, other: WatchDraft) =>
  one.name === other.name && one.set === other.set && one.query === other.query;

/** The first of the list as it is shown: set by set. */
function firstOf(watches: readonly WatchRow[]): WatchRow | null {
  for (const set of watchSets) {
    const first = watches.find((watch) => watch.set === set);
    if (first) return first;
  }
  return null;
}
