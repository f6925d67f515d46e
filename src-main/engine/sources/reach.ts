import ipaddr from "ipaddr.js";
import type { Source } from "../store/source.ts";

/** Whether a source is asked again and again: a feed, or what an account of ours listens to. */
export function isPolled({ kind }: Pick<Source, "kind">): boolean {
  return kind === "feed" || kind === "account";
}

type Addressed = Pick<Source, "url">;
type Consented = Pick<Source, "url" | "allowPrivate">;

/** The host of a source, by which requests are spaced; the many names of Reddit are one. "" for what is no address. */
export function hostOf({ url }: Addressed): string {
  const host = URL.parse(url)?.host ?? "";
  return isReddit({ url }) ? host.replace(/^(?:[^:]+\.)?(reddit\.com)/, "$1") : host;
}

export function isReddit({ url }: Addressed): boolean {
  return /(^|\.)reddit\.com$/.test(URL.parse(url)?.hostname ?? "");
}

/** A source on this very computer that a person allowed: it needs no manners. */
export function isOwnLoopback(source: Consented): boolean {
  return source.allowPrivate && rangeOf(source.url) === "loopback";
}

/** A source inside one's own network that a person allowed. */
export function isOwnNetwork(source: Consented): boolean {
  return source.allowPrivate && !isPublic(source);
}

/** Whether a source lies in the open net, as far as its address shows: its failures can mean that we are offline. */
export function isPublic(source: Addressed): boolean {
  const range = rangeOf(source.url);
  return range === "unicast" || range === "name";
}

const bridgeHosts =
  /(^|\.)(openrss\.org|morss\.it|rss\.app|fetchrss\.com|politepol\.com)$|(^|[.-])rss-?(hub|bridge)([.-]|$)/;

/** A server that makes feeds of other sites, one of which can be out of order while the rest are well. */
export function isBridge({ url }: Addressed): boolean {
  const address = URL.parse(url);
  if (address === null) return false;
  return bridgeHosts.test(address.hostname) || address.searchParams.has("bridge");
}

function rangeOf(url: string): string {
  const hostname = (URL.parse(url)?.hostname ?? "").replace(/^\[|\]$/g, "").replace(/\.$/, "");
  if (hostname === "localhost" || hostname.endsWith(".localhost")) return "loopback";
  if (hostname.endsWith(".local") || hostname.endsWith(".internal") || hostname.endsWith(".home.arpa"))
    return "private";
  if (!ipaddr.isValid(hostname)) return "name";
  return ipaddr.process(hostname).range();
}
