import type { SavedView } from "../../../src-main/contract/methods/saved-views.ts";
import type { TriageView } from "../../../src-main/contract/methods/triage.ts";
import type { QueueFilter } from "../../../src-main/contract/queue-filter.ts";
import { triageViews } from "./view-groups.ts";

/** What the list of triage shows: a view, narrowed, searched, or all that is stored; and the saved view that it began as. */
export type QueuePlace = {
  readonly view: TriageView;
  readonly filter: QueueFilter;
  readonly search: string;
  readonly everywhere: boolean;
  readonly saved: string | null;
};

/** The place that an address names. A saved view stands for what it shows until the address says otherwise. */
export function readPlace(params: URLSearchParams, saved: readonly SavedView[] | undefined): QueuePlace {
  const id = params.get("saved");
  const kept = saved?.find((view) => view.id === id)?.shows;
  const isChanged = params.has("changed");
  const shown = kept && !isChanged ? kept : null;
  return {
    view: shown?.view ?? triageViews.find((known) => known === params.get("view")) ?? "waiting",
    filter: shown?.filter ?? readFilter(params.get("filter")),
    search: shown?.search ?? params.get("search") ?? "",
    everywhere: params.get("everywhere") === "1",
    saved: id,
  };
}

/** The address of a place. What differs from its saved view is written out. */
export function writePlace(place: QueuePlace): Record<string, string> {
  const { view, filter, search, everywhere, saved } = place;
  return {
    ...(view !== "waiting" && { view }),
    ...(isNarrow(filter) && { filter: JSON.stringify(tidy(filter)) }),
    ...(search !== "" && { search }),
    ...(everywhere && { everywhere: "1" }),
    ...(saved !== null && { saved, changed: "1" }),
  };
}

export function isNarrow(filter: QueueFilter): boolean {
  return Object.keys(tidy(filter)).length > 0;
}

/** A filter without its empty parts. */
export function tidy(filter: QueueFilter): QueueFilter {
  return Object.fromEntries(
    Object.entries(filter).filter(([, part]) => part !== undefined && (!Array.isArray(part) || part.length > 0)),
  );
}

/** Whoever writes an address by hand may write anything: the engine judges the parts, this only their form. */
function readFilter(text: string | null): QueueFilter {
  if (text === null) return {};
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === "object" && read !== null && !Array.isArray(read) ? tidy(read as QueueFilter) : {};
  } catch {
    return {};
  }
}

/** The parts of a filter that are lists of values. */
export type ListPart = Exclude<keyof QueueFilter, "newerThanHours" | "olderThanHours">;

/** Puts a value into a part of a filter, or takes it out. */
export function flipped(filter: QueueFilter, part: ListPart, value: string | number): QueueFilter {
  const values: readonly (string | number)[] = filter[part] ?? [];
  const next = values.includes(value) ? values.filter((one) => one !== value) : [...values, value];
  return tidy({ ...filter, [part]: next });
}
