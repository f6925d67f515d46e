import { useCallback, useEffect, useReducer, useRef } from "react";
import type { ShiftLine } from "../../../src-main/contract/methods/shifts.ts";
import { type EngineError, type Output, reasonOf } from "../../lib/engine.ts";
import { readNow } from "../../lib/now.ts";
import { useLink } from "../../lib/use-engine.tsx";
import type { Span } from "./period.ts";

const PAGE_LINES = 200;
/** Much happens at once at a desk: what is new is asked for at most so often. */
const GATHER_MS = 2000;
/** Beyond every line: an answer from there holds the summary alone. */
const SUMMARY_ONLY = Number.MAX_SAFE_INTEGER;

type Page = Output<"shifts.log">;
type State = {
  lines: readonly ShiftLine[];
  cursor: number | null;
  isWhole: boolean;
  isLoading: boolean;
  summary: Page["summary"] | null;
  readAt: number | null;
  error: EngineError | null;
};
type Action =
  | { type: "asked" }
  | { type: "page" | "summary"; page: Page; at: number }
  | { type: "failed"; error: EngineError };

const empty: State = {
  lines: [],
  cursor: null,
  isWhole: false,
  isLoading: false,
  summary: null,
  readAt: null,
  error: null,
};

function reduce(state: State, action: Action): State {
  if (action.type === "asked") return { ...state, isLoading: true };
  if (action.type === "failed") return { ...state, isLoading: false, error: action.error };
  const { page, at } = action;
  const known = { ...state, isLoading: false, summary: page.summary, readAt: at, error: null };
  if (action.type === "summary") return known;
  const fresh = page.lines.filter((line) => line.seq > (state.lines.at(-1)?.seq ?? -1));
  const lines = fresh.length === 0 ? state.lines : [...state.lines, ...fresh];
  return { ...known, lines, cursor: page.next ?? lines.at(-1)?.seq ?? state.cursor, isWhole: page.next === null };
}

export type ShiftLog = State & { loadMore: () => void; retry: () => void };

/** The log of a span, page by page; it only ever grows at its end, so what was read is never read again. */
export function useShiftLog({ from, to }: Span): ShiftLog {
  const link = useLink();
  const [state, change] = useReducer(reduce, empty);
  const latest = useRef(state);
  useEffect(() => void (latest.current = state));
  const isBusy = useRef(false);
  const ask = useCallback(
    async (type: "page" | "summary") => {
      if (isBusy.current) return;
      isBusy.current = true;
      if (type === "page") change({ type: "asked" });
      try {
        const cursor = type === "page" ? latest.current.cursor : SUMMARY_ONLY;
        const page = await link.call("shifts.log", { from, to, cursor, limit: type === "page" ? PAGE_LINES : 1 });
        change({ type, page, at: readNow() });
      } catch (error) {
        change({ type: "failed", error: reasonOf(error) });
      } finally {
        isBusy.current = false;
      }
    },
    [link, from, to],
  );
  useEffect(() => void ask("page"), [ask]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refresh = () => {
      timer = undefined;
      void ask(latest.current.isWhole || latest.current.error ? "page" : "summary");
    };
    const stop = link.onChange(() => (timer ??= setTimeout(refresh, GATHER_MS)));
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [link, ask]);
  const canLoad = !state.isWhole && !state.isLoading && state.error === null;
  return { ...state, loadMore: () => void (canLoad && ask("page")), retry: () => void ask("page") };
}
