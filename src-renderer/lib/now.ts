import { useEffect, useState } from "react";

/** The page's only reader of the clock. */
export function readNow(): number {
  return Date.now();
}

/** The present time, renewed every so often: for what counts down or ages on the screen. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(readNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(readNow()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
