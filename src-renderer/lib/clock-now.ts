import { useNow } from "./now.ts";

/** When the engine read the case, by its clock and by the page's. */
export type ClockNow = { asOf: number; readAt: number };

/** How much the engine's clock is ahead of the page's. */
export function aheadOf({ asOf, readAt }: ClockNow): number {
  return asOf - readAt;
}

/** The present time by the engine's clock. */
export function useEngineNow(clockNow: ClockNow, everyMs: number): number {
  return Math.max(clockNow.asOf, useNow(everyMs) + aheadOf(clockNow));
}
