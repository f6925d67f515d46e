import sax from "sax";
import { opmlLimits } from "../../../contract/methods/opml.ts";
import type { Said } from "../../../contract/values.ts";
import { decodeFeed } from "../feed/decode.ts";
import { safeText } from "../../../domain/text/safe-text.ts";
import { readOwn } from "./own-attributes.ts";
import type { OwnFacts } from "./own-attributes.ts";

/** A feed as a list of feeds names it. */
export type Outline = {
  /** "" when it has none. */
  readonly name: string;
  /** As it was written. */
  readonly url: string;
  readonly siteUrl: string | null;
  readonly folder: string | null;
  /** What a list of ours says of it. */
  readonly own: Partial<OwnFacts>;
};

export type ReadOpml = {
  /** Why nothing can be read; null when it can. */
  readonly fault: Said | null;
  readonly title: string | null;
  /** Its feeds, in order. */
  readonly outlines: readonly Outline[];
  /** It has more feeds than are read. */
  readonly isCut: boolean;
};

/** Between two pieces other work gets its turn, and overlong values are found. */
const step = 64_000;
const longestValue = 20_000;
const longestName = 200;
const longestFolder = 300;
const longestAddress = 2000;

type Attributes = Readonly<Record<string, string | undefined>>;

type Reading = {
  root: string | null;
  depth: number;
  outlines: number;
  inTitle: boolean;
  title: string;
  /** The folders and feeds around; null for a feed, which is no folder. */
  readonly around: (string | null)[];
  readonly feeds: Outline[];
};

/**
 * Reads a list of feeds in OPML 1 or 2, whatever its letters, entities and mistakes. Declarations of a DOCTYPE are never
 * followed. A file that is none, or nested without end, has a fault.
 */
export async function readOpml(bytes: Uint8Array): Promise<ReadOpml> {
  const text = decodeFeed(bytes, null);
  // No honest list declares entities of its own; a bomb does.
  if (/<!ENTITY\b/i.test(text)) return faulty("entities");
  const reading: Reading = { root: null, depth: 0, outlines: 0, inTitle: false, title: "", around: [], feeds: [] };
  const parser = openParser(reading);
  const isFull = () => reading.outlines > opmlLimits.outlines;
  for (let at = 0; at < text.length && !isFull(); at += step) {
    parser.write(text.slice(at, at + step));
    if (reading.depth > opmlLimits.depth) return faulty("tooDeep");
    if (holdsTooMuch(parser)) return faulty("notOpml");
    await new Promise(setImmediate);
  }
  if (reading.root !== "opml" && reading.outlines === 0) return faulty("notOpml");
  if (reading.feeds.length === 0) return faulty("empty");
  const title = cleaned(reading.title, longestName);
  return { fault: null, title: title === "" ? null : title, outlines: reading.feeds, isCut: isFull() };
}

function openParser(reading: Reading): sax.SAXParser {
  const parser = sax.parser(false, { lowercase: true, position: false });
  parser.onerror = () => {
    (parser as { error: Error | null }).error = null; // forgiven: what can be read is read
  };
  parser.onopentag = ({ name, attributes }) => {
    // A piece holds more tags than may be nested: what lies deeper is left alone until the piece ends.
    reading.depth += 1;
    reading.root ??= name;
    reading.inTitle = name === "title" && reading.feeds.length === 0;
    if (name === "outline" && reading.depth <= opmlLimits.depth) openOutline(reading, attributes as Attributes);
  };
  parser.ontext = parser.oncdata = (text) => {
    if (reading.inTitle && reading.title.length < longestName) reading.title += text;
  };
  parser.onclosetag = (name) => {
    if (name === "outline" && reading.depth <= opmlLimits.depth) reading.around.pop();
    reading.depth -= 1;
    reading.inTitle = false;
  };
  return parser;
}

function openOutline(reading: Reading, attributes: Attributes): void {
  reading.outlines += 1;
  const label = cleaned(attributes["text"], longestName) || cleaned(attributes["title"], longestName);
  const url = feedUrl(attributes);
  const folder = folderOf(reading.around, attributes);
  reading.around.push(url === "" ? label : null);
  if (url === "" || reading.outlines > opmlLimits.outlines) return;
  const siteUrl = cleaned(attributes["htmlurl"], longestAddress);
  reading.feeds.push({
    name: label,
    url,
    siteUrl: /^https?:\/\//i.test(siteUrl) ? siteUrl : null,
    folder,
    own: readOwn((name) => attributes[`watchroom:${name}`]),
  });
}

/** The address of a feed; "" for a folder. Some programs write it as the link of an entry of type rss. */
function feedUrl(attributes: Attributes): string {
  const address = cleaned(attributes["xmlurl"], longestAddress);
  if (address !== "") return address;
  const isFeed = /^(rss|atom|feed|json)\b/i.test(attributes["type"] ?? "");
  return isFeed ? cleaned(attributes["url"], longestAddress) : "";
}

function folderOf(around: readonly (string | null)[], attributes: Attributes): string | null {
  const folders = around.filter((folder) => folder !== null && folder !== "");
  const [category = ""] = (attributes["category"] ?? "").split(",");
  const path = folders.length > 0 ? folders : category.split("/").filter((part) => part.trim() !== "");
  const folder = cleaned(path.join(" / "), longestFolder);
  return folder === "" ? null : folder;
}

const cleaned = (text: string | undefined, longest: number): string =>
  safeText(text ?? "")
    .trim()
    .slice(0, longest);

function holdsTooMuch(parser: sax.SAXParser): boolean {
  const { attribValue, attribName, tagName } = parser as unknown as Readonly<Record<string, string | undefined>>;
  return [attribValue, attribName, tagName].some((held) => (held?.length ?? 0) > longestValue);
}

function faulty(what: "notOpml" | "tooDeep" | "empty" | "entities"): ReadOpml {
  return { fault: { code: `opml.fault.${what}`, params: {} }, title: null, outlines: [], isCut: false };
}
