import { useRef, useState } from "react";

/** Runs one act at a time: a key that is pressed twice before the answer acts once. A refused start answers null. */
export function useOnce(): { isBusy: boolean; once: <Result>(act: () => Promise<Result>) => Promise<Result | null> } {
  const isRunning = useRef(false);
  const [isBusy, setBusy] = useState(false);
  async function once<Result>(act: () => Promise<Result>): Promise<Result | null> {
    if (isRunning.current) return null;
    isRunning.current = true;
    setBusy(true);
    try {
      return await act();
    } finally {
      isRunning.current = false;
      setBusy(false);
    }
  }
  return { isBusy, once };
}
