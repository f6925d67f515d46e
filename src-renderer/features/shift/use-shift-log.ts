import { useCallback, useEffect, useReducer, useRef } from "react";
import type { ShiftLine } from "../../../src-main/contract/methods/shifts.ts";
import { type EngineError, type Output, reasonOf } from "../../lib/engine.ts";
import { useLink } from "../../lib/use-engine.tsx";
import { kindGroups, type LogFilter } from "./log-filter.ts";
import type { Span } from "./period.ts";

const PAGE_LINES = 200;
/** Much happens at once at a desk: what is new is asked for at most so often. */
const GATHER_MS = 2000;
type Page = Output<"shifts.log">;
type State = {
  lines: readonly ShiftLine[];
  cursor: number | null;
  isWhole: boolean;
  isLoading: boolean;
  error: EngineError | null;
};
type Action = { type: "asked" } | { type: "page"; page: Page } | { type: "failed"; error: EngineError };

const empty: State = { lines: [], cursor: null, isWhole: false, isLoading: false, error: null };

function reduce(state: State, action: Action): State {
  if (action.type === "asked") return { ...state, isLoading: true };
  if (action.type === "failed") return { ...state, isLoading: false, error: action.error };
  const { page } = action;
  const fresh = page.lines.filter((line) => line.seq > (state.lines.at(-1)?.seq ?? -1));
  const lines = fresh.length === 0 ? state.lines : [...state.lines, ...fresh];
  return {
    ...state,
    isLoading: false,
    error: null,
    lines,
    cursor: page.next ?? lines.at(-1)?.seq ?? state.cursor,
    isWhole: page.next === null,
  };
}

export type ShiftLog = State & { loadMore: () => void; retry: () => void };

/** The log of a span, page by page; it only ever grows at its end, so what was read is never read again. */
export function useShiftLog({ from, to }: Span, { kind, personId, story }: LogFilter): ShiftLog {
  const storyId = story?.id ?? null;
  const link = useLink();
  const [state, change] = useReducer(reduce, empty);
  const latest = useRef(state);
  useEffect(() => void (latest.current = state));
  const isBusy = useRef(false);
  const ask = useCallback(async () => {
    if (isBusy.current) return;
    isBusy.current = true;
    change({ type: "asked" });
    try {
      const narrow = { kinds: [...kindGroups[kind]], personId, storyId };
      const input = { from, to, cursor: latest.current.cursor, limit: PAGE_LINES, ...narrow };
      change({ type: "page", page: await link.call("shifts.log", input) });
    } catch (error) {
      change({ type: "failed", error: reasonOf(error) });
    } finally {
      isBusy.current = false;
    }
  }, [link, from, to, kind, personId, storyId]);
  useEffect(() => void ask(), [ask]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refresh = () => {
      timer = undefined;
      if (latest.current.isWhole || latest.current.error) void ask();
    };
    const stop = link.onChange(() => (timer ??= setTimeout(refresh, GATHER_MS)));
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [link, ask]);
  const canLoad = !state.isWhole && !state.isLoading && state.error === null;
  return { ...state, loadMore: () => void (canLoad && ask()), retry: () => void ask() };
}
