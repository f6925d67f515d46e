import type { Clock } from "../../ports/clock.ts";
import type { Source } from "../store/source.ts";
import { hostOf, isOwnLoopback, isReddit } from "./reach.ts";

const mostHosts = 6;
const spacingMs = 2000;
/** Reddit lets in one request a minute without a login. */
export const redditSpacingMs = 61_000;

type Waiting = { readonly host: string; readonly spacingMs: number; readonly start: () => Promise<void> };

export type HostGate = <Result>(source: Source, work: () => Promise<Result>) => Promise<Result>;

/**
 * Lets requests through: one at a time and two seconds apart per host, six hosts at once. Consented loopback needs no
 * spacing; once closing, nothing waits: the work itself sees that it is over.
 */
export function createHostGate(clock: Clock, closing: AbortSignal): HostGate {
  const queue = new Set<Waiting>();
  const busy = new Set<string>();
  const freeAt = new Map<string, number>();
  let cancelTimer = () => {};

  function pump(): void {
    cancelTimer();
    const now = clock.monotonic();
    let next = Infinity;
    for (const waiting of queue) {
      const free = freeAt.get(waiting.host) ?? 0;
      if (!closing.aborted) {
        if (free > now) next = Math.min(next, free);
        if (busy.size >= mostHosts || busy.has(waiting.host) || free > now) continue;
      }
      queue.delete(waiting);
      busy.add(waiting.host);
      void run(waiting);
    }
    if (next !== Infinity) cancelTimer = clock.after(next - now, pump);
  }

  async function run({ host, spacingMs: spacing, start }: Waiting): Promise<void> {
    await start();
    busy.delete(host);
    if (spacing > 0) freeAt.set(host, clock.monotonic() + spacing);
    pump();
  }

  closing.addEventListener("abort", pump);
  return (source, work) =>
    new Promise((resolve, reject) => {
      const start = () => work().then(resolve, reject);
      queue.add({ host: hostOf(source), spacingMs: spacingOf(source), start });
      pump();
    });
}

function spacingOf(source: Source): number {
  if (isOwnLoopback(source)) return 0;
  return isReddit(source) ? redditSpacingMs : spacingMs;
}
