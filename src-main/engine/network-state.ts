/** Whether this computer has a network, as the poller last saw it. */
export type NetworkState = { readonly state: () => "online" | "offline" };
