import type { Clock } from "../../ports/clock.ts";
import type { HttpFailureCode } from "../../ports/http.ts";
import type { NetworkState } from "../network-state.ts";

/** Failures that may mean that this computer has no network. */
const lineFailures: ReadonlySet<HttpFailureCode> = new Set<HttpFailureCode>([
  "address-unknown",
  "unreachable",
  "offline",
]);

export type LineFailure = {
  readonly host: string;
  readonly code: HttpFailureCode;
  /** No other source in the open net could tell more. */
  readonly isOnlyHost: boolean;
  /** The source failed before while others answered: it proves nothing about the line. */
  readonly isBlamed: boolean;
};

export type NetworkWatch = NetworkState & {
  /** A server in the open net gave any answer at all. Says whether the state changed. */
  readonly answered: (host: string) => boolean;
  /**
   * A request to a host of the open net failed. `offline`: nobody can be reached, the source is not to blame. `unclear`:
   * it may be, the next host will tell. `source`: it is the source.
   */
  readonly failed: (failure: LineFailure) => "offline" | "unclear" | "source";
};

/** Offline is a state of the desk: two hosts, or the only one, cannot be reached and none answered in between. */
export function createNetworkWatch(clock: Pick<Clock, "now">): NetworkWatch {
  let offlineSince: number | null = null;
  let unreachable: ReadonlySet<string> = new Set();
  const suspects = new Set<string>();
  return {
    state: () => (offlineSince === null ? "online" : "offline"),
    offlineSince: () => offlineSince,
    answered: (host) => {
      const changed = offlineSince !== null;
      offlineSince = null;
      unreachable = new Set();
      suspects.delete(host);
      return changed;
    },
    failed: ({ host, code, isOnlyHost, isBlamed }) => {
      if (!lineFailures.has(code)) return "source";
      if (offlineSince !== null) return "offline";
      if (isBlamed && code !== "offline") return "source";
      unreachable = new Set([...unreachable, host]);
      if (code === "offline" || isOnlyHost || unreachable.size > 1) {
        offlineSince = clock.now();
        suspects.clear();
        return "offline";
      }
      // The second time in a row that only this host is out of reach, it is the host.
      if (suspects.has(host)) return "source";
      suspects.add(host);
      return "unclear";
    },
  };
}
