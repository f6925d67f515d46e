import { useEffect } from "react";
import type { EngineError } from "./engine.ts";
import { useWords } from "./words.ts";

/** The sentence of a refused form. After "somebody changed it" the next save is meant over theirs, and says so. */
export function useFormTrouble(trouble: EngineError | null, acceptPresent: () => void): string | null {
  const { t, sayError } = useWords();
  useEffect(() => {
    if (trouble?.code === "stale") acceptPresent();
  }, [trouble, acceptPresent]);
  if (!trouble) return null;
  return trouble.code === "stale" ? t("settings.staleForm") : sayError(trouble);
}
