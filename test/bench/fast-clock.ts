/** What a page that was given a fast clock offers. */
export type FastPage = { live: (steps: number, stepMs: number) => Promise<void> };

/**
 * Runs in a page before its own scripts: from then on time stands still, until `live` lets it pass in steps. Each timer
 * runs when its moment comes, and after each step the page gets the answers that it asked for.
 */
export function installFastClock(start: number): void {
  const nextTask = (): Promise<void> =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener("message", () => {
        port1.close();
        resolve();
      });
      port1.start();
      port2.postMessage(null);
    });
  const RealDate = Date;
  const fetchReally = window.fetch.bind(window);
  const timers = new Map<number, { at: number; everyMs: number | null; run: () => void }>();
  let now = start;
  let count = 0;
  let asked = 0;

  function add(run: unknown, delayMs: unknown, isRepeated: boolean): number {
    const wait = Math.max(1, Number(delayMs) || 0);
    count += 1;
    timers.set(count, { at: now + wait, everyMs: isRepeated ? wait : null, run: run as () => void });
    return count;
  }

  function pass(ms: number): void {
    const end = now + ms;
    for (;;) {
      const [next] = [...timers].filter(([, { at }]) => at <= end).toSorted(([, one], [, other]) => one.at - other.at);
      if (!next) break;
      const [id, timer] = next;
      now = timer.at;
      if (timer.everyMs === null) timers.delete(id);
      else timer.at += timer.everyMs;
      timer.run();
    }
    now = end;
  }

  Object.assign(window, {
    Date: class extends RealDate {
      constructor(...given: readonly []) {
        super(...(given.length === 0 ? ([now] as unknown as []) : given));
      }
      static override now = () => now;
    },
    setTimeout: (run: unknown, delayMs: unknown) => add(run, delayMs, false),
    setInterval: (run: unknown, delayMs: unknown) => add(run, delayMs, true),
    clearTimeout: (id: number) => void timers.delete(id),
    clearInterval: (id: number) => void timers.delete(id),
    fetch: (...given: Parameters<typeof fetch>) => {
      asked += 1;
      return fetchReally(...given).finally(() => (asked -= 1));
    },
    live: async (steps: number, stepMs: number) => {
      for (let step = 0; step < steps; step += 1) {
        pass(stepMs);
        do await nextTask();
        while (asked > 0);
        // What was answered is taken in and drawn.
        for (let turn = 0; turn < 3; turn += 1) await nextTask();
        pass(1);
        if (step % 24 === 0) await new Promise((resolve) => requestAnimationFrame(resolve));
      }
    },
  });
}
