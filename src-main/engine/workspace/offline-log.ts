import type { NetworkState } from "../network-state.ts";
import type { Parts } from "../parts.ts";
import { beginOfflineSpan, extendOfflineSpan } from "../store/offline-span.ts";

const beatMs = 60_000;

export type OfflineLog = {
  readonly start: () => void;
  readonly stop: () => Promise<void>;
  /** The state of the network may have changed: notes it at once. */
  readonly changed: () => void;
};

/** Notes when nobody could be reached, once a minute while it lasts, so that a case can show it as a gap. */
export function createOfflineLog({ store, clock, log }: Parts, network: NetworkState): OfflineLog {
  let span: number | null = null;
  let isRunning = false;
  let cancel = () => {};
  let noting: Promise<void> = Promise.resolve();

  async function note(): Promise<void> {
    const since = network.offlineSince();
    const now = clock.now();
    const open = span;
    if (open !== null) {
      await store.write((trx) => extendOfflineSpan(trx, open, now));
      if (since === null) span = null;
    } else if (since !== null) {
      span = await store.write((trx) => beginOfflineSpan(trx, { from: since, to: now }));
    }
  }

  function noteNext(): void {
    noting = noting.then(note).catch((cause: unknown) => log.error("offline.note_failed", { error: String(cause) }));
  }

  function beat(): void {
    noteNext();
    cancel = clock.after(beatMs, beat);
  }

  return {
    start: () => {
      isRunning = true;
      cancel = clock.after(beatMs, beat);
    },
    stop: async () => {
      isRunning = false;
      cancel();
      noteNext();
      await noting;
    },
    changed: () => {
      if (isRunning && (span === null) !== (network.offlineSince() === null)) noteNext();
    },
  };
}
