import { feedLimits } from "./limits.ts";
import { oneLine, shorten } from "./safe-text.ts";

/** What a feed says about who wrote an item. */
export interface WrittenBy {
  readonly name: string | null;
  readonly uri: string | null;
  /** The item's own link, absolute. */
  readonly link: string | null;
  /** The title of the feed; the feed of one account is named after it. */
  readonly feedTitle: string | null;
}

/**
 * Author and handle. Microblogs name nobody in their feeds, but their links do: `https://host/@ann/1234567` is
 * `@ann@host`, `https://host/profile/ann.example/post/x` is `ann.example`. Boards link to `/u/ann` or `/user/ann`.
 */
export function identifyAuthor({ name, uri, link, feedTitle }: WrittenBy): {
  author: string | null;
  handle: string | null;
} {
  const written = name === null ? null : plainName(name);
  const profile = written !== null && /^https?:\/\//i.test(written) ? written : uri;
  const handle = handleOfPost(link) ?? handleOfProfile(profile);
  if (written !== null && profile !== written) return { author: written, handle };
  const titled = handle === null ? null : accountTitle(feedTitle, handle);
  return { author: titled ?? (profile === written ? (lastSegment(profile) ?? handle) : handle), handle };
}

/** RSS writes "ann@example.org (Ann Lee)" or "Ann Lee <ann@example.org>". */
function plainName(raw: string): string | null {
  const text = oneLine(raw);
  const inBrackets = /^[^\s@()]{1,100}@[^\s@()]{1,200}\s\(([^()]{1,200})\)$/.exec(text)?.[1];
  const beforeMail = /^([^<>]{1,200})<[^\s<>@]{1,100}@[^\s<>@]{1,200}>$/.exec(text)?.[1];
  return shorten((inBrackets ?? beforeMail ?? text).trim(), feedLimits.name) || null;
}

function handleOfPost(link: string | null): string | null {
  const url = link === null ? null : URL.parse(link);
  if (!url) return null;
  const toot =
    /^\/@([\w.-]{1,60})(?:@([\w.-]{1,200}))?\/\d{6,}\/?$/.exec(url.pathname) ??
    /^\/users\/([\w.-]{1,60})()\/statuses\/\d+\/?$/.exec(url.pathname);
  if (toot) return `@${toot[1]}@${toot[2] || url.host}`;
  return /^\/profile\/([\w-]{1,63}(?:\.[\w-]{1,63})+)\/post\/\w+\/?$/.exec(url.pathname)?.[1] ?? null;
}

function handleOfProfile(uri: string | null): string | null {
  const url = uri === null ? null : URL.parse(uri);
  const found = /^\/(?:u|user|users)\/([\w.-]{1,60})\/?$/.exec(url?.pathname ?? "");
  return found?.[1] ?? null;
}

const lastSegment = (uri: string | null): string | null =>
  URL.parse(uri ?? "")
    ?.pathname.split("/")
    .filter(Boolean)
    .at(-1) ?? null;

/** "@ann.example - Ann Lee" names the account's person. */
function accountTitle(feedTitle: string | null, handle: string): string | null {
  const start = `@${handle.replace(/^@/, "")} - `;
  return feedTitle?.startsWith(start) ? feedTitle.slice(start.length).trim() || null : null;
}
