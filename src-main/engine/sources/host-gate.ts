import type { Clock } from "../../ports/clock.ts";
import type { Source } from "../store/source.ts";
import { hostOf, isOwnLoopback } from "./reach.ts";

const mostHosts = 4;
const spacingMs = 2000;

type Waiting = { readonly source: Source; readonly start: () => Promise<void> };

export type HostGate = <Result>(source: Source, work: () => Promise<Result>) => Promise<Result>;

/** Lets requests through: one at a time and two seconds apart per host, four hosts at once. Consented loopback needs no spacing; once closing, nothing waits: the work itself sees that it is over. */
export function createHostGate(clock: Clock, closing: AbortSignal): HostGate {
  let queue: readonly Waiting[] = [];
  const busy = new Set<string>();
  const freeAt = new Map<string, number>();
  let cancelTimer = () => {};

  function pump(): void {
    cancelTimer();
    const now = clock.monotonic();
    for (const waiting of queue) {
      const host = hostOf(waiting.source);
      if (!closing.aborted && (busy.size >= mostHosts || busy.has(host) || (freeAt.get(host) ?? 0) > now)) continue;
      queue = queue.filter((other) => other !== waiting);
      busy.add(host);
      void run(waiting, host);
    }
    const next = Math.min(
      ...queue.map(({ source }) => freeAt.get(hostOf(source)) ?? Infinity).filter((at) => at > now),
    );
    if (next !== Infinity) cancelTimer = clock.after(next - now, pump);
  }

  async function run({ source, start }: Waiting, host: string): Promise<void> {
    await start();
    busy.delete(host);
    if (!isOwnLoopback(source)) freeAt.set(host, clock.monotonic() + spacingMs);
    pump();
  }

  closing.addEventListener("abort", pump);
  return (source, work) =>
    new Promise((resolve, reject) => {
      queue = [...queue, { source, start: () => work().then(resolve, reject) }];
      pump();
    });
}
