import { useEffect } from "react";
import type { EngineError } from "../../lib/engine.ts";
import { useWords } from "../../lib/words.ts";

/** The sentence of a refused form. After "somebody changed it" the next save is meant over theirs, and says so. */
export function useFormTrouble(trouble: EngineError | null, acceptPresent: () => void): string | null {
  const { t, sayError } = useWords();
  const isStale = trouble?.code === "stale";
  useEffect(() => {
    if (isStale) acceptPresent();
    // Once per refusal: the next save already carries the present version.
  }, [trouble]);
  if (!trouble) return null;
  return isStale ? t("settings.staleForm") : sayError(trouble);
}
