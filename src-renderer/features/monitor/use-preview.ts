import { useEffect, useState } from "react";
import type { WatchPreview } from "../../../src-main/contract/methods/watches.ts";
import type { EngineError } from "../../lib/engine.ts";
import { useEngine } from "../../lib/use-engine.tsx";

/** Typing rests this long before the engine is asked. */
const PAUSE_MS = 300;

export type Preview = {
  /** Where the query as it stands breaks; null while it is not yet judged. */
  readonly fault: WatchPreview["fault"];
  /** What the last query that could be read finds. */
  readonly found: WatchPreview | null;
  /** Whether there is a query to look for at all. */
  readonly isAsked: boolean;
  /** Whether `found` is of the query as it stands. */
  readonly isCurrent: boolean;
  readonly error: EngineError | null;
};

/** What a query would find, while it is typed. */
export function usePreview(query: string): Preview {
  const rested = useRested(query);
  const isAsked = rested.trim() !== "";
  const { data, error, isPlaceholderData } = useEngine(
    "watches.preview",
    { query: rested },
    { enabled: isAsked, keepPrevious: true },
  );
  const answer = isAsked && !isPlaceholderData ? data : undefined;
  const [lastFound, setLastFound] = useState<WatchPreview | null>(null);
  // Kept while rendering, as React advises for what is derived from an earlier answer.
  if (answer && !answer.fault && answer !== lastFound) setLastFound(answer);
  const found = !isAsked ? null : answer && !answer.fault ? answer : lastFound;
  const isRested = rested === query;
  return {
    fault: isRested ? (answer?.fault ?? null) : null,
    found,
    isAsked,
    isCurrent: isRested && answer !== undefined && answer === found,
    error,
  };
}

function useRested(value: string): string {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}
