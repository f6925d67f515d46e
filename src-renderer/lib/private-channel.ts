import type { Network } from "../../src-main/contract/values.ts";

const channels = ["phone", "email", "walk-in"] as const satisfies readonly Network[];
export type PrivateChannel = (typeof channels)[number];

/** The channel of somebody who spoke to us alone: nothing is answered in public there, and no permalink proves it. */
export function privateChannelOf(network: Network): PrivateChannel | null {
  return channels.find((channel) => channel === network) ?? null;
}
