import type { Network } from "../../contract/values.ts";

/** An entry as its feed wrote it, as plain text and absolute http(s) addresses; null where the feed says nothing. */
export type WrittenPost = {
  readonly link: string | null;
  readonly title: string | null;
  readonly text: string;
  /** A name, or the address of a profile where a feed writes that. */
  readonly authorName: string | null;
  readonly authorUri: string | null;
  /** Whom an entry was taken over from: the paper, in Google News. */
  readonly sourceName: string | null;
  readonly commentsUrl: string | null;
  /** The feed of one account is named after it and links to its page. */
  readonly feedTitle: string | null;
  readonly feedLink: string | null;
};

/** The same in one form for all networks. */
export type SocialPost = {
  /** Null where neither the entry nor its addresses show one. */
  readonly network: Network | null;
  readonly title: string | null;
  /** Without what the network puts around the author's words. */
  readonly text: string;
  readonly author: string | null;
  /** `@ann@host`, `ann.host`, `@ann` or `ann`, as the network writes it; unique there. */
  readonly handle: string | null;
  readonly permalink: string | null;
  /** Where an answer belongs when that is not the permalink. */
  readonly replyPlace: string | null;
};

/** The entry with its link read: what every habit looks at. */
export type LinkedPost = WrittenPost & { readonly url: URL | null };

/** How one network writes its feeds: what it says otherwise than by default, or null for an entry of another network. */
export type Habit = (post: LinkedPost) => Partial<SocialPost> | null;

export const readUrl = (address: string | null): URL | null => (address === null ? null : URL.parse(address));

/** The host is the domain or one of its subdomains. */
export const isHostAt = (url: URL | null, ...domains: readonly string[]): boolean =>
  url !== null && domains.some((domain) => url.hostname === domain || url.hostname.endsWith(`.${domain}`));

/** The name in the address of a profile such as `/u/ann`, `/user/ann` or `/users/ann`. */
export const profileName = (url: URL | null): string | null =>
  /^\/(?:u|user|users)\/([\w.-]{1,60})\/?$/.exec(url?.pathname ?? "")?.[1] ?? null;

/** Drops a title that only repeats how the text begins; microblogs have no titles of their own. */
export function ownTitle(title: string | null, text: string): string | null {
  const squeeze = (words: string) => words.replace(/\s+/g, "").replace(/(?:…|\.\.\.)$/, "");
  return title !== null && squeeze(text).startsWith(squeeze(title)) ? null : title;
}
