import { useEffect } from "react";
import { beforeLeaving } from "../../lib/before-leaving.ts";
import { readNow } from "../../lib/now.ts";
import { useLink } from "../../lib/use-engine.tsx";

/** Without input for this long, work on a case has stopped. */
const GAP_MS = 60_000;
/** Long work is told in parts, so that little is lost with the page. */
const PART_MS = 5 * 60_000;
const SIGNS = ["keydown", "pointerdown", "pointermove", "wheel", "focus"] as const;

/** Measures focused work on a case from signs of a person: input or focus; a gap of a minute ends a span. Null = measures nothing. */
export function useActivity(storyId: string | null): void {
  const link = useLink();
  useEffect(() => {
    if (storyId === null) return;
    const at = storyId;
    let span: { from: number; to: number } | null = null;
    async function store(): Promise<void> {
      const told = span;
      span = null;
      if (!told || told.to <= told.from) return;
      // A measured minute is not worth an alarm: where the engine is away it is not counted.
      await link.call("cases.activity", { storyId: at, ...told }).catch(() => undefined);
    }
    const tell = () => void store();
    function onSign(): void {
      const now = readNow();
      if (span && now - span.to > GAP_MS) tell();
      span = { from: span?.from ?? now, to: now };
      if (now - span.from >= PART_MS) tell();
    }
    const onHidden = () => document.visibilityState === "hidden" && tell();
    onSign();
    for (const sign of SIGNS) addEventListener(sign, onSign, { capture: true, passive: true });
    addEventListener("blur", tell);
    addEventListener("pagehide", tell);
    document.addEventListener("visibilitychange", onHidden);
    const stay = beforeLeaving(store);
    return () => {
      stay();
      tell();
      for (const sign of SIGNS) removeEventListener(sign, onSign, { capture: true });
      removeEventListener("blur", tell);
      removeEventListener("pagehide", tell);
      document.removeEventListener("visibilitychange", onHidden);
    };
  }, [link, storyId]);
}
