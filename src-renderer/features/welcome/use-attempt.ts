import { useState } from "react";
import { type EngineError, reasonOf } from "../../lib/engine.ts";

/** Runs a piece of saving: one at a time, its refusal kept to be shown. True when it went through. */
export function useAttempt() {
  const [error, setError] = useState<EngineError | null>(null);
  const [isBusy, setBusy] = useState(false);
  async function attempt(work: () => Promise<unknown>): Promise<boolean> {
    if (isBusy) return false;
    setError(null);
    setBusy(true);
    try {
      await work();
      return true;
    } catch (cause) {
      setError(reasonOf(cause));
      return false;
    } finally {
      setBusy(false);
    }
  }
  return { attempt, error, isBusy };
}
