import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from "react";
import { readNow } from "./now.ts";

/** How long the last act can be taken back from the status bar. */
export const UNDO_MS = 10_000;

export type Act = {
  /** What was done, in words. */
  says: string;
  tone: "done" | "failed";
  at: number;
  /** Takes it back; absent when nothing can be taken back. */
  undo?: () => Promise<void>;
};

export type Acts = {
  last: Act | null;
  /** Says what was done and offers to take it back for ten seconds. */
  did: (act: { says: string; undo?: () => Promise<void> }) => void;
  /** Says why something was not done. */
  failed: (says: string) => void;
  /** Names an act that is on its way: an undo waits for it, so that it never takes back the one before. */
  during: <Result>(work: Promise<Result>) => Promise<Result>;
  /** Takes the last act back, when that is still possible. */
  undo: () => Promise<void>;
};

const ActsContext = createContext<Acts | null>(null);

/** Holds the last act of this screen: the status bar shows it, Ctrl+Z takes it back, a live region reads it out. */
export function ActsProvider({ children }: { children: ReactNode }) {
  const [last, setLast] = useState<Act | null>(null);
  const current = useRef<Act | null>(null);
  const show = useCallback((act: Act | null) => {
    current.current = act;
    setLast(act);
  }, []);
  const onTheirWay = useRef(new Set<Promise<unknown>>());
  const during = useCallback(async <Result,>(work: Promise<Result>): Promise<Result> => {
    onTheirWay.current.add(work);
    try {
      return await work;
    } finally {
      onTheirWay.current.delete(work);
    }
  }, []);
  const undo = useCallback(async () => {
    await Promise.allSettled(onTheirWay.current);
    const act = current.current;
    if (!act?.undo || readNow() - act.at > UNDO_MS) return;
    show(null);
    await act.undo();
  }, [show]);
  const acts = useMemo<Acts>(
    () => ({
      last,
      did: (act) => show({ ...act, tone: "done", at: readNow() }),
      failed: (says) => show({ says, tone: "failed", at: readNow() }),
      during,
      undo,
    }),
    [last, show, during, undo],
  );
  return <ActsContext value={acts}>{children}</ActsContext>;
}

export function useActs(): Acts {
  const acts = useContext(ActsContext);
  if (!acts) throw new Error("useActs needs an ActsProvider above it");
  return acts;
}
