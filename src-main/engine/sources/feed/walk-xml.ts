import { captureEndTag, captureStartTag, captureText, endCapture, startCapture } from "./capture.ts";
import type { Capture, OpenNode } from "./capture.ts";
import { groupElements, itemElements, mediaElement, readElements, shortFields } from "./feed-elements.ts";
import { feedLimits } from "./limits.ts";
import { innerBase } from "./links.ts";
import { canonicalName, innerScope } from "./namespaces.ts";
import type { Scope } from "./namespaces.ts";
import type { RawFeed } from "./raw-feed.ts";

type Attributes = Readonly<Record<string, string>>;

/** One open element. */
interface Frame {
  readonly scope: Scope;
  readonly base: string | null;
  /** The feed or item whose fields may begin here; null inside anything else. */
  readonly node: OpenNode | null;
  /** The file of an item that is open here. */
  readonly media: OpenNode | null;
  /** The field being read here, and whether this element is the field itself or markup inside it. */
  readonly capture: Capture | null;
  readonly markupName: string | null;
}

/** What has been read so far of one feed. */
export interface XmlWalk {
  readonly frames: Frame[];
  readonly channel: OpenNode;
  readonly items: OpenNode[];
  readonly outermost: Frame;
  root: RawFeed["root"] | null;
  depth: number;
  isExcessive: boolean;
  /** So deep that closing it all would take for ever. */
  isHopeless: boolean;
}

export function startWalk(url: string | null): XmlWalk {
  const outermost: Frame = { scope: new Map(), base: url, node: null, media: null, capture: null, markupName: null };
  const channel = openNode(null);
  return { frames: [], channel, items: [], outermost, root: null, depth: 0, isExcessive: false, isHopeless: false };
}

export function walkOpen(walk: XmlWalk, name: string, attributes: Attributes): void {
  walk.depth++;
  if (walk.depth > feedLimits.hopelessDepth) walk.isHopeless = true;
  if (walk.depth > feedLimits.depth) walk.isExcessive = true;
  else walk.frames.push(innerFrame(walk, name, attributes));
}

export function walkClose(walk: XmlWalk): void {
  walk.depth--;
  if (walk.depth >= feedLimits.depth) return;
  const frame = walk.frames.pop();
  if (!frame?.capture) return;
  if (frame.markupName === null) endCapture(frame.capture);
  else captureEndTag(frame.capture, frame.markupName);
}

export function walkText(walk: XmlWalk, text: string, kind: "text" | "cdata"): void {
  const { capture } = topOf(walk);
  if (!capture) return;
  captureText(capture, text, kind);
  if (capture.length > feedLimits.rawField) walk.isExcessive = true;
}

/**
 * Closes what is still open when the text ends. An item that is cut off is left out if there are others: half of it would
 * be stored as if it were all, and the next poll brings the whole.
 */
export function walkEnd(walk: XmlWalk): { readonly isCutOff: boolean } {
  const isCutOff = walk.depth > 0;
  const last = walk.items.at(-1);
  if (isCutOff && walk.items.length > 1 && walk.frames.some(({ node }) => node === last)) walk.items.pop();
  while (walk.depth > 0) walkClose(walk);
  return { isCutOff };
}

const topOf = (walk: XmlWalk): Frame => walk.frames.at(-1) ?? walk.outermost;

function innerFrame(walk: XmlWalk, name: string, attributes: Attributes): Frame {
  const outer = topOf(walk);
  const scope = innerScope(outer.scope, attributes);
  const base = innerBase(outer.base, attributes["xml:base"]);
  const key = canonicalName(name, scope);
  const place: Frame = { scope, base, node: null, media: outer.media, capture: null, markupName: null };
  const capture = outer.capture?.isEnded ? null : outer.capture;
  if (!capture) return frameIn(walk, outer.capture ? outer.capture.node : outer.node, place, key, attributes);
  if (capture.name === "author") {
    const part = startCapture({ name: `author/${key}`, node: capture.node, attributes, base });
    return { ...place, capture: part };
  }
  if (shortFields.has(capture.name) && itemElements.has(key)) {
    endCapture(capture);
    return frameIn(walk, capture.node, place, key, attributes);
  }
  const markupName = name.slice(name.indexOf(":") + 1);
  captureStartTag(capture, markupName, attributes);
  return { ...place, capture, markupName };
}

/** The frame of an element that stands directly in a feed or an item (`node`), or anywhere else (null). */
function frameIn(walk: XmlWalk, node: OpenNode | null, place: Frame, key: string, attributes: Attributes): Frame {
  if (walk.root === null) {
    walk.root = rootOf(key);
    return walk.root === null ? place : { ...place, node: withLang(walk.channel, attributes) };
  }
  if (isItem(key, walk.root)) return itemFrame(walk, place, attributes);
  if (node === walk.channel && (key === "channel" || key === "rdf:channel"))
    return { ...place, node: withLang(node, attributes) };
  if (node && node !== walk.channel && groupElements.has(key)) return { ...place, node };
  if (node && node !== walk.channel && key === mediaElement) return mediaFrame(node, place, attributes);
  if (!node || !readElements.has(key)) return place;
  const owner = key.startsWith("media:") ? (place.media ?? node) : node;
  return { ...place, capture: startCapture({ name: key, node: owner, attributes, base: place.base }) };
}

function mediaFrame(item: OpenNode, place: Frame, attributes: Attributes): Frame {
  const media = openNode(null);
  if (item.media.length < feedLimits.enclosures) item.media.push({ attributes, base: place.base, node: media });
  return { ...place, node: item, media };
}

function itemFrame(walk: XmlWalk, place: Frame, attributes: Attributes): Frame {
  if (walk.items.length >= feedLimits.items) {
    walk.isExcessive = true;
    return place;
  }
  const item = withLang(openNode(aboutOf(attributes)), attributes);
  walk.items.push(item);
  return { ...place, node: item, media: null };
}

/** `rdf:about`, whatever prefix the feed has for it. */
function aboutOf(attributes: Attributes): string | null {
  const name = Object.keys(attributes).find((key) => /^(?:[\w.-]+:)?about$/.test(key));
  return name === undefined ? null : (attributes[name] ?? null);
}

function rootOf(key: string): RawFeed["root"] | null {
  const local = key.slice(key.indexOf(":") + 1);
  return local === "rss" || local === "feed" || local === "rdf" ? local : null;
}

function isItem(key: string, root: RawFeed["root"]): boolean {
  return key === "item" || key === "rdf:item" || (key === "entry" && root === "feed");
}

function openNode(about: string | null): OpenNode {
  return { fields: new Map(), media: [], about, lang: null };
}

function withLang(node: OpenNode, attributes: Attributes): OpenNode {
  node.lang ??= attributes["xml:lang"]?.trim() || null;
  return node;
}
