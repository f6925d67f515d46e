import { cleanXml } from "./clean.ts";
import { decodeFeed } from "./decode.ts";
import { draftItem, siteOf } from "./draft-item.ts";
import { hintsOf } from "./hints.ts";
import { looksLikeJson, readJsonFeed } from "./json-feed.ts";
import { feedLimits } from "./limits.ts";
import { makeItem } from "./make-item.ts";
import { feedError } from "./parsed-feed.ts";
import type { FeedError, FeedMeta, ParsedFeed } from "./parsed-feed.ts";
import { titleText } from "./plain-text.ts";
import { firstText } from "./raw-feed.ts";
import type { RawFeed } from "./raw-feed.ts";
import { faultyLine, readXml } from "./read-xml.ts";
import { isWorthRssParser, readRichFields, withRichFields } from "./rich-fields.ts";
import type { RichFields } from "./rich-fields.ts";
import { safeText, shorten } from "./safe-text.ts";

/** Told of a complete reading before rss-parser is asked about a long feed, which may take it longer than anyone waits. */
export type OnDraft = (feed: ParsedFeed) => void;

/**
 * Bytes to a feed of plain values: decode → clean → read with forgiveness → rss-parser beside it for the words.
 * Never throws for what the bytes hold: an error is a value with a code.
 */
export async function parseFeed(bytes: Uint8Array, meta: FeedMeta, onDraft?: OnDraft): Promise<ParsedFeed | FeedError> {
  const text = decodeFeed(bytes, meta.contentType ?? null);
  const url = meta.url ?? null;
  if (safeText(text).trim() === "") return feedError("empty");
  if (looksLikeJson(text)) return readJsonFeed(text, url);
  const clean = cleanXml(text);
  if (clean.kind !== "feed") return feedError("not_a_feed", { what: clean.kind });
  const feed = readXml(clean.xml, url);
  if (feed === null) return feedError("too_large");
  if (feed.items.length === 0 && feed.channel.fields.size === 0) {
    const line = lineOfFault(text);
    if (line !== null) return feedError("not_well_formed", { line });
  }
  return finish(feed, clean.xml, clean.isRepaired || feed.isCutOff, onDraft);
}

/** Counted from the first line of the file, blank ones before the feed included. */
function lineOfFault(text: string): number | null {
  const xml = text.trimStart();
  const line = faultyLine(xml);
  return line === null ? null : line + text.slice(0, text.length - xml.length).split("\n").length - 1;
}

async function finish(feed: RawFeed, xml: string, isMended: boolean, onDraft?: OnDraft): Promise<ParsedFeed> {
  const title = shorten(titleText(firstText(feed.channel, "title", "dc:title") ?? ""), feedLimits.title) || null;
  const siteUrl = siteOf(feed);
  const make = (rich: readonly RichFields[] | null, repaired: boolean): ParsedFeed => ({
    title,
    siteUrl,
    items: feed.items.map((item, at) =>
      makeItem(withRichFields(draftItem(item, feed), rich?.[at]), { title, siteUrl }),
    ),
    repaired,
    hints: hintsOf(feed.channel),
  });
  if (!isWorthRssParser(feed, xml)) return make(null, isMended || feed.isExcessive);
  if (xml.length > feedLimits.quickXml) onDraft?.(make(null, isMended));
  const rich = await readRichFields(xml, feed.items.length);
  return make(rich.fields, isMended || rich.isBrokenXml);
}
