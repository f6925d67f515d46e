import { isHostAt, profileName, readUrl } from "./post.ts";
import type { Habit } from "./post.ts";

/**
 * Links may lead to the article that is talked about: `comments` is where the talk is. Around the words stand the
 * addresses and the points of the moment, which would make every poll bring an edited post.
 */
export const readHackerNews: Habit = ({ url, text, authorName, commentsUrl }) => {
  const talk = readUrl(commentsUrl);
  const place = isTalk(talk) ? talk : isTalk(url) ? url : null;
  if (!place) return null;
  return {
    network: "forum",
    text: text === "Comments" ? "" : text.replace(newsLines, "").trim(),
    handle: /^[\w-]{2,20}$/.test(authorName ?? "") ? authorName : null,
    replyPlace: place.href,
  };
};

const isTalk = (url: URL | null): boolean => url?.hostname === "news.ycombinator.com" && url.pathname === "/item";

const newsLines =
  /(?:^|\n+)(?:Article URL: \S+\s+)?Comments URL: \S+\s+Points: \d{1,6}\s+# Comments: \d{1,6}\s*$|(?:^|\n+)(?:Article|Comments) URL: \S+\s*$/;

/** The creator is the address of a profile, perhaps of another host's user; texts begin with the points of the moment. */
export const readLemmy: Habit = ({ url, text, authorName, authorUri, commentsUrl }) => {
  const profile = readUrl(authorName) ?? readUrl(authorUri);
  const [, name, host] = /^\/u\/([\w.-]{1,60})(?:@([\w.-]{1,200}))?\/?$/.exec(profile?.pathname ?? "") ?? [];
  const talk = readUrl(commentsUrl);
  const place = isThread(talk) ? talk : isThread(url) ? url : null;
  if (!profile || name === undefined || !place) return null;
  return {
    network: "forum",
    text: text.replace(/^submitted by \S{1,300} to \S{1,300}\s+-?\d{1,7} points? \| \d{1,7} comments?\s*/, ""),
    author: authorName?.startsWith("http") ? name : authorName,
    handle: `@${name}@${host ?? profile.host}`,
    replyPlace: place.href,
  };
};

const isThread = (url: URL | null): boolean =>
  /^\/(?:post|comment)\/\d{1,20}(?:\/\d{1,20})?\/?$/.test(url?.pathname ?? "");

const stackSites = ["stackoverflow.com", "stackexchange.com", "serverfault.com", "superuser.com", "askubuntu.com"];

/** Display names are not unique here, the number of the user is. */
export const readStackExchange: Habit = ({ url, authorUri }) => {
  if (!isHostAt(url, ...stackSites, "mathoverflow.net", "stackapps.com")) return null;
  const number = /^\/users\/(\d{1,12})(?:\/|$)/.exec(readUrl(authorUri)?.pathname ?? "")?.[1];
  return { network: "forum", handle: number === undefined ? null : `users/${number}` };
};

/** Any other place whose authors have a profile such as `/u/ann`. */
export const readProfile: Habit = ({ authorName, authorUri }) => {
  const written = /^https?:\/\//i.test(authorName ?? "") ? readUrl(authorName) : null;
  const profile = written ?? readUrl(authorUri);
  if (!profile) return null;
  const handle = profileName(profile);
  const last = profile.pathname.split("/").filter(Boolean).at(-1);
  return { handle, author: written ? (last ?? null) : (authorName ?? handle) };
};
