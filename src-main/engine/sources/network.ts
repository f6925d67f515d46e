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
const distrustMs = 60 * 60_000;

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

/** A host out of reach: how many answers of others there were at its first and its last failure, and how many tries it has left. */
type Suspect = { readonly since: number; readonly last: number; readonly chances: number };

/** Offline is a state of the desk: several hosts, or all there are, cannot be reached and none answered in between. */
export function createNetworkWatch(clock: Pick<Clock, "now" | "monotonic">): NetworkWatch {
  let offlineSince: number | null = null;
  let onlineAgainAt = -Infinity;
  let answers = 0;
  /** Hosts out of reach since the last answer, and whether they are proven. */
  const unreachable = new Map<string, boolean>();
  const suspects = new Map<string, Suspect>();

  function isLineDown(code: HttpFailureCode, hosts: number): boolean {
    const proven = [...unreachable.values()].filter(Boolean).length;
    return code === "offline" || proven >= provenHosts || unreachable.size >= Math.min(hosts, unprovenHosts);
  }

  function goOffline(): "offline" {
    offlineSince = clock.now();
    // What those hosts missed proves little: the line was down.
    for (const [host, suspect] of suspects) suspects.set(host, { ...suspect, chances: 2 });
    return "offline";
  }

  /** Others answered since the host was first out of reach: it says nothing about the line, and may be at fault. */
  function judgeSuspect(host: string, { since, last, chances }: Suspect): "unclear" | "source" {
    if (answers === last) return "unclear";
    suspects.set(host, { since, last: answers, chances: chances - 1 });
    return chances <= 1 ? "source" : "unclear";
  }

  return {
    state: () => (offlineSince === null ? "online" : "offline"),
    offlineSince: () => offlineSince,
    answered: (host) => {
      const changed = offlineSince !== null;
      if (changed) onlineAgainAt = clock.monotonic();
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
      const suspect = suspects.get(host);
      if (code !== "offline" && suspect !== undefined && answers > suspect.since) return judgeSuspect(host, suspect);
      unreachable.set(host, isProven);
      // A line that was down a while ago may come and go.
      const chances = clock.monotonic() - onlineAgainAt < distrustMs ? 2 : 1;
      suspects.set(host, suspect ?? { since: answers, last: answers, chances });
      return isLineDown(code, hosts) ? goOffline() : "unclear";
    },
  };
}
