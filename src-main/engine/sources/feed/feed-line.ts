import { parseFeed } from "./parse.ts";
import { feedErrorKey, isFeedError } from "./parsed-feed.ts";
import type { FeedError, FeedMeta, ParsedFeed, ParsedItem } from "./parsed-feed.ts";

/** Words of the catalogue by key. */
export type Says = (key: string, params: Readonly<Record<string, string | number>>) => string;

type LineItem = Omit<ParsedItem, "title" | "titleAsWritten" | "publishedAt" | "updatedAt"> & {
  /** As the feed wrote it. */
  readonly title: string | null;
  readonly publishedAt: string | null;
  readonly updatedAt: string | null;
};
export interface FeedLine {
  readonly title: string | null;
  readonly siteUrl: string | null;
  /** The feed broke the rules of its format and was read all the same. */
  readonly repaired: boolean;
  readonly items: readonly LineItem[];
}
export interface FeedLineError {
  readonly error: { readonly code: string; readonly says: string };
}
type Parse = (bytes: Uint8Array, meta: FeedMeta) => Promise<ParsedFeed | FeedError>;

/**
 * One line of the filter `parse-feed --json-lines`: `{base64, contentType, url}` to the feed, or to an error in words.
 * `parse` may be a parser with limits; without it the feed is read in this thread.
 */
export async function parseFeedLine(
  input: unknown,
  says: Says,
  parse: Parse = parseFeed,
): Promise<FeedLine | FeedLineError> {
  const line = readLine(input);
  if (!line) return { error: { code: "bad_line", says: says("feed.bad_line", {}) } };
  const result = await parse(line.bytes, line.meta);
  if (isFeedError(result)) {
    const { code, params } = result.error;
    return { error: { code, says: says(feedErrorKey(result), params) } };
  }
  const items = result.items.map(({ titleAsWritten, ...item }) => ({
    ...item,
    title: titleAsWritten,
    publishedAt: isoTime(item.publishedAt),
    updatedAt: isoTime(item.updatedAt),
  }));
  return { title: result.title, siteUrl: result.siteUrl, repaired: result.repaired, items };
}

const isoTime = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

function readLine(input: unknown): { bytes: Uint8Array; meta: FeedMeta } | null {
  if (typeof input !== "object" || input === null) return null;
  const { base64, contentType, url } = input as Readonly<Record<string, unknown>>;
  const isText = (value: unknown): value is string | null | undefined => value == null || typeof value === "string";
  if (typeof base64 !== "string" || !isText(contentType) || !isText(url)) return null;
  return { bytes: Buffer.from(base64, "base64"), meta: { contentType: contentType ?? null, url: url ?? null } };
}
