import { decodeHTML } from "entities";
import { oneLine, safeText } from "./safe-text.ts";
import { readTags } from "./html-tags.ts";
import type { HtmlTag } from "./html-tags.ts";

/** Elements that stand alone: a new paragraph before and after. */
const paragraphs = new Set("p blockquote pre ul ol dl table h1 h2 h3 h4 h5 h6 hr".split(" "));
/** Elements that begin and end a line. */
const lines = new Set(
  "br div li tr dt dd section article header footer figure figcaption aside main nav form fieldset address".split(" "),
);
const inline =
  "a abbr acronym b bdi bdo big center cite code del dfn em font i img input ins kbd label mark q rp rt ruby s samp small span strike strong sub sup td th thead tbody tfoot caption tt u var wbr video audio iframe script style svg";
const knownTags = new Set([...paragraphs, ...lines, ...inline.split(" ")]);

export interface TextOptions {
  /** Keeps `<T>` and `<name>`: in a title only tags of HTML are markup. */
  readonly keepUnknownTags?: boolean;
}

/**
 * Markup to plain text, in time linear to its length: blocks become lines, paragraphs are parted by an empty line,
 * inline tags leave no gap (so that links which Mastodon cuts into hidden spans stay whole), named characters are
 * decoded, scripts and styles are dropped, and markup that was escaped twice is read a second time.
 */
export function htmlToText(html: string, options: TextOptions = {}): string {
  const first = readOnce(html, options);
  const isEscapedTwice = first !== html && !hasTags(html) && hasMarkup(first);
  return tidyLines(safeText(isEscapedTwice ? readOnce(first, options) : first));
}

/** A title: one line of plain text. */
export function titleText(html: string): string {
  return oneLine(htmlToText(html, { keepUnknownTags: true }));
}

const anyTag = /<\/?([a-z][a-z0-9]*)(?:\s[^<>]*)?\/?>/gi;
const tellingTag = /<\/[a-z][a-z0-9]*>|<(?:p|br|div|img|a)(?:\s[^<>]*)?\/?>/i;
const namedCharacter = /&(?:[a-z]{2,8}|#\d{2,6}|#x[0-9a-f]{2,6});/i;

function hasTags(text: string): boolean {
  for (const [, name] of text.matchAll(anyTag)) if (knownTags.has((name ?? "").toLowerCase())) return true;
  return false;
}

/** Plain text as markup. */
export const escapeText = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** Text that still reads as HTML. A lone "<b>" may be what somebody wrote about; an end tag is not. */
export function hasMarkup(text: string): boolean {
  return namedCharacter.test(text) || (tellingTag.test(text) && hasTags(text));
}

function readOnce(html: string, options: TextOptions): string {
  if (!html.includes("<")) return decodeHTML(html);
  const parts = readTags(html);
  const hasBlocks = parts.some(({ tag }) => tag !== null && (paragraphs.has(tag) || lines.has(tag)));
  let preformatted = 0;
  const out: string[] = [];
  for (const part of parts) {
    if (part.tag === null) {
      const text = decodeHTML(part.source);
      out.push(
        hasBlocks && preformatted === 0
          ? text.replace(/\s+/g, (space) => (space.includes("\u00a0") ? "\u00a0" : " "))
          : text,
      );
      continue;
    }
    if (part.tag === "pre") preformatted = Math.max(0, preformatted + (part.isEnd ? -1 : 1));
    out.push(textOfTag(part, options));
  }
  return out.join("");
}

function textOfTag(part: HtmlTag, options: TextOptions): string {
  if (paragraphs.has(part.tag)) return "\n\n";
  if (lines.has(part.tag)) return "\n";
  if (part.tag === "td" || part.tag === "th") return part.isEnd ? " " : "";
  if (part.tag === "img") return emojiName(part.source);
  return options.keepUnknownTags && !knownTags.has(part.tag) ? decodeHTML(part.source) : "";
}

/** Small pictures that stand for a character carry it in `alt`. */
function emojiName(source: string): string {
  const isEmoji = /\bclass\s*=\s*["']?[^"'>]*\b(?:emoji|smiley)/i.test(source);
  return isEmoji ? decodeHTML(/\balt\s*=\s*["']([^"']{1,60})["']/i.exec(source)?.[1] ?? "") : "";
}

function tidyLines(text: string): string {
  const trimmed = text
    .replace(/\r\n?/g, "\n")
    .split("\n")
    .map((line) => line.replace(/[ \t\u00a0]+/g, " ").trim());
  return trimmed
    .filter((line, at) => line !== "" || (at > 0 && trimmed[at - 1] !== ""))
    .join("\n")
    .trim();
}
