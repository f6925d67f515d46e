import type { Source } from "../store/source.ts";
import { isOwnLoopback } from "./reach.ts";

const minuteMs = 60_000;
const usualMinutes = 60;
const floorMinutes = 15;
const ceilingMinutes = 24 * 60;
const jitterShare = 0.1;

type Timed = Pick<Source, "url" | "allowPrivate" | "intervalMinutes" | "ttlMinutes">;

/**
 * Minutes between two fetches: what a person chose, else 60 or what the feed asks for if that is more; between 15 and
 * 24 h, so that neither a hurried feed nor a mis-set one rules. A consented loopback address has no floor.
 */
export function intervalMinutes(source: Timed): number {
  const floor = isOwnLoopback(source) ? 0 : floorMinutes;
  const wanted = source.intervalMinutes ?? Math.max(usualMinutes, source.ttlMinutes ?? 0);
  return Math.min(Math.max(wanted, floor), ceilingMinutes);
}

/** Minutes to wait after a number of failures in a row: 15, 30, 60 … 24 h. */
export function backOffMinutes(failures: number): number {
  return Math.min(floorMinutes * 2 ** Math.max(0, failures - 1), ceilingMinutes);
}

/** Milliseconds, moved by up to 10 % either way so that sources do not gather; `fraction` in [0, 1). */
export function withJitter(minutes: number, fraction: number): number {
  return Math.round(minutes * minuteMs * (1 - jitterShare + 2 * jitterShare * fraction));
}
