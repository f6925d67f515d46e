import { cleanXml } from "./clean.ts";
import { decodeFeed } from "./decode.ts";
import { draftItem, siteOf } from "./draft-item.ts";
import { hintsOf } from "./hints.ts";
import { looksLikeJson, readJsonFeed } from "./json-feed.ts";
import { feedLimits } from "./limits.ts";
import { makeItem } from "./make-item.ts";
import { feedError } from "./parsed-feed.ts";
import type { FeedError, FeedMeta, KnownRaw, ParsedFeed } from "./parsed-feed.ts";
import { titleText } from "../../../domain/text/plain-text.ts";
import { firstText } from "./raw-feed.ts";
import type { RawFeed } from "./raw-feed.ts";
import { contextOf, rawEntriesOf, withoutKnown } from "./raw-reading.ts";
import { faultyLine, readXml } from "./read-xml.ts";
import { isWorthRssParser, readRichFields, withRichFields } from "./rich-fields.ts";
import type { RichFields } from "./rich-fields.ts";
import { safeText, shorten } from "../../../domain/text/safe-text.ts";
import { sliceEntries } from "./slice-entries.ts";
import type { Slices } from "./slice-entries.ts";

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
  // Of a feed that had to be mended nobody can say what hangs on what.
  const slices = meta.known === undefined || clean.isRepaired ? null : sliceEntries(clean.xml);
  const rest = slices && meta.known ? await readUnknown(clean.xml, { url, slices, known: meta.known }) : null;
  if (rest) return rest;
  const feed = readXml(clean.xml, url);
  if (feed === null) return feedError("too_large");
  if (feed.items.length === 0 && feed.channel.fields.size === 0) {
    const line = lineOfFault(text);
    if (line !== null) return feedError("not_well_formed", { line });
  }
  return finish(feed, { xml: clean.xml, isMended: clean.isRepaired || feed.isCutOff, slices, url }, onDraft);
}

/** Counted from the first line of the file, blank ones before the feed included. */
function lineOfFault(text: string): number | null {
  const xml = text.trimStart();
  const line = faultyLine(xml);
  return line === null ? null : line + text.slice(0, text.length - xml.length).split("\n").length - 1;
}

type Reading = {
  readonly xml: string;
  readonly isMended: boolean;
  readonly slices: Slices | null;
  readonly url: string | null;
};

async function finish(feed: RawFeed, reading: Reading, onDraft?: OnDraft): Promise<ParsedFeed> {
  const { xml, isMended, slices, url } = reading;
  const make = makeFeed(feed);
  if (!isWorthRssParser(feed, xml)) return make(null, isMended || feed.isExcessive);
  if (xml.length > feedLimits.quickXml) onDraft?.(make(null, isMended));
  const rich = await readRichFields(xml, feed.items.length);
  const read = make(rich.fields, isMended || rich.isBrokenXml);
  // What both readers took the same way, entry by entry.
  const isSure = slices !== null && !read.repaired && !feed.isExcessive && rich.fields !== null;
  if (!isSure || slices.entries.length !== feed.items.length) return read;
  return {
    ...read,
    raw: { context: contextOf(feed, { ...read, ...slices, url }), entries: rawEntriesOf(xml, slices) },
  };
}

function makeFeed(feed: RawFeed): (rich: readonly RichFields[] | null, repaired: boolean) => ParsedFeed {
  const title = shorten(titleText(firstText(feed.channel, "title", "dc:title") ?? ""), feedLimits.title) || null;
  const siteUrl = siteOf(feed);
  return (rich, repaired) => ({
    title,
    siteUrl,
    items: feed.items.map((item, at) =>
      makeItem(withRichFields(draftItem(item, feed), rich?.[at]), { title, siteUrl }),
    ),
    repaired,
    hints: hintsOf(feed.channel),
  });
}

type Known = { readonly url: string | null; readonly slices: Slices; readonly known: KnownRaw };

/**
 * Reads a feed without the entries that were read before; null when anything about it could make a whole reading tell
 * something else.
 */
async function readUnknown(whole: string, { url, slices, known }: Known): Promise<ParsedFeed | null> {
  const entries = rawEntriesOf(whole, slices, known);
  const unknown = entries.filter(({ isKnown }) => !isKnown).length;
  if (unknown === entries.length || whole.length > feedLimits.rssParserXml) return null;
  const xml = withoutKnown(whole, slices, entries);
  // A long rest has a draft first, which knows less.
  const feed = xml.length > feedLimits.quickXml ? null : readXml(xml, url);
  if (!feed || feed.isCutOff || feed.isExcessive || feed.items.length !== unknown) return null;
  const rich = await readRichFields(xml, unknown);
  if (rich.fields === null) return null;
  const read = makeFeed(feed)(rich.fields, false);
  const context = contextOf(feed, { ...read, ...slices, url });
  return context === known.context ? { ...read, raw: { context, entries } } : null;
}
