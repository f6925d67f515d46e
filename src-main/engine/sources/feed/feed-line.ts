import { parseFeed } from "./parse.ts";
import { feedErrorKey, isFeedError } from "./parsed-feed.ts";
import type { FeedError, FeedMeta, ParsedFeed } from "./parsed-feed.ts";

/** Words of the catalogue by key. */
export type Says = (key: string, params: Readonly<Record<string, string | number>>) => string;

export interface FeedLine {
  readonly title: string | null;
  readonly items: readonly {
    readonly id: string | null;
    readonly title: string | null;
    readonly link: string | null;
    readonly publishedAt: string | null;
    readonly text: string;
    readonly author: string | null;
  }[];
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
  const items = result.items.map(({ id, title, link, publishedAt, text, author }) => ({
    ...{
      id,
      title,
      link,
      publishedAt: publishedAt === null ? null : new Date(publishedAt).toISOString(),
      text,
      author,
    },
  }));
  return { title: result.title, items };
}

function readLine(input: unknown): { bytes: Uint8Array; meta: FeedMeta } | null {
  if (typeof input !== "object" || input === null) return null;
  const { base64, contentType, url } = input as Readonly<Record<string, unknown>>;
  const isText = (value: unknown): value is string | null | undefined => value == null || typeof value === "string";
  if (typeof base64 !== "string" || !isText(contentType) || !isText(url)) return null;
  return { bytes: Buffer.from(base64, "base64"), meta: { contentType: contentType ?? null, url: url ?? null } };
}
