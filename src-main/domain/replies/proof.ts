import type { Network } from "../../contract/values.ts";
import { isHostOf } from "./field-kinds.ts";

const knownHosts: Partial<Record<Network, readonly string[]>> = {
  bluesky: ["bsky.app"],
  reddit: ["reddit.com"],
  youtube: ["youtube.com", "youtu.be"],
  x: ["x.com", "twitter.com"],
  facebook: ["facebook.com"],
  instagram: ["instagram.com"],
  threads: ["threads.net", "threads.com"],
  linkedin: ["linkedin.com"],
  tiktok: ["tiktok.com"],
};

export type ProofFault =
  | { readonly code: "proof-not-a-link" }
  | { readonly code: "proof-is-original" }
  | { readonly code: "proof-wrong-host"; readonly host: string; readonly expected: string };

/**
 * Judges the pasted permalink of a posted reply: a web link without credentials, on a host where the reply can stand
 * (the network's, the reply place's, the original's, the source's or one of our own sites), and neither the original nor
 * the reply place itself. Null = fits.
 */
export function findProofFault({
  url,
  network,
  parentUrl,
  placeUrl,
  hosts,
}: {
  readonly url: string;
  readonly network: Network;
  readonly parentUrl: string | null;
  /** Where the reply was to be posted when that is not the original. */
  readonly placeUrl: string | null;
  /** Hosts of the source and of our own sites. */
  readonly hosts: readonly string[];
}): ProofFault | null {
  const proof = asLink(url);
  if (!proof) return { code: "proof-not-a-link" };
  const places = [placeUrl, parentUrl].flatMap((address) => (address === null ? [] : (asLink(address) ?? [])));
  if (places.some((place) => samePage(place, proof))) return { code: "proof-is-original" };
  const expected = [...(knownHosts[network] ?? []), ...places.map(({ hostname }) => hostname), ...hosts];
  if (expected.some((host) => isHostOf(proof.hostname, host))) return null;
  return { code: "proof-wrong-host", host: proof.hostname, expected: expected[0] ?? "" };
}

function asLink(text: string): URL | null {
  const trimmed = text.trim();
  if (!URL.canParse(trimmed)) return null;
  const url = new URL(trimmed);
  const isWeb = url.protocol === "https:" || url.protocol === "http:";
  return isWeb && url.username === "" && url.password === "" ? url : null;
}

/** The fragment counts: many forums give each answer the page's address with `#post-17`. */
function samePage(a: URL, b: URL): boolean {
  const path = (url: URL) =>
    `${url.hostname.replace(/^www\./, "")}${url.pathname.replace(/\/$/, "")}${url.search}${url.hash}`;
  return path(a) === path(b);
}
