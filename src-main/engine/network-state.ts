/** Whether this computer has a network, as the poller last saw it. */
export type NetworkState = {
  readonly state: () => "online" | "offline";
  /** Since when nobody can be reached (ms); null while online. */
  readonly offlineSince: () => number | null;
};
