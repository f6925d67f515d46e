import { useRef } from "react";
import { useLocation } from "wouter";
import { useActs } from "../../lib/acts.tsx";
import { reasonOf } from "../../lib/engine.ts";
import { useLink } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";

/** What comes after a case was closed: it stays in sight, or the case that waits next is opened. */
export function useCaseEnd(storyId: string) {
  const { sayError } = useWords();
  const link = useLink();
  const acts = useActs();
  const [, go] = useLocation();
  const isToGoOn = useRef(false);
  async function openNext(): Promise<void> {
    try {
      const { rows } = await link.call("triage.page", { view: "waiting", limit: 2 });
      const next = rows.find(({ id }) => id !== storyId);
      go(next ? `/case/${next.id}` : "/triage");
    } catch (error) {
      acts.failed(sayError(reasonOf(error)));
    }
  }
  return {
    /** Whether the next end of the case goes on to another. */
    goesOn: (isWanted: boolean) => void (isToGoOn.current = isWanted),
    onEnd: (ending: Promise<boolean>) =>
      void ending.then((isDone) => (isDone && isToGoOn.current ? openNext() : undefined)),
  };
}
