import type { Shift, ShiftHandover, ShiftSummary } from "../../../src-main/contract/methods/shifts.ts";
import type { EngineError } from "../../lib/engine.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import type { Span } from "./period.ts";

export type Sheet = {
  /** Null while nobody knows. */
  summary: ShiftSummary | null;
  /** What was signed, where the sheet shows that. */
  handover: ShiftHandover | null;
  /** Counts of the same stretch of time that are others now than when it was signed. */
  changed: number;
  error: EngineError | null;
  retry: () => void;
};

const counted = ["mentions", "cases", "answered", "breached", "promised", "kept", "broken"] as const;

/** The handover of a closed shift as it was signed, else what a stretch of time and the present moment say now. */
export function useSheet(span: Span, shift: Shift | null): Sheet {
  const isSigned = shift !== null && shift.handover !== null;
  const signed = useEngine("shifts.handover", { id: shift?.id ?? "" }, { enabled: isSigned });
  const live = useEngine("shifts.summary", { from: span.from, to: span.to }, { keepPrevious: true });
  const handover = isSigned ? (signed.data ?? null) : null;
  const summary = isSigned ? (handover?.summary ?? null) : (live.data ?? null);
  const now = live.data?.counts;
  const changed = handover && now ? counted.filter((name) => handover.summary.counts[name] !== now[name]).length : 0;
  const error = isSigned ? signed.error : live.error;
  return {
    summary,
    handover,
    changed,
    error: summary ? null : error,
    retry: () => void (isSigned ? signed.refetch() : live.refetch()),
  };
}
