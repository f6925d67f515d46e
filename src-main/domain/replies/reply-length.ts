import type { Network } from "../../contract/values.ts";
import { isHostOf } from "./field-kinds.ts";
import { countBytes, countCodePoints, countFederated, countGraphemes, countWeighted } from "./length/counts.ts";

/** What the account's own server says (AccountLimits of the publisher's port); `null` in it = the server names none. */
export type LengthLimits = {
  readonly maxCharacters: number | null;
  /** UTF-8. */
  readonly maxBytes: number | null;
  readonly charactersPerLink: number | null;
};

export type ReplyLength = {
  readonly used: number;
  /** null = no limit known. */
  readonly max: number | null;
  readonly unit: "characters" | "bytes";
};

/** Where a reply goes: the limits are those of its account where one is connected, else the network's documented ones. */
export type LengthPlace = {
  readonly network: Network;
  readonly limits?: LengthLimits | null;
  /** Address of what is answered: tells whose review site it is. */
  readonly parentUrl?: string | null;
};

const mastodon: LengthLimits = { maxCharacters: 500, maxBytes: null, charactersPerLink: 23 };
const bluesky: LengthLimits = { maxCharacters: 300, maxBytes: 3000, charactersPerLink: null };
const x = 280;

/** Documented limits of comments and answers where no server is asked, in code points. */
const commentLimits: Partial<Record<Network, number>> = {
  linkedin: 1250,
  facebook: 8000,
  instagram: 2200,
  threads: 500,
  tiktok: 150,
  reddit: 10_000,
  youtube: 10_000,
};
const googleReviewBytes = 4096;

/**
 * How long a reply is in its network's own counting, and how long it may be. Where two limits hold, the one that is
 * nearer. Source: the networks' public documentation and, for a connected account, its own server.
 */
export function replyLength({ network, limits = null, parentUrl = null }: LengthPlace, text: string): ReplyLength {
  if (network === "bluesky") return nearer(limits ?? bluesky, countGraphemes(text), text);
  if (network === "mastodon" || network === "microblog") {
    const { charactersPerLink } = limits ?? mastodon;
    return nearer(limits ?? mastodon, countFederated(text, charactersPerLink ?? 23), text);
  }
  if (network === "x") return { used: countWeighted(text), max: x, unit: "characters" };
  if (network === "reviews" && isOnGoogle(parentUrl))
    return { used: countBytes(text), max: googleReviewBytes, unit: "bytes" };
  const max = commentLimits[network];
  if (max !== undefined) return { used: countCodePoints(text), max, unit: "characters" };
  return { used: countGraphemes(text), max: null, unit: "characters" };
}

/** Bytes are spoken of only when they are nearly used up, and sooner than characters. */
function nearer({ maxCharacters, maxBytes }: LengthLimits, characters: number, text: string): ReplyLength {
  const byCharacters: ReplyLength = { used: characters, max: maxCharacters, unit: "characters" };
  if (maxBytes === null) return byCharacters;
  const byBytes: ReplyLength = { used: countBytes(text), max: maxBytes, unit: "bytes" };
  if (maxCharacters === null) return byBytes;
  const share = byBytes.used / maxBytes;
  return share > 0.8 && share > characters / maxCharacters ? byBytes : byCharacters;
}

function isOnGoogle(url: string | null): boolean {
  if (url === null || !URL.canParse(url)) return false;
  const { hostname } = new URL(url);
  return isHostOf(hostname, "g.page") || /(^|\.)google\.(com|[a-z]{2}|com?\.[a-z]{2})$/.test(hostname);
}

/** Whether a network would refuse the text for its length. */
export function isTooLong(place: LengthPlace, text: string): boolean {
  const { used, max } = replyLength(place, text);
  return max !== null && used > max;
}
