import { useQueryClient } from "@tanstack/react-query";
import { type Dispatch, useCallback, useRef } from "react";
import type { Output } from "../../lib/engine.ts";
import { freshPage, type LoadedPages } from "./fresh-pages.ts";
import type { ListAction } from "./list-state.ts";

type Page = Output<"triage.page">;
type Reading = Omit<Parameters<typeof freshPage>[0], "isNeeded">;
type Options = { queryKey: readonly unknown[]; dispatch: Dispatch<ListAction> };

/** Reads of a long list what is in sight, and what somebody acted on; what was left as it was is read when it comes in sight. */
export function usePagesInSight({ queryKey, dispatch }: Options) {
  const client = useQueryClient();
  const named = JSON.stringify(queryKey);
  const inSight = useRef<ReadonlySet<string>>(new Set());
  const acted = useRef(new Set<string>());
  const isWholeNeeded = useRef(false);
  const kept = useRef(new Set<string | null>());

  const isNeeded = useCallback(
    ({ rows }: Page) =>
      isWholeNeeded.current || rows.some(({ id }) => inSight.current.has(id) || acted.current.has(id)),
    [],
  );
  const readPage = useCallback(
    async ({ loaded, cursor, read }: Reading) => {
      const { page, isKept } = await freshPage({ loaded, cursor, read, isNeeded });
      if (isKept) kept.current.add(cursor);
      else kept.current.delete(cursor);
      return page;
    },
    [isNeeded],
  );
  const change = useCallback(
    (action: ListAction) => {
      if (action.type === "acted") for (const id of action.after.keys()) acted.current.add(id);
      // Where rows come back to, and where new ones stand, only the engine knows.
      if (action.type === "undone" || action.type === "show-new") isWholeNeeded.current = true;
      dispatch(action);
    },
    [dispatch],
  );
  /** After everything needed was read, while no act is on its way. */
  const settle = useCallback(() => {
    acted.current.clear();
    isWholeNeeded.current = false;
  }, []);
  const onSight = useCallback(
    (ids: readonly string[]) => {
      inSight.current = new Set(ids);
      if (kept.current.size === 0) return;
      const key = JSON.parse(named) as readonly unknown[];
      const loaded = client.getQueryData<LoadedPages>(key);
      const isOld = loaded?.pages.some(
        (page, at) =>
          kept.current.has(loaded.pageParams[at] ?? null) && page.rows.some(({ id }) => inSight.current.has(id)),
      );
      if (isOld) void client.invalidateQueries({ queryKey: key, exact: true });
    },
    [client, named],
  );
  return { readPage, change, settle, onSight };
}
