export type SaveLoop = {
  /** Runs after a while at the latest; an earlier plan stands. */
  readonly plan: (afterMs: number) => void;
  /** Runs now, or lets the run that is on its way end. */
  readonly run: () => Promise<void>;
  readonly isRunning: () => boolean;
};

/** Does `work` one at a time. While `hasMore` says so when a run has ended, the next one follows at once. */
export function createSaveLoop({ work, hasMore }: { work: () => Promise<void>; hasMore: () => boolean }): SaveLoop {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | null = null;
  function plan(afterMs: number): void {
    timer ??= setTimeout(() => void run(), afterMs);
  }
  function run(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    running ??= work().finally(() => {
      running = null;
      if (hasMore()) plan(0);
    });
    return running;
  }
  return { plan, run, isRunning: () => running !== null };
}
