import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import type { DeliveryRow } from "../../../src-main/contract/methods/crm.ts";
import { type EngineError, type Input, type Output, reasonOf } from "../../lib/engine.ts";
import { useLink } from "../../lib/use-engine.tsx";
import { useRested } from "../../lib/use-rested.ts";

type Page = Output<"crm.deliveries">;
export type OutboxFilter = {
  readonly state: NonNullable<Input<"crm.deliveries">["state"]> | null;
  readonly targetId: string | null;
  readonly search: string;
};

export type OutboxShown = {
  rows: readonly DeliveryRow[];
  /** Of the target and the search, whatever the state; null while nothing is known. */
  counts: (Page["counts"] & { failing: number }) | null;
  isLoading: boolean;
  error: EngineError | null;
  retry: () => void;
  loadMore: (() => void) | null;
};

/** What leaves for the CRMs, the newest first, page by page. */
export function useOutbox({ state, targetId, search }: OutboxFilter): OutboxShown {
  const link = useLink();
  const words = useRested(search.trim());
  const query = useInfiniteQuery<Page, EngineError, Page[], readonly unknown[], string | null>({
    queryKey: ["crm.deliveries", { state, targetId, search: words }],
    queryFn: ({ pageParam }) =>
      link.call("crm.deliveries", { state, targetId, search: words, cursor: pageParam }).catch((error: unknown) => {
        throw reasonOf(error);
      }),
    initialPageParam: null,
    getNextPageParam: (last) => last.next,
    select: ({ pages }) => pages,
    placeholderData: keepPreviousData,
  });
  const pages = query.data ?? [];
  const [first] = pages;
  const canLoad = query.hasNextPage && !query.isFetchingNextPage;
  return {
    rows: pages.flatMap((page) => page.rows),
    counts: first ? { ...first.counts, failing: first.failing } : null,
    isLoading: query.isPending,
    error: first ? null : query.error,
    retry: () => void query.refetch(),
    loadMore: canLoad ? () => void query.fetchNextPage() : null,
  };
}
