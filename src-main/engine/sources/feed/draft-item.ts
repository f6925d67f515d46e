import type { ItemDraft } from "./make-item.ts";
import { writtenEnclosures } from "./enclosures.ts";
import { safeLink, unsafeLink } from "./links.ts";
import { escapeText, hasMarkup } from "../../../domain/text/plain-text.ts";
import { fieldsOf, firstField, firstText } from "./raw-feed.ts";
import type { RawFeed, RawField, RawNode } from "./raw-feed.ts";

const bodyNames = ["content:encoded", "content", "xhtml:body", "body", "xhtml:div", "description", "summary"] as const;
const captionNames = ["media:description", "itunes:summary", "itunes:subtitle"] as const;
const publishedNames = [
  ...["pubdate", "published", "dcterms:issued", "issued", "dc:date", "date", "dcterms:created", "created"],
  ...["updated", "dcterms:modified", "modified"],
];

/** What an item of RSS, RDF or Atom says, by the names each of them uses. */
export function draftItem(item: RawNode, feed: RawFeed): ItemDraft {
  const author = authorOf(item) ?? authorOf(feed.channel);
  const link = linkOf(item, feed.root);
  return {
    id: firstText(item, "guid", "id") ?? item.about?.trim() ?? firstText(item, "dc:identifier"),
    title: firstText(item, "title", "dc:title", "media:title") ?? mediaTitle(item),
    link,
    unsafeLink: link === null ? shownLink(item) : null,
    bodies: [
      ...[...bodyNames, ...captionNames].map((name) => markupOf(firstField(item, name))),
      ...item.media.map(({ node }) => firstText(node, "media:description")),
    ],
    summary: markupOf(firstField(item, "description", "summary", "itunes:subtitle")),
    authorName: author?.name ?? null,
    authorUri: author?.uri ?? null,
    published: publishedNames.flatMap((name) => datesOf(item, name)),
    updated: ["updated", "dcterms:modified", "modified"].flatMap((name) => datesOf(item, name)),
    categories: ["category", "dc:subject"].flatMap((name) => fieldsOf(item, name).map(categoryName)),
    lang:
      item.lang ??
      firstText(item, "dc:language", "language") ??
      feed.channel.lang ??
      firstText(feed.channel, "language", "dc:language"),
    enclosures: writtenEnclosures(item),
    sourceName: firstText(item, "source", "news:source"),
    commentsUrl: addressOf(firstField(item, "comments")) ?? repliesLink(item),
    isReadBest: bodyNames.some((name) => fieldsOf(item, name).some((field) => field.hasElements || isPlain(field))),
  };
}

/** A date that is written twice was put right: the last one counts. */
const datesOf = (item: RawNode, name: string): readonly string[] =>
  fieldsOf(item, name)
    .map(({ text }) => text)
    .toReversed();

/** Atom's plain text as markup: "<T>" in it is no tag. Feeds that send HTML under that name are taken for what they are. */
function markupOf(field: RawField | null): string | null {
  if (!field) return null;
  return isPlain(field) ? escapeText(field.text.trim()) : field.text.trim();
}

const isPlain = ({ attributes, text, hasElements }: RawField): boolean =>
  !hasElements && /^\s*text(?:\/plain)?\s*$/i.test(attributes["type"] ?? "") && !hasMarkup(text);

/** A film without a title of its own has that of its file. */
const mediaTitle = (item: RawNode): string | null =>
  item.media.map(({ node }) => firstText(node, "media:title")).find((title) => title !== null) ?? null;

function shownLink(item: RawNode): string | null {
  const page = fieldsOf(item, "link").find(({ attributes }) => relOf(attributes) === "alternate");
  return page ? unsafeLink(page.attributes["href"] ?? page.text) : null;
}

/** The address of the page of a feed. */
export function siteOf(feed: RawFeed): string | null {
  return linkOf(feed.channel, feed.root);
}

function linkOf(node: RawNode, root: RawFeed["root"]): string | null {
  const links = fieldsOf(node, "link");
  const written = links.filter(({ text, attributes }) => attributes["href"] === undefined && text.trim() !== "");
  const alternate = alternateLink(links.filter(({ attributes }) => attributes["href"]?.trim()));
  const plain = addressOf(written.find(({ attributes }) => relOf(attributes) === "alternate") ?? written[0]);
  const ordered = root === "feed" ? [alternate, plain] : [plain, alternate];
  return ordered.find((link) => link != null) ?? permalink(node) ?? anyLink(links);
}

function alternateLink(links: readonly RawField[]): string | null {
  const alternates = links.filter(({ attributes }) => relOf(attributes) === "alternate");
  const page = alternates.find(({ attributes }) => !attributes["type"] || attributes["type"].includes("html"));
  return hrefOf(page ?? alternates[0]);
}

const relOf = (attributes: RawField["attributes"]): string => (attributes["rel"] ?? "alternate").trim().toLowerCase();

/** A guid is an address unless it says that it is none. */
function permalink(node: RawNode): string | null {
  const guid = firstField(node, "guid");
  const isPermalink =
    guid && !/false/i.test(guid.attributes["ispermalink"] ?? "") && /^https?:\/\//i.test(guid.text.trim());
  return isPermalink ? addressOf(guid) : null;
}

const anyLink = (links: readonly RawField[]): string | null =>
  hrefOf(links.find(({ attributes }) => attributes["href"] !== undefined && relOf(attributes) !== "self"));

/** The page with the answers; their feed is no place to write. */
const repliesLink = (node: RawNode): string | null =>
  hrefOf(
    fieldsOf(node, "link").find(
      ({ attributes }) =>
        relOf(attributes) === "replies" &&
        !/xml|json/.test(attributes["type"] ?? "") &&
        !/\.(?:atom|rss|xml|json)$|\/feed\/?$/i.test(attributes["href"] ?? ""),
    ),
  );

const hrefOf = (field: RawField | undefined): string | null =>
  field ? safeLink(field.attributes["href"], field.base) : null;
const addressOf = (field: RawField | null | undefined): string | null =>
  field ? safeLink(field.text, field.base) : null;

/** Whom a feed or an item names as its author: an item without one has its feed's. */
export function authorOf(node: RawNode): { name: string | null; uri: string | null } | null {
  const name =
    firstText(node, "author/name", "dc:creator", "author", "author/email", "itunes:author", "media:credit") ??
    mediaAuthor(node);
  const uri = addressOf(firstField(node, "author/uri", "author/url"));
  return name === null && uri === null ? null : { name, uri };
}

/** Who made the file: not who took a picture for somebody else's words. */
function mediaAuthor(node: RawNode): string | null {
  const credits = node.media.flatMap((media) => fieldsOf(media.node, "media:credit"));
  return credits.find(({ attributes }) => /^\s*author\s*$/i.test(attributes["role"] ?? ""))?.text.trim() || null;
}

const categoryName = ({ attributes, text }: RawField): string => attributes["label"] ?? attributes["term"] ?? text;
