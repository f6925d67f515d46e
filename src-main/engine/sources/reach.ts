import ipaddr from "ipaddr.js";
import type { Source } from "../store/source.ts";

/** The host of a source, by which requests are spaced; "" for what is no address. */
export function hostOf({ url }: Pick<Source, "url">): string {
  return URL.parse(url)?.host ?? "";
}

/** A source on this very computer that a person allowed: it needs no manners. */
export function isOwnLoopback(source: Pick<Source, "url" | "allowPrivate">): boolean {
  return source.allowPrivate && rangeOf(source.url) === "loopback";
}

/** Whether a source lies in the open net, as far as its address shows: its failures can mean that we are offline. */
export function isPublic(source: Pick<Source, "url">): boolean {
  const range = rangeOf(source.url);
  return range === "unicast" || range === "name";
}

function rangeOf(url: string): string {
  const hostname = (URL.parse(url)?.hostname ?? "").replace(/^\[|\]$/g, "").replace(/\.$/, "");
  if (hostname === "localhost" || hostname.endsWith(".localhost")) return "loopback";
  if (hostname.endsWith(".local") || hostname.endsWith(".internal") || hostname.endsWith(".home.arpa"))
    return "private";
  if (!ipaddr.isValid(hostname)) return "name";
  return ipaddr.process(hostname).range();
}
