import type { Parts } from "../parts.ts";
import { chainHead } from "../store/event-log.ts";
import { beginSpan, extendSpan } from "../store/running-span.ts";
import { isTailWhole, mirrorHead } from "./head-mirror.ts";

const beatMs = 60_000;
/** A note that comes later than this after the last: the machine slept, and nobody listened meanwhile. */
const longestPauseMs = 5 * 60_000;

export type RunningLog = { readonly start: () => Promise<void>; readonly stop: () => Promise<void> };

/** Notes once a minute that the engine runs, so that a wallboard can tell silence from not having listened. */
export function createRunningLog({ store, clock, log }: Parts): RunningLog {
  let span: number | null = null;
  let notedAt = 0;
  let isWhole = true;
  let cancel = () => {};
  let beating: Promise<void> = Promise.resolve();

  async function note(): Promise<void> {
    const rowId = span;
    const now = clock.now();
    const isUnbroken = now >= notedAt && now - notedAt <= longestPauseMs;
    if (rowId !== null && isUnbroken) await store.write((trx) => extendSpan(trx, rowId, now));
    const woke = now > notedAt;
    if (rowId !== null && !isUnbroken) span = await store.write((trx) => beginSpan(trx, now, { woke }));
    notedAt = now;
    // A log whose end was cut off keeps the anchor that proves it, for `check` to find, however long it runs on.
    if (isWhole) mirrorHead(store.file, await chainHead(store.read));
  }

  function beat(): void {
    beating = note()
      .catch((cause: unknown) => log.error("running.note_failed", { error: String(cause) }))
      .then(() => {
        if (span !== null) cancel = clock.after(beatMs, beat);
      });
  }

  return {
    start: async () => {
      isWhole = await isTailWhole(store.read, store.file);
      if (!isWhole) log.error("event_log.end_missing", {});
      notedAt = clock.now();
      span = await store.write((trx) => beginSpan(trx, notedAt));
      cancel = clock.after(beatMs, beat);
    },
    stop: async () => {
      cancel();
      await beating;
      cancel();
      if (span !== null) await note();
      span = null;
    },
  };
}
