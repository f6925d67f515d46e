import { useInfiniteQuery } from "@tanstack/react-query";
import type { KpiRow, KpiScope } from "../../../src-main/contract/methods/kpis.ts";
import { type EngineError, type Output, reasonOf } from "../../lib/engine.ts";
import { useLink } from "../../lib/use-engine.tsx";
import type { OpenFigure } from "./choice.ts";

const PAGE_ROWS = 100;

type Page = Output<"kpis.rows">;

export type FigureRows = {
  rows: readonly KpiRow[];
  /** Null until the first answer. */
  total: number | null;
  isLoading: boolean;
  error: EngineError | null;
  retry: () => void;
  loadMore: (() => void) | null;
};

/** The rows behind a figure, page by page. */
export function useRows({ kpi, part }: OpenFigure, scope: KpiScope): FigureRows {
  const link = useLink();
  const query = useInfiniteQuery<Page, EngineError, Page[], readonly unknown[], string | null>({
    queryKey: ["kpis.rows", { ...scope, kpi, part }],
    queryFn: ({ pageParam }) =>
      link.call("kpis.rows", { ...scope, kpi, part, cursor: pageParam, limit: PAGE_ROWS }).catch((error: unknown) => {
        throw reasonOf(error);
      }),
    initialPageParam: null,
    getNextPageParam: (last) => last.next,
    select: ({ pages }) => pages,
  });
  return {
    rows: (query.data ?? []).flatMap(({ rows }) => rows),
    total: query.data?.[0]?.total ?? null,
    isLoading: query.isFetching,
    error: query.error,
    retry: () => void query.refetch(),
    loadMore: query.hasNextPage && !query.isFetchingNextPage ? () => void query.fetchNextPage() : null,
  };
}
