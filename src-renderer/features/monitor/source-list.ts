import type { SourceRow, SourceState } from "../../../src-main/contract/methods/sources.ts";
import { shareOf } from "./source-state.ts";

/** What the counts over the table tell apart, and narrow it to. */
export const shownKinds = ["broken", "retrying", "quiet"] as const;
export type ShownKind = (typeof shownKinds)[number];

const kindOf: Partial<Record<SourceState, ShownKind>> = {
  broken: "broken",
  gone: "broken",
  retrying: "retrying",
  quiet: "quiet",
};

export function isOfKind({ state }: SourceRow, kind: ShownKind): boolean {
  return kindOf[state] === kind;
}

/** "broken,retrying" as an address carries it; what is unknown is left out. */
export function readKinds(written: string | null): readonly ShownKind[] {
  const names = new Set((written ?? "").split(","));
  return shownKinds.filter((kind) => names.has(kind));
}

/** Columns by which the table is ordered; `health` is the order of the engine: trouble first, then by name. */
export const sortColumns = ["health", "name", "lastOk", "nextTry", "days", "matches", "action"] as const;
export type SortColumn = (typeof sortColumns)[number];
export type Sort = { readonly column: SortColumn; readonly isDescending: boolean };
export const byHealth: Sort = { column: "health", isDescending: false };

/** What a press on a column's head does: its usual way first, then the other way. */
export function nextSort(sort: Sort, column: SortColumn): Sort {
  if (sort.column === column) return { column, isDescending: !sort.isDescending };
  return { column, isDescending: column === "days" || column === "matches" || column === "action" };
}

type Narrowing = { readonly words: string; readonly kinds: readonly ShownKind[]; readonly sort: Sort };

/** The sources that the words (in name or address) and the kinds leave, in order. */
export function listedSources(sources: readonly SourceRow[], { words, kinds, sort }: Narrowing): readonly SourceRow[] {
  const wanted = words.trim().toLowerCase();
  const left = sources.filter(
    (source) =>
      (kinds.length === 0 || kinds.some((kind) => isOfKind(source, kind))) &&
      (wanted === "" || source.name.toLowerCase().includes(wanted) || source.url.toLowerCase().includes(wanted)),
  );
  if (sort.column === "health") return sort.isDescending ? left.toReversed() : left;
  const way = sort.isDescending ? -1 : 1;
  return left.toSorted((a, b) => compare(valueOf(a, sort.column), valueOf(b, sort.column), way));
}

function valueOf(source: SourceRow, column: SortColumn): string | number | null {
  if (column === "name") return source.name;
  if (column === "lastOk") return source.lastOkAt;
  if (column === "nextTry") return nextTryOf(source);
  if (column === "days") return source.days.reduce((sum, day) => sum + day, 0);
  if (column === "matches") return shareOf(source.recent.mentions, source.recent.items);
  return shareOf(source.recent.acted, source.recent.mentions);
}

/** What is unknown stands last, whichever way. */
function compare(a: string | number | null, b: string | number | null, way: 1 | -1): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (typeof a === "string" || typeof b === "string") return way * String(a).localeCompare(String(b));
  return way * (a - b);
}

/** When it is asked next; null for what is not asked at all, or cannot be while the desk is offline. */
export function nextTryOf({ kind, state, isBeforeOffline, nextCheckAt }: SourceRow): number | null {
  return (kind !== "feed" && kind !== "account") || state === "gone" || isBeforeOffline ? null : nextCheckAt;
}

/** Feeds that fail and can be asked again. */
export function failingSources(sources: readonly SourceRow[]): readonly SourceRow[] {
  return sources.filter(({ state }) => state === "broken" || state === "retrying");
}
