import type { Clock } from "../../src-main/contract/methods/triage.ts";

export type LiveClock = { state: Clock["state"]; leftMs: number | null };

/** A quarter of the target left is the moment to look: from there the pill is a half disc. */
const WATCH_SHARE = 0.25;

/**
 * A clock as it stands `elapsedMs` after the engine read it. Time only runs while the desk is open; the state is
 * recounted here so that a pill turns amber or red at its minute, without an answer of the engine.
 */
export function runClock(clock: Clock, elapsedMs: number): LiveClock {
  if (clock.leftMs === null || clock.state === "paused" || clock.state === "none")
    return { state: clock.state, leftMs: clock.leftMs };
  const leftMs = clock.running ? clock.leftMs - Math.max(0, elapsedMs) : clock.leftMs;
  if (leftMs < 0) return { state: "breached", leftMs };
  const isClose = clock.targetMs !== null && leftMs < clock.targetMs * WATCH_SHARE;
  return { state: isClose ? "watch" : "ok", leftMs };
}
