import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { type Dispatch, useEffect, useReducer, useRef } from "react";
import { type EngineError, type Output, reasonOf } from "../../lib/engine.ts";
import type { Topic } from "../../lib/topic-link.ts";
import { useLink } from "../../lib/use-engine.tsx";
import type { LoadedPages } from "./fresh-pages.ts";
import type { QueuePlace } from "./queue-place.ts";
import { emptyList, type ListAction, type ListState, reduceList } from "./list-state.ts";
import { usePagesInSight } from "./use-pages-in-sight.ts";

export type TriageList = {
  state: ListState;
  change: Dispatch<ListAction>;
  isLoading: boolean;
  error: EngineError | null;
  retry: () => void;
  loadMore: (() => void) | null;
  isLoadingMore: boolean;
  /** Told which rows are in sight: they are kept fresh at once. */
  onSight: (ids: readonly string[]) => void;
  /** The engine's clock at its last answer, and the page's clock when that came. */
  read: { asOf: number; at: number };
};

type Listed = { place: QueuePlace; alarm: string | null; topic: Topic | null };

/** A view of triage, or the stories of an alarm or a topic: page by page from the engine, shown in an order that only the person changes. */
export function useTriageList({ place: { view, filter, search, everywhere }, alarm, topic }: Listed): TriageList {
  const link = useLink();
  const client = useQueryClient();
  // Coming back from a case finds the cursor where it was left.
  const named = JSON.stringify([view, topic, alarm, filter, search, everywhere]);
  const place = ["triage.place", named] as const;
  const [state, dispatch] = useReducer(reduceList, null, () => ({
    ...emptyList,
    cursorId: client.getQueryData<string>(place) ?? null,
  }));
  const { cursorId } = state;
  useEffect(() => {
    if (cursorId !== null) client.setQueryData(["triage.place", named], cursorId);
  }, [client, named, cursorId]);
  const queryKey = ["triage.page", { view, alarm, topic, search, filter, everywhere }] as const;
  const sight = usePagesInSight({ queryKey, dispatch });
  const query = useInfiniteQuery<
    Output<"triage.page">,
    EngineError,
    Output<"triage.page">[],
    readonly unknown[],
    string | null
  >({
    queryKey,
    queryFn: ({ pageParam }) =>
      sight.readPage({
        loaded: client.getQueryData<LoadedPages>(queryKey),
        cursor: pageParam,
        read: (from) =>
          link
            .call("triage.page", { view, alarm, topic, search, filter, everywhere, ...from })
            .catch((error: unknown) => {
              throw reasonOf(error);
            }),
      }),
    initialPageParam: null,
    getNextPageParam: (last) => last.next,
    select: ({ pages }) => pages,
  });
  const pages = query.data;
  useEffect(() => {
    if (pages) dispatch({ type: "received", ...joinPages(pages) });
  }, [pages]);
  const isActing = useRef(false);
  useEffect(() => void (isActing.current = state.acting.size > 0));
  const { settle } = sight;
  useEffect(() => {
    if (pages && !isActing.current) settle();
  }, [pages, settle]);
  const canLoad = query.hasNextPage && !query.isFetching;
  return {
    state,
    change: sight.change,
    isLoading: query.isPending,
    error: query.data ? null : query.error,
    retry: () => void query.refetch(),
    loadMore: canLoad ? () => void query.fetchNextPage() : null,
    isLoadingMore: query.isFetchingNextPage,
    onSight: sight.onSight,
    read: { asOf: Math.max(0, ...(pages ?? []).map((page) => page.asOf)), at: query.dataUpdatedAt },
  };
}

/** Pages that were read one after the other can name a story twice: the first place counts. */
function joinPages(pages: readonly Output<"triage.page">[]) {
  const seen = new Set<string>();
  const rows = pages.flatMap((page) =>
    page.rows.flatMap((row) => {
      if (seen.has(row.id)) return [];
      seen.add(row.id);
      return [{ ...row, asOf: page.asOf }];
    }),
  );
  return { rows, isWhole: pages.at(-1)?.next === null };
}
