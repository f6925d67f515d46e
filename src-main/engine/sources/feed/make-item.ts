import { readPost } from "../../../domain/social/read-post.ts";
import { parseFeedDate } from "./dates.ts";
import { enclosuresOf } from "./enclosures.ts";
import type { WrittenEnclosure } from "./enclosures.ts";
import { feedLimits } from "./limits.ts";
import { safeLink } from "./links.ts";
import type { ParsedItem } from "./parsed-feed.ts";
import { plainName } from "./people.ts";
import { htmlToText, titleText } from "../../../domain/text/plain-text.ts";
import { oneLine, safeText, shorten } from "../../../domain/text/safe-text.ts";

/** An item of any format before its words become plain text. Addresses are absolute already, or not addresses. */
export interface ItemDraft {
  readonly id: string | null;
  readonly title: string | null;
  readonly link: string | null;
  /** What was written as the link and must not be opened. */
  readonly unsafeLink: string | null;
  /** Candidates for the text, the fullest first. */
  readonly bodies: readonly (string | null)[];
  readonly summary: string | null;
  readonly authorName: string | null;
  readonly authorUri: string | null;
  /** Candidates for each time, the best first. */
  readonly published: readonly (string | null)[];
  readonly updated: readonly (string | null)[];
  readonly categories: readonly string[];
  readonly lang: string | null;
  readonly enclosures: readonly WrittenEnclosure[];
  /** Whom the item was taken over from. */
  readonly sourceName: string | null;
  readonly commentsUrl: string | null;
  /** Words that are elements of the feed, or plain where others have markup: rss-parser gives them back otherwise. */
  readonly isReadBest: boolean;
}

/** Of the feed an item stands in. */
export interface FeedNames {
  readonly title: string | null;
  readonly siteUrl: string | null;
}

/** Draft to item: plain text, limits, times, author, and what its network is known to write otherwise. */
export function makeItem(draft: ItemDraft, feed: FeedNames): ParsedItem {
  const titleAsWritten = draft.title === null ? null : shorten(titleText(draft.title), feedLimits.title) || null;
  const link = safeLink(draft.link, null);
  const words = firstOf(draft.bodies, htmlToText) ?? "";
  const post = readPost({
    link,
    title: titleAsWritten,
    text: words,
    authorName: draft.authorName === null ? null : plainName(draft.authorName),
    authorUri: draft.authorUri,
    sourceName: draft.sourceName === null ? null : shorten(titleText(draft.sourceName), feedLimits.name) || null,
    commentsUrl: safeLink(draft.commentsUrl, null),
    feedTitle: feed.title,
    feedLink: feed.siteUrl,
  });
  const text = shorten([post.text, draft.unsafeLink ?? ""].filter(Boolean).join("\n\n"), feedLimits.text);
  const summary = draft.summary === null ? "" : htmlToText(draft.summary);
  return {
    id: idOf(draft.id),
    title: post.title,
    titleAsWritten,
    link,
    text,
    summary:
      squeeze(summary) === "" || squeeze(summary) === squeeze(words) ? null : shorten(summary, feedLimits.summary),
    author: post.author === null ? null : shorten(post.author, feedLimits.name),
    handle: post.handle,
    network: post.network,
    publishedAt: firstOf(draft.published, parseFeedDate),
    updatedAt: firstOf(draft.updated, parseFeedDate),
    categories: categoriesOf(draft.categories),
    lang: langOf(draft.lang),
    replyUrl: post.replyPlace,
    enclosures: enclosuresOf(draft.enclosures),
  };
}

const squeeze = (text: string): string => text.replace(/\s+/g, "");

export function firstOf<T>(candidates: readonly (string | null)[], read: (candidate: string) => T | null): T | null {
  for (const candidate of candidates) {
    const value = candidate === null ? null : read(candidate);
    if (value !== null && value !== "") return value;
  }
  return null;
}

function idOf(raw: string | null): string | null {
  const id = safeText(raw ?? "").trim();
  return id === "" ? null : id.slice(0, feedLimits.id).toWellFormed();
}

function categoriesOf(raw: readonly string[]): readonly string[] {
  const names = raw.slice(0, feedLimits.categories).map((name) => shorten(titleText(name), feedLimits.name));
  return [...new Set(names)].filter((name) => name !== "");
}

function langOf(raw: string | null): string | null {
  const lang = oneLine(raw ?? "").replace("_", "-");
  return /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(lang) ? lang : null;
}
