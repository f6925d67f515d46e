import { parseFeedDate } from "./dates.ts";
import { feedLimits } from "./limits.ts";
import { safeLink } from "./links.ts";
import type { ParsedItem } from "./parsed-feed.ts";
import { identifyAuthor } from "./people.ts";
import { htmlToText, titleText } from "./plain-text.ts";
import { oneLine, safeText, shorten } from "./safe-text.ts";

/** An item of any format before its words become plain text. Addresses are absolute already, or not addresses. */
export interface ItemDraft {
  readonly id: string | null;
  readonly title: string | null;
  readonly link: string | null;
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
  readonly commentsUrl: string | null;
  /** A body was written as elements of the feed and not as text. */
  readonly hasElements: boolean;
}

/** Draft to item: plain text, limits, times, author. */
export function makeItem(draft: ItemDraft, feedTitle: string | null): ParsedItem {
  const text = firstOf(draft.bodies, (html) => bodyText(html, draft.link)) ?? "";
  const summary = draft.summary === null ? "" : shorten(htmlToText(draft.summary), feedLimits.summary);
  return {
    id: idOf(draft.id),
    title: draft.title === null ? null : shorten(titleText(draft.title), feedLimits.title) || null,
    link: safeLink(draft.link, null),
    text,
    summary: summary === "" || summary === text ? null : summary,
    ...identifyAuthor({ name: draft.authorName, uri: draft.authorUri, link: draft.link, feedTitle }),
    publishedAt: firstOf(draft.published, parseFeedDate),
    updatedAt: firstOf(draft.updated, parseFeedDate),
    categories: categoriesOf(draft.categories),
    lang: langOf(draft.lang),
    commentsUrl: safeLink(draft.commentsUrl, null),
  };
}

export function firstOf<T>(candidates: readonly (string | null)[], read: (candidate: string) => T | null): T | null {
  for (const candidate of candidates) {
    const value = candidate === null ? null : read(candidate);
    if (value !== null && value !== "") return value;
  }
  return null;
}

function bodyText(html: string, link: string | null): string {
  const text = htmlToText(html);
  return shorten(isReddit(link) ? withoutSubmittedBy(text) : text, feedLimits.text);
}

const isReddit = (link: string | null): boolean => /^https?:\/\/(?:[\w-]+\.)?reddit\.com\//.test(link ?? "");

/** Reddit ends each text with "submitted by /u/ann [link] [comments]". */
function withoutSubmittedBy(text: string): string {
  const at = text.lastIndexOf("submitted by");
  return at !== -1 && text.endsWith("[comments]") ? text.slice(0, at).trim() : text;
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
