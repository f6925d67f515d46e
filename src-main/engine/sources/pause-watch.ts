import type { Clock } from "../../ports/clock.ts";
import type { NetworkState } from "../network-state.ts";

/** A look that comes this much later than planned means that the machine slept. */
const sleptMs = 60_000;

/**
 * Tells at each look, planned `tickMs` apart, whether a pause has just ended: the first look of all, one after the
 * machine slept, and one after the network came back.
 */
export function createPauseWatch(
  { clock, network }: { readonly clock: Clock; readonly network: NetworkState },
  tickMs: number,
): () => boolean {
  let last: { readonly wall: number; readonly monotonic: number; readonly state: "online" | "offline" } | null = null;
  return () => {
    const now = { wall: clock.now(), monotonic: clock.monotonic(), state: network.state() };
    const before = last;
    last = now;
    if (before === null) return true;
    const passed = now.monotonic - before.monotonic;
    // The monotonic clock of some systems stands still while they sleep, that of others does not.
    const slept = now.wall - before.wall - passed > sleptMs || passed > tickMs + sleptMs;
    return slept || (before.state === "offline" && now.state === "online");
  };
}
