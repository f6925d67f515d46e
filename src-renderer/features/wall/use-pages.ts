import { useCallback, useEffect, useState } from "react";

/** How long a page stays. */
export const PAGE_MS = 25_000;

/** Turns the pages of the wall; turning by hand gives the page its full time again. While paused, only hands turn them. */
export function usePages(
  count: number,
  { isPaused }: { isPaused: boolean },
): { page: number; turn: (by: 1 | -1) => void } {
  const [page, setPage] = useState(0);
  const [wasPaused, setWasPaused] = useState(isPaused);
  // A pause begins on the first page, where the numbers of the feeds stand.
  if (wasPaused !== isPaused) {
    setWasPaused(isPaused);
    if (isPaused) setPage(0);
  }
  const turn = useCallback((by: 1 | -1) => setPage((shown) => (shown + by + count) % count), [count]);
  useEffect(() => {
    if (isPaused) return;
    const timer = setTimeout(() => turn(1), PAGE_MS);
    return () => clearTimeout(timer);
  }, [page, turn, isPaused]);
  return { page, turn };
}
