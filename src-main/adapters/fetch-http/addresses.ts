import ipaddr from "ipaddr.js";

/** Where an address leads: the open net, inside (this machine or its private network), or nowhere a feed could be. */
export type Reach = "public" | "private" | "nowhere";

const insideRanges: readonly string[] = ["loopback", "private", "uniqueLocal", "carrierGradeNat"];

/**
 * Judges a numeric address. Forms that carry an IPv4 address (::ffff:, 64:ff9b::) are judged by what they carry.
 * Link-local is nowhere, even with consent: no feed lives there, but the secrets of cloud machines do.
 */
export function reachOf(address: string): Reach {
  if (!ipaddr.isValid(address)) return "nowhere";
  const parsed = ipaddr.parse(address);
  const carried = parsed instanceof ipaddr.IPv6 ? carriedIPv4(parsed) : null;
  if (carried) return reachOf(carried);
  if (parsed instanceof ipaddr.IPv6 && isOldCompatible(parsed)) return "nowhere";
  const range = parsed.range();
  if (range === "unicast") return "public";
  return insideRanges.includes(range) ? "private" : "nowhere";
}

/** Whether an address is this very machine. */
export function isLoopback(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  return ipaddr.process(address).range() === "loopback";
}

function carriedIPv4(address: ipaddr.IPv6): string | null {
  if (address.isIPv4MappedAddress()) return address.toIPv4Address().toString();
  const bytes = address.toByteArray();
  const isNat64 = address.range() === "rfc6052" && bytes.slice(4, 12).every((byte) => byte === 0);
  return isNat64 ? bytes.slice(12).join(".") : null;
}

/** ::a.b.c.d, a form given up in 2006 that some systems still route to the IPv4 address. */
function isOldCompatible(address: ipaddr.IPv6): boolean {
  const bytes = address.toByteArray();
  return bytes.slice(0, 12).every((byte) => byte === 0) && address.range() === "unicast";
}
