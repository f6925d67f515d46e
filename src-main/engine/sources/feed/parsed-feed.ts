import type { Enclosure } from "../../../contract/methods/mentions.ts";
import type { Network } from "../../../contract/values.ts";

/** Where a post stands in its thread, as an account of ours hears it: names as the network gives them. */
export interface PostPlace {
  readonly parentId: string | null;
  readonly rootId: string | null;
  /** What never changes of its author. */
  readonly authorId: string | null;
}

/** One entry of a feed, as plain values: no markup, no control characters, only http(s) links. Times are ms since the epoch. */
export interface ParsedItem {
  /** guid, atom:id, rdf:about or JSON id, exactly as written; null when the feed gives none. */
  readonly id: string | null;
  /** Without what a network adds to it, such as the paper behind a headline. */
  readonly title: string | null;
  readonly titleAsWritten: string | null;
  readonly link: string | null;
  /** The longest words the feed gives: content, else description, else the caption of a film. An address that must not be opened stands last. May be "". */
  readonly text: string;
  /** A shorter form, when the feed has one besides the content. */
  readonly summary: string | null;
  readonly author: string | null;
  /** `@name@host`, `name.host` or `name`, as the network writes it. */
  readonly handle: string | null;
  /** Where the entry itself shows one. */
  readonly network: Network | null;
  readonly publishedAt: number | null;
  readonly updatedAt: number | null;
  readonly categories: readonly string[];
  /** As declared by the item or the feed, such as "en-GB". */
  readonly lang: string | null;
  /** Where an answer belongs when that is not the link. */
  readonly replyUrl: string | null;
  readonly enclosures: readonly Enclosure[];
  /** Left out by feeds, which say nothing of threads. */
  readonly post?: PostPlace;
}

export interface ParsedFeed {
  readonly title: string | null;
  readonly siteUrl: string | null;
  readonly items: readonly ParsedItem[];
  /** The feed broke the rules of its format and was read all the same. */
  readonly repaired: boolean;
  readonly hints: { readonly ttlMinutes: number | null; readonly updatePeriodMinutes: number | null };
  /** For those who asked, and where entries can be told apart by the words they are written in. */
  readonly raw?: RawReading;
}

/** `items` are those of the entries that are not known, in order. */
export interface RawReading {
  /** A hash of all that an entry's meaning hangs on besides its own words. */
  readonly context: string;
  readonly entries: readonly RawEntry[];
}

/** 128 bits in hexadecimal over the words of an entry, tags and all. */
export interface RawEntry {
  readonly hash: string;
  readonly isKnown: boolean;
}

/** What was read before: in the same context these entries say what they said then. */
export interface KnownRaw {
  readonly context: string;
  readonly hashes: ReadonlySet<string>;
}

/** The words are in the catalogue: `feedErrorKey` tells where. */
export type FeedErrorCode = "not_a_feed" | "not_well_formed" | "empty" | "too_large" | "too_slow";

export interface FeedError {
  readonly error: { readonly code: FeedErrorCode; readonly params: Readonly<Record<string, string | number>> };
}

/** What is known of the bytes besides themselves. */
export interface FeedMeta {
  /** The HTTP header, or null. */
  readonly contentType?: string | null;
  /** The address that answered; relative links are relative to it. */
  readonly url?: string | null;
  /** What need not be read again; null when nothing is known. Left out, nobody asks for `raw`. */
  readonly known?: KnownRaw | null;
}

export const feedError = (code: FeedErrorCode, params: Readonly<Record<string, string | number>> = {}): FeedError => ({
  error: { code, params },
});

export const isFeedError = (result: ParsedFeed | FeedError): result is FeedError => "error" in result;

/** Where the sentence of an error is: a web page and a broken line have sentences of their own. */
export function feedErrorKey({ error: { code, params } }: FeedError): string {
  if (code === "not_a_feed" && params["what"] !== "page") return "feed.not_a_feed_other";
  if (code === "not_well_formed" && params["line"] !== undefined) return "feed.not_well_formed_line";
  return `feed.${code}`;
}
