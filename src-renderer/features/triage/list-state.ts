import type { StoryRow } from "../../../src-main/contract/methods/triage.ts";
import type { Versioned } from "../../../src-main/contract/values.ts";

/** A row with the instant at which the engine read it, for its clock. */
export type ListedRow = StoryRow & { asOf: number };

export type ListState = {
  /** The rows in the order shown. That order changes only by the person's own acts. */
  rows: readonly ListedRow[];
  /** What the engine says now, in its order. */
  fresh: readonly ListedRow[];
  /** Whether `rows` reached the end of the view when it was read last. */
  isWhole: boolean;
  cursorId: string | null;
  selected: ReadonlySet<string>;
  /** All stories of the view, as the engine named them, when all are selected: more than the rows that are loaded. */
  whole: readonly Versioned[] | null;
  /** Stories of acts that are on their way: what the engine says of them is older than what the person did. */
  acting: ReadonlySet<string>;
  /** Stories that an undo brings back: the list is taken over anew as soon as one of them is there. */
  returning: ReadonlySet<string>;
};

export const emptyList: ListState = {
  rows: [],
  fresh: [],
  isWhole: true,
  cursorId: null,
  selected: new Set(),
  whole: null,
  acting: new Set(),
  returning: new Set(),
};

export type ListAction =
  | { type: "received"; rows: readonly ListedRow[]; isWhole: boolean }
  | { type: "show-new" }
  | { type: "cursor"; to: { id: string } | { by: number } }
  | { type: "toggle"; id: string }
  | { type: "extend"; by: number }
  | { type: "clear" }
  | { type: "select-all"; stories: readonly Versioned[] }
  | { type: "acted"; after: ReadonlyMap<string, ListedRow | null>; advance: boolean }
  | { type: "settled"; ids: readonly string[] }
  | { type: "failed"; before: ListState; ids: readonly string[] }
  | { type: "undone"; ids: readonly string[] };

/** The list of triage: new rows wait, and nothing moves under the cursor but by the person's own acts. */
export function reduceList(state: ListState, action: ListAction): ListState {
  switch (action.type) {
    case "received":
      return receive(state, action);
    case "show-new":
      return adopt(state);
    case "cursor":
      return moveCursor(state, action.to);
    case "toggle":
      return { ...state, cursorId: action.id, selected: toggled(state.selected, action.id), whole: null };
    case "extend":
      return extend(state, action.by);
    case "clear":
      return { ...state, selected: new Set(), whole: null };
    case "select-all":
      return { ...state, selected: new Set(action.stories.map(({ id }) => id)), whole: action.stories };
    case "acted":
      return act(state, action);
    case "settled":
      return { ...state, acting: without(state.acting, action.ids) };
    case "failed":
      return {
        ...state,
        rows: action.before.rows,
        cursorId: action.before.cursorId,
        selected: action.before.selected,
        whole: action.before.whole,
        acting: without(state.acting, action.ids),
      };
    case "undone":
      return { ...state, returning: new Set(action.ids), cursorId: action.ids[0] ?? state.cursorId };
  }
}

/** How many rows wait behind the bar, and how many shown ones are not in the view any more. */
export function waitingChanges({ rows, fresh, acting }: ListState): { added: number; left: ReadonlySet<string> } {
  const shown = new Set(rows.map((row) => row.id));
  const there = new Set(fresh.map((row) => row.id));
  const left = rows.filter((row) => !there.has(row.id) && !acting.has(row.id)).map((row) => row.id);
  return { added: fresh.filter((row) => !shown.has(row.id) && !acting.has(row.id)).length, left: new Set(left) };
}

/** The stories that an act names: the whole view where all of it is selected, else the rows in hand. */
export function namedBy(state: ListState): readonly Versioned[] {
  const named = state.whole ?? targetsOf(state).map(({ id, version }) => ({ id, version }));
  return named.filter(({ id }) => !state.acting.has(id));
}

