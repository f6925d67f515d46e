import type { Network } from "../../contract/values.ts";

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
const webAddress = /https?:\/\/\S+/g;

const countGraphemes = (text: string): number => [...graphemes.segment(text)].length;

/** A Mastodon server counts every link as 23 and a remote handle as its local part. */
function countFederated(text: string): number {
  const shortened = text.replace(webAddress, "x".repeat(23)).replace(/(@[\w.-]+)@[\w.-]+\.\w+/g, "$1");
  return countGraphemes(shortened);
}

/**
 * How long a reply is in its network's own counting, and how long it may be (null = no limit known).
 * Source: the networks' public documentation; a Mastodon server may allow more than the default 500.
 */
export function replyLength(network: Network, text: string): { readonly used: number; readonly max: number | null } {
  if (network === "bluesky") return { used: countGraphemes(text), max: 300 };
  if (network === "mastodon" || network === "microblog") return { used: countFederated(text), max: 500 };
  if (network === "reddit" || network === "youtube") return { used: [...text].length, max: 10_000 };
  return { used: countGraphemes(text), max: null };
}

/** Bluesky limits UTF-8 bytes as well. */
export function isTooLong(network: Network, text: string): boolean {
  const { used, max } = replyLength(network, text);
  if (max !== null && used > max) return true;
  return network === "bluesky" && Buffer.byteLength(text, "utf8") > 3000;
}
