import type { CDPSession, Page } from "playwright-core";

export type MainThread = {
  /** Milliseconds that the page's main thread has worked since its start. */
  readonly taskMs: () => Promise<number>;
};

/** Reads how long a page's main thread worked, as the browser itself counts it. */
export async function watchMainThread(page: Page): Promise<MainThread> {
  const session: CDPSession = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  return {
    taskMs: async () => {
      const { metrics } = await session.send("Performance.getMetrics");
      const task = metrics.find(({ name }) => name === "TaskDuration");
      if (!task) throw new Error("the browser does not tell how long its main thread worked");
      return task.value * 1000;
    },
  };
}

/** The value that a share of the values do not exceed, by nearest rank: 0.5 is the median. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