/** The stories that an act is for: the selection, else the row under the cursor. */
export function targetsOf({ rows, selected, cursorId }: ListState): readonly ListedRow[] {
  const chosen = rows.filter((row) => selected.has(row.id));
  return chosen.length > 0 ? chosen : rows.filter((row) => row.id === cursorId);
}

function receive(
  state: ListState,
  { rows: fresh, isWhole }: { rows: readonly ListedRow[]; isWhole: boolean },
): ListState {
  const next = { ...state, fresh, isWhole };
  const hasReturned = fresh.some((row) => state.returning.has(row.id));
  if (state.rows.length === 0 || hasReturned) return adopt(next);
  const told = new Map(fresh.filter((row) => !state.acting.has(row.id)).map((row) => [row.id, row]));
  const shown = new Set(state.rows.map((row) => row.id));
  const lastShown = fresh.findLastIndex((row) => shown.has(row.id));
  // Rows below a list that had not reached its end are its continuation and move nothing; all others wait.
  const continuation = state.isWhole
    ? []
    : fresh.filter((row, index) => index > lastShown && !shown.has(row.id) && !state.acting.has(row.id));
  return { ...next, rows: [...state.rows.map((row) => told.get(row.id) ?? row), ...continuation] };
}

function adopt(state: ListState): ListState {
  const rows = state.fresh.filter((row) => !state.acting.has(row.id));
  const there = new Set(rows.map((row) => row.id));
  return {
    ...state,
    rows,
    cursorId: keepCursor(state, rows),
    selected: state.whole ? state.selected : new Set([...state.selected].filter((id) => there.has(id))),
    returning: new Set(),
  };
}

/** The cursor stays on its row; when that is gone, on the next one that is left, so that it keeps its place. */
function keepCursor(state: ListState, rows: readonly ListedRow[]): string | null {
  if (rows.some((row) => row.id === state.cursorId)) return state.cursorId;
  const there = new Set(rows.map((row) => row.id));
  const at = state.rows.findIndex((row) => row.id === state.cursorId);
  const following = state.rows.slice(Math.max(0, at)).find((row) => there.has(row.id));
  return (following ?? (at > 0 ? rows.at(-1) : rows[0]))?.id ?? null;
}

function moveCursor(state: ListState, to: { id: string } | { by: number }): ListState {
  if ("id" in to) return { ...state, cursorId: to.id };
  const at = state.rows.findIndex((row) => row.id === state.cursorId);
  const next = state.rows[Math.min(state.rows.length - 1, Math.max(0, at + to.by))];
  return { ...state, cursorId: next?.id ?? state.cursorId };
}

function extend(state: ListState, by: number): ListState {
  const moved = moveCursor(state, { by });
  const added = [state.cursorId, moved.cursorId].filter((id) => id !== null);
  return { ...moved, selected: new Set([...state.selected, ...added]), whole: null };
}

function act(
  state: ListState,
  { after, advance }: { after: ReadonlyMap<string, ListedRow | null>; advance: boolean },
): ListState {
  const rows = state.rows.flatMap((row) => {
    const changed = after.get(row.id);
    if (changed === undefined) return [row];
    return changed === null ? [] : [changed];
  });
  const acted = {
    ...state,
    rows,
    cursorId: keepCursor(state, rows),
    selected: new Set<string>(),
    whole: null,
    acting: new Set([...state.acting, ...after.keys()]),
  };
  const stayed = after.get(state.cursorId ?? "") != null;
  return advance && stayed ? moveCursor(acted, { by: 1 }) : acted;
}

function toggled(set: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return set.has(id) ? without(set, [id]) : new Set([...set, id]);
}

function without(set: ReadonlySet<string>, ids: readonly string[]): ReadonlySet<string> {
  const gone = new Set(ids);
  return new Set([...set].filter((id) => !gone.has(id)));
}
