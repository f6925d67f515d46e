import { useMemo, useState } from "react";
import { useSearchParams } from "wouter";
import type { SourceRow } from "../../../src-main/contract/methods/sources.ts";
import {
  byHealth,
  listedSources,
  nextSort,
  readKinds,
  type ShownKind,
  type Sort,
  type SortColumn,
} from "./source-list.ts";

export type SourceList = {
  /** What is shown, in order. */
  readonly rows: readonly SourceRow[];
  readonly cursorId: string | null;
  readonly selected: ReadonlySet<string>;
  readonly words: string;
  readonly kinds: readonly ShownKind[];
  readonly sort: Sort;
  readonly search: (words: string) => void;
  /** Shows or hides one kind; null shows all again. */
  readonly toggleKind: (kind: ShownKind | null) => void;
  readonly sortBy: (column: SortColumn) => void;
  readonly moveTo: (id: string) => void;
  /** Moves the cursor by rows and says where it then is. */
  readonly move: (by: number, extend?: "extend") => SourceRow | null;
  readonly toggle: (id: string) => void;
  readonly clear: () => void;
};

/** What of the sources is shown, where the cursor is, and which are chosen. The kinds stand in the address, so that a link can narrow the list. */
export function useSourceList(sources: readonly SourceRow[]): SourceList {
  const [params, setParams] = useSearchParams();
  const [words, setWords] = useState("");
  const [sort, setSort] = useState(byHealth);
  const [wanted, setWanted] = useState<{ id: string; at: number } | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const shown = params.get("show");
  const kinds = useMemo(() => readKinds(shown), [shown]);
  const rows = useMemo(() => listedSources(sources, { words, kinds, sort }), [sources, words, kinds, sort]);
  // Where its row is gone, the cursor keeps its place.
  const found = rows.findIndex(({ id }) => id === wanted?.id);
  const at = found >= 0 ? found : Math.min(wanted?.at ?? 0, rows.length - 1);
  const there = new Set(rows.map(({ id }) => id));
  const selected = new Set([...chosen].filter((id) => there.has(id)));

  function show(next: readonly ShownKind[]): void {
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        if (next.length === 0) after.delete("show");
        else after.set("show", next.join(","));
        return after;
      },
      { replace: true },
    );
  }

  return {
    rows,
    cursorId: rows[at]?.id ?? null,
    selected,
    words,
    kinds,
    sort,
    search: setWords,
    toggleKind: (kind) => {
      if (kind === null) return show([]);
      show(kinds.includes(kind) ? kinds.filter((one) => one !== kind) : [...kinds, kind]);
    },
    sortBy: (column) => setSort((before) => nextSort(before, column)),
    moveTo: (id) => setWanted({ id, at: rows.findIndex((row) => row.id === id) }),
    move: (by, extend) => {
      const to = Math.max(0, Math.min(rows.length - 1, at + by));
      const row = rows[to];
      if (!row) return null;
      setWanted({ id: row.id, at: to });
      const from = rows[at];
      if (extend && from) setChosen(new Set([...selected, from.id, row.id]));
      return row;
    },
    toggle: (id) => {
      setWanted({ id, at: rows.findIndex((row) => row.id === id) });
      setChosen(selected.has(id) ? new Set([...selected].filter((kept) => kept !== id)) : new Set([...selected, id]));
    },
    clear: () => setChosen(new Set()),
  };
}
