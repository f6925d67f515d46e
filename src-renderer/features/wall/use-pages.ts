import { useCallback, useEffect, useState } from "react";

/** How long a page stays. */
export const PAGE_MS = 25_000;

/** Turns the pages of the wall; turning by hand gives the page its full time again. */
export function usePages(count: number): { page: number; turn: (by: 1 | -1) => void } {
  const [page, setPage] = useState(0);
  const turn = useCallback((by: 1 | -1) => setPage((shown) => (shown + by + count) % count), [count]);
  useEffect(() => {
    const timer = setTimeout(() => turn(1), PAGE_MS);
    return () => clearTimeout(timer);
  }, [page, turn]);
  return { page, turn };
}
