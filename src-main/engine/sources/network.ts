import type { Clock } from "../../ports/clock.ts";
import type { HttpFailureCode } from "../../ports/http.ts";
import type { NetworkState } from "../network-state.ts";

/** Failures that may mean that this computer has no network. */
const lineFailures: ReadonlySet<HttpFailureCode> = new Set<HttpFailureCode>([
  "address-unknown",
  "unreachable",
  "offline",
]);

/** So many hosts in a row are out of reach before that means the line: fewer of those that answered before. */
const provenHosts = 2;
const unprovenHosts = 5;

export type LineFailure = {
  readonly host: string;
  readonly code: HttpFailureCode;
  /** The hosts of the open net that sources are read from: when all of them are out of reach, it is the line. */
  readonly hosts: number;
  /** It answered the last time, so its silence tells more than that of an address which never did. */
  readonly isProven: boolean;
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

/** Offline is a state of the desk: several hosts, or all there are, cannot be reached and none answered in between. */
export function createNetworkWatch(clock: Pick<Clock, "now">): NetworkWatch {
  let offlineSince: number | null = null;
  let answers = 0;
  /** Hosts out of reach since the last answer, and whether they are proven. */
  const unreachable = new Map<string, boolean>();
  /** Hosts out of reach, and how many answers there had been then. */
  const suspects = new Map<string, number>();

  function isLineDown(code: HttpFailureCode, hosts: number): boolean {
    const proven = [...unreachable.values()].filter(Boolean).length;
    return code === "offline" || proven >= provenHosts || unreachable.size >= Math.min(hosts, unprovenHosts);
  }

  return {
    state: () => (offlineSince === null ? "online" : "offline"),
    offlineSince: () => offlineSince,
    answered: (host) => {
      const changed = offlineSince !== null;
      offlineSince = null;
      answers += 1;
      unreachable.clear();
      suspects.delete(host);
      return changed;
    },
    failed: ({ host, code, hosts, isProven, isBlamed }) => {
      if (!lineFailures.has(code)) return "source";
      if (offlineSince !== null) return "offline";
      if (isBlamed && code !== "offline") return "source";
      // Others answered since it was first out of reach: it is the host.
      if (code !== "offline" && answers > (suspects.get(host) ?? answers)) return "source";
      unreachable.set(host, isProven);
      if (isLineDown(code, hosts)) {
        offlineSince = clock.now();
        suspects.clear();
        return "offline";
      }
      suspects.set(host, suspects.get(host) ?? answers);
      return "unclear";
    },
  };
}
