import { useEffect } from "react";
import type { WallSnapshot } from "../../../src-main/contract/methods/wallboard.ts";
import { useNow } from "../../lib/now.ts";
import { useEngine, useLinkState } from "../../lib/use-engine.tsx";

/** The wall asks this often, so that a silence is a fault and not a quiet hour. */
const ASK_EVERY_MS = 5000;
/** No answer for this long: the numbers are no longer the present. */
const SILENT_AFTER_MS = 15_000;

export type WallFeed = {
  /** Null until the first numbers came. */
  readonly snapshot: WallSnapshot | null;
  /** The engine's clock now, carried on from its last answer. */
  readonly now: number;
  /** Since when the numbers are not renewed (null before there were any); null while they are. */
  readonly silence: { readonly since: number | null } | null;
};

/** The numbers of the wall, and whether they still come. */
export function useSnapshot(wall: string | null): WallFeed {
  const now = useNow(1000);
  const link = useLinkState();
  const { data, dataUpdatedAt, refetch, isError } = useEngine("wallboard.snapshot", { wall });
  useEffect(() => {
    const timer = setInterval(() => void refetch(), ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [refetch]);
  if (!data) return { snapshot: null, now, silence: isError || link === "lost" ? { since: null } : null };
  const ageMs = Math.max(0, now - dataUpdatedAt);
  const isSilent = link === "lost" || ageMs > SILENT_AFTER_MS;
  return { snapshot: data, now: data.asOf + ageMs, silence: isSilent ? { since: data.asOf } : null };
}
