import { lookup } from "node:dns/promises";
import { isLoopback } from "./addresses.ts";
import type { Reach } from "./addresses.ts";
import { HttpFault } from "./fault.ts";

export interface HostAddress {
  readonly address: string;
  readonly family: 4 | 6;
}
/** All addresses of a name. */
export type ResolveHost = (host: string) => Promise<readonly HostAddress[]>;

export interface JudgedHost {
  readonly addresses: readonly HostAddress[];
  readonly reach: Reach;
  readonly isLoopback: boolean;
}

export interface JudgeParts {
  readonly resolve: ResolveHost;
  readonly reachOf: (address: string) => Reach;
}

export const resolveBySystem: ResolveHost = async (host) => {
  const found = await lookup(host, { all: true });
  return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
};

/**
 * Looks a host up once. One inner address among several makes the whole name an inner one, so that a name
 * cannot show one face to the check and another to the connection.
 */
export async function judgeHost(url: URL, { resolve, reachOf }: JudgeParts): Promise<JudgedHost> {
  const host = hostOf(url);
  const addresses = addressOfLiteral(host) ?? (await resolve(host));
  if (addresses.length === 0) throw new HttpFault({ code: "address-unknown", params: { host } });
  const reaches = addresses.map(({ address }) => reachOf(address));
  const reach = reaches.includes("nowhere") ? "nowhere" : reaches.includes("private") ? "private" : "public";
  return { addresses, reach, isLoopback: addresses.every(({ address }) => isLoopback(address)) };
}

/** The host without the brackets of an IPv6 address. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, "");
}

/** `URL` has already turned 127.1, 0x7f000001, 0177.0.0.1 and 2130706433 into 127.0.0.1. */
function addressOfLiteral(host: string): readonly HostAddress[] | null {
  if (host.includes(":")) return [{ address: host, family: 6 }];
  return /^\d+\.\d+\.\d+\.\d+$/.test(host) ? [{ address: host, family: 4 }] : null;
}
