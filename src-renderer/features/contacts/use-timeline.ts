import { useInfiniteQuery } from "@tanstack/react-query";
import type { ContactMoment, MomentKind } from "../../../src-main/contract/methods/contacts.ts";
import { type EngineError, type Output, reasonOf } from "../../lib/engine.ts";
import { useLink } from "../../lib/use-engine.tsx";

export type Timeline = {
  moments: readonly ContactMoment[];
  isLoading: boolean;
  isLoadingMore: boolean;
  error: EngineError | null;
  retry: () => void;
  loadMore: (() => void) | null;
};

/** The timeline of a contact, page by page. */
export function useTimeline(id: string, kinds: readonly MomentKind[]): Timeline {
  const link = useLink();
  const query = useInfiniteQuery<
    Output<"contacts.timeline">,
    EngineError,
    Output<"contacts.timeline">[],
    readonly unknown[],
    string | null
  >({
    queryKey: ["contacts.timeline", { id, kinds }],
    queryFn: ({ pageParam }) =>
      link.call("contacts.timeline", { id, kinds: [...kinds], before: pageParam }).catch((error: unknown) => {
        throw reasonOf(error);
      }),
    initialPageParam: null,
    getNextPageParam: (last) => last.next,
    select: ({ pages }) => pages,
  });
  return {
    moments: (query.data ?? []).flatMap((page) => page.moments),
    isLoading: query.isPending,
    isLoadingMore: query.isFetchingNextPage,
    error: query.error,
    retry: () => void query.refetch(),
    loadMore: query.hasNextPage ? () => void query.fetchNextPage() : null,
  };
}
