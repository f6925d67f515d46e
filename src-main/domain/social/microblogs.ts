import { isHostAt, ownTitle, readUrl } from "./post.ts";
import type { Habit, LinkedPost } from "./post.ts";

/** No author, but links as `https://host/@ann/1234567`; feeds of a tag link to other hosts or to `/@ann@host/1234567`. */
export const readMastodon: Habit = ({ url, title, text, authorName, feedTitle, feedLink }) => {
  const found =
    /^\/@([\w.-]{1,60})(?:@([\w.-]{1,200}))?\/\d{6,}\/?$/.exec(url?.pathname ?? "") ??
    /^\/users\/([\w.-]{1,60})()\/statuses\/\d+\/?$/.exec(url?.pathname ?? "");
  if (!url || !found) return null;
  const handle = `@${found[1]}@${found[2] || url.host}`;
  const page = readUrl(feedLink);
  const isOwnFeed = page !== null && page.host === url.host && isPageOf(page.pathname, found[1] ?? "");
  return {
    network: "mastodon",
    title: ownTitle(title, text),
    author: authorName ?? (isOwnFeed ? feedTitle : null) ?? handle,
    handle,
  };
};

const isPageOf = (path: string, name: string): boolean =>
  [`/@${name}`, `/users/${name}`].includes(path.replace(/\/$/, ""));

/** No author; links as `https://host/profile/ann.example/post/3k2`, and a feed named "@ann.example - Ann Lee". */
export const readBluesky: Habit = ({ url, title, text, authorName, feedTitle }) => {
  const account = /^\/profile\/([^/]{1,260})\/post\/\w+\/?$/.exec(url?.pathname ?? "")?.[1];
  if (account === undefined) return null;
  const [, titleHandle, titleName] = /^@([\w-]{1,63}(?:\.[\w-]{1,63})+)(?: - (.{1,300}))?$/.exec(feedTitle ?? "") ?? [];
  const isHandle = /^[\w-]{1,63}(?:\.[\w-]{1,63})+$/.test(account);
  if (!isHandle && !account.startsWith("did:")) return null;
  const handle = isHandle ? account : (titleHandle ?? null);
  const name = titleHandle === handle ? titleName?.trim() : undefined;
  return {
    network: "bluesky",
    title: ownTitle(title, text),
    author: authorName ?? (name || handle),
    handle,
  };
};

/**
 * Readers of X such as Nitter: links as `https://host/ann/status/123`, titles that are the post itself behind "RT by @bo:"
 * or "R to @bo:". The answer belongs on X, whatever host the feed was read from.
 */
export const readNitter: Habit = (post) => {
  const [, name, id] = /^\/(\w{1,15})\/status\/(\d{1,25})\/?$/.exec(post.url?.pathname ?? "") ?? [];
  if (name === undefined || id === undefined) return null;
  return {
    network: "x",
    title: ownTitle(post.title?.replace(/^(?:RT by|R to) @\w{1,15}: /, "") ?? null, post.text),
    author: accountName(post, name),
    handle: `@${name}`,
    replyPlace: isHostAt(post.url, "x.com", "twitter.com") ? null : `https://x.com/${name}/status/${id}`,
  };
};

/** The feed of one account is named "Ann Lee / @ann". */
function accountName({ authorName, feedTitle }: LinkedPost, name: string): string {
  const [, titled, titledName] = /^(.{1,300}) \/ @(\w{1,15})$/.exec(feedTitle ?? "") ?? [];
  if (titled !== undefined && titledName?.toLowerCase() === name.toLowerCase()) return titled;
  return authorName ?? `@${name}`;
}
