import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import type { ContactKind, ContactRow } from "../../../src-main/contract/methods/contacts.ts";
import { type EngineError, type Output, reasonOf } from "../../lib/engine.ts";
import { useLink } from "../../lib/use-engine.tsx";

export type ContactsShown = {
  rows: readonly ContactRow[];
  /** Of the kind, whatever is typed; null while nothing is known. */
  total: number | null;
  isLoading: boolean;
  error: EngineError | null;
  retry: () => void;
  loadMore: (() => void) | null;
};

/** The look-up finds nothing shorter. */
export const fewestLetters = 3;

/** Contacts by name, page by page, or those who answer to what is typed. */
export function useContactList({ search, kind }: { search: string; kind: ContactKind | null }): ContactsShown {
  const link = useLink();
  const typed = useDeferredValue(search.trim());
  const words = typed.length < fewestLetters ? "" : typed;
  const query = useInfiniteQuery<
    Output<"contacts.list">,
    EngineError,
    Output<"contacts.list">[],
    readonly unknown[],
    string | null
  >({
    queryKey: ["contacts.list", { search: words, kind }],
    queryFn: ({ pageParam }) =>
      link.call("contacts.list", { search: words, kind, after: pageParam }).catch((error: unknown) => {
        throw reasonOf(error);
      }),
    initialPageParam: null,
    getNextPageParam: (last) => last.next,
    select: ({ pages }) => pages,
    placeholderData: keepPreviousData,
  });
  const pages = query.data ?? [];
  const canLoad = query.hasNextPage && !query.isFetchingNextPage;
  return {
    rows: pages.flatMap((page) => page.rows),
    total: pages[0]?.total ?? null,
    isLoading: query.isPending,
    error: query.error,
    retry: () => void query.refetch(),
    loadMore: canLoad ? () => void query.fetchNextPage() : null,
  };
}
