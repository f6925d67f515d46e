import type { NetworkState } from "../network-state.ts";
import type { Parts } from "../parts.ts";
import { forgetOldProfiles, nextToPrefetch } from "../store/crm-profile.ts";
import { listTargets } from "../store/crm-target.ts";
import { isReadable } from "./profile-runs.ts";
import type { ProfileRuns } from "./profile-runs.ts";

const dayMs = 86_400_000;
/** One contact of each target at a time, at this pace. */
const paceMs = 10_000;
const restMs = 60_000;
/** What nobody looked at for that long is forgotten. */
const keptMs = 30 * dayMs;

export type ProfilePrefetch = {
  readonly start: () => void;
  readonly stop: () => Promise<void>;
  readonly idle: () => Promise<void>;
};

/** Reads the contacts of open cases before anybody looks, each once a day, so that a look-up on the phone waits for no CRM. */
export function createProfilePrefetch(
  parts: Parts,
  { runs, network }: { readonly runs: ProfileRuns; readonly network: NetworkState },
): ProfilePrefetch {
  let isStopped = false;
  let cancel = () => {};
  let turn: Promise<void> = Promise.resolve();
  let forgottenAt = 0;

  async function readNext(): Promise<number> {
    const now = parts.clock.now();
    if (now - forgottenAt >= dayMs) {
      while (await parts.store.write((trx) => forgetOldProfiles(trx, now - keptMs)));
      forgottenAt = now;
    }
    if (network.state() === "offline") return restMs;
    let isMore = false;
    for (const target of (await listTargets(parts.store.read)).filter(isReadable)) {
      const { wanted, reading } = runs.laneOf(target.rowId);
      // Who looks comes first.
      if (wanted.size > 0 || reading !== null || runs.waitOf(target) > 0) continue;
      const asked = { targetRowId: target.rowId, since: now - dayMs, now };
      const contactRowId = await nextToPrefetch(parts.store.read, asked);
      if (contactRowId === null) continue;
      isMore = true;
      runs.want(target, contactRowId);
    }
    return isMore ? paceMs : restMs;
  }

  function after(delayMs: number): void {
    if (isStopped) return;
    cancel = parts.clock.after(delayMs, () => {
      turn = readNext()
        .catch((cause: unknown) => {
          parts.log.error("crm.prefetch_failed", { error: String(cause) });
          return restMs;
        })
        .then(after);
    });
  }

  return {
    start: () => after(paceMs),
    stop: async () => {
      isStopped = true;
      cancel();
      await turn;
    },
    idle: () => turn,
  };
}
