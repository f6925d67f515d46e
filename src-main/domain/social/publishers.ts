import { isHostAt, readUrl } from "./post.ts";
import type { Habit } from "./post.ts";

/** The channel is the author: `/channel/UC…`, `/@ann` or `/user/ann`. */
export const readYouTube: Habit = ({ url, authorUri }) => {
  if (!isHostAt(url, "youtube.com", "youtu.be")) return null;
  const channel = readUrl(authorUri);
  const path = isHostAt(channel, "youtube.com") ? channel?.pathname : "";
  return {
    network: "youtube",
    handle: /^\/(?:(?:channel|user|c)\/)?(@?[\w.-]{1,100})\/?$/.exec(path ?? "")?.[1] ?? null,
  };
};

/** "Headline - Paper", with the paper as `source`; the text repeats both. */
export const readGoogleNews: Habit = ({ url, title, text, authorName, sourceName }) => {
  if (!isHostAt(url, "news.google.com")) return null;
  const ending = ` - ${sourceName ?? ""}`;
  const isNamed = sourceName !== null && title !== null && title.endsWith(ending);
  const headline = isNamed ? title.slice(0, -ending.length).trim() : title;
  const squeeze = (words: string) => words.replace(/[\s\u00a0]+/g, "");
  const isRepeated = squeeze(text) === squeeze(`${headline ?? ""}${sourceName ?? ""}`);
  return { network: "news", title: headline, text: isRepeated ? "" : text, author: sourceName ?? authorName };
};

/** `https://medium.com/@ann/…` or `https://ann.medium.com/…`; in a publication's feed the address names nobody. */
export const readMedium: Habit = ({ url, feedLink }) => {
  if (!isHostAt(url, "medium.com")) return null;
  return { network: "blog", handle: mediumName(url) ?? mediumName(readUrl(feedLink)) };
};

function mediumName(url: URL | null): string | null {
  if (!url || !isHostAt(url, "medium.com")) return null;
  const inPath = /^\/(@[\w.-]{1,60})(?:\/|$)/.exec(url.pathname)?.[1];
  const inHost = /^([\w-]{1,60})\.medium\.com$/.exec(url.hostname)?.[1];
  return inPath ?? (inHost === undefined || inHost === "www" ? null : `@${inHost}`);
}
