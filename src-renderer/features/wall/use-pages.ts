import { useCallback, useEffect, useState } from "react";

type Turning = {
  readonly count: number;
  /** How long a page stays. */
  readonly stayMs: number;
  readonly isAlarmed: boolean;
  /** Somebody stopped the pages by hand. */
  readonly isHeld: boolean;
};

/**
 * Turns the pages of the wall; turning by hand gives the page its full time again. While they are held or an alarm runs,
 * only hands turn them.
 */
export function usePages({ count, stayMs, isAlarmed, isHeld }: Turning): { page: number; turn: (by: 1 | -1) => void } {
  const [shown, setPage] = useState(0);
  const [wasAlarmed, setWasAlarmed] = useState(isAlarmed);
  // An alarm begins on the first page, where the numbers of the feeds stand.
  if (wasAlarmed !== isAlarmed) {
    setWasAlarmed(isAlarmed);
    if (isAlarmed) setPage(0);
  }
  // The wall may have lost pages since.
  const page = Math.min(shown, count - 1);
  const turn = useCallback((by: 1 | -1) => setPage((at) => (Math.min(at, count - 1) + by + count) % count), [count]);
  const isStill = isAlarmed || isHeld || count < 2;
  useEffect(() => {
    if (isStill) return;
    const timer = setTimeout(() => turn(1), stayMs);
    return () => clearTimeout(timer);
  }, [page, turn, isStill, stayMs]);
  return { page, turn };
}
