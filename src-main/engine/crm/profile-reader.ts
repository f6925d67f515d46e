import type { CrmConnectors } from "../../ports/crm-connector.ts";
import type { NetworkState } from "../network-state.ts";
import type { Parts } from "../parts.ts";
import { wakeOfflineProfiles } from "../store/crm-profile.ts";
import { createProfilePrefetch } from "./profile-prefetch.ts";
import { createProfileRuns, readingOf } from "./profile-runs.ts";
import type { RecordTarget } from "./read-from-target.ts";

export type ProfileReader = {
  /** Reads contacts of open cases ahead from now on. */
  readonly start: () => void;
  readonly stop: () => Promise<void>;
  /** Resolves when nothing is read that may be read now. */
  readonly idle: () => Promise<void>;
  /** Somebody looks at a contact: it is read as soon as the target may be asked. */
  readonly want: (target: RecordTarget, contactRowId: number) => void;
  readonly stateOf: (
    target: RecordTarget,
    contactRowId: number,
  ) => { readonly isReading: boolean; readonly heldMs: number };
  readonly networkIsBack: () => Promise<void>;
};

/** The one reader of what CRMs know: one contact at a time from each target, whoever was looked at last first. */
export function createProfileReader(
  parts: Parts,
  { connectors, network }: { readonly connectors: CrmConnectors; readonly network: NetworkState },
): ProfileReader {
  const runs = createProfileRuns(parts, connectors);
  const prefetch = createProfilePrefetch(parts, { runs, network });
  return {
    start: prefetch.start,
    stop: async () => {
      await prefetch.stop();
      await runs.stop();
    },
    idle: async () => {
      await prefetch.idle();
      await runs.idle();
    },
    want: runs.want,
    stateOf: ({ rowId, version }, contactRowId) =>
      readingOf(runs.laneOf(rowId), { contactRowId, version, now: parts.clock.monotonic() }),
    networkIsBack: async () => {
      await parts.store.write((trx) => wakeOfflineProfiles(trx));
      parts.changed("profiles");
      runs.releaseOffline();
    },
  };
}
