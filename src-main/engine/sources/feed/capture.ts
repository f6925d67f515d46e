import { feedLimits } from "./limits.ts";
import { escapeText } from "../../../domain/text/plain-text.ts";
import type { RawField, RawMedia, RawNode } from "./raw-feed.ts";

export interface OpenNode extends RawNode {
  readonly fields: Map<string, RawField[]>;
  readonly media: RawMedia[];
  lang: string | null;
}

/** A field that is being read. Its text is raw until an element appears in it; from then on it is markup. */
export interface Capture {
  readonly name: string;
  readonly node: OpenNode;
  readonly attributes: Readonly<Record<string, string>>;
  readonly base: string | null;
  readonly parts: string[];
  length: number;
  hasElements: boolean;
  isEnded: boolean;
}

export type CaptureStart = Pick<Capture, "name" | "node" | "attributes" | "base">;

export function startCapture(start: CaptureStart): Capture {
  return { ...start, parts: [], length: 0, hasElements: false, isEnded: false };
}

export function captureText(capture: Capture, text: string, kind: "text" | "cdata"): void {
  push(capture, capture.hasElements && kind === "text" ? asMarkup(capture, text) : text);
}

/** Of attributes only those of pictures are kept: emoji have their character there. */
export function captureStartTag(capture: Capture, name: string, attributes: Readonly<Record<string, string>>): void {
  if (!capture.hasElements) capture.parts.splice(0, Infinity, asMarkup(capture, capture.parts.join("")));
  capture.hasElements = true;
  const kept = name === "img" ? ["class", "alt"] : [];
  const written = kept.map((key) => ` ${key}="${escapeText(attributes[key] ?? "").replaceAll('"', "&quot;")}"`);
  push(capture, `<${name}${written.join("")}>`);
}

export function captureEndTag(capture: Capture, name: string): void {
  push(capture, `</${name}>`);
}

/** Adds what was read to its node, once. */
export function endCapture(capture: Capture): void {
  if (capture.isEnded) return;
  capture.isEnded = true;
  const { name, node, attributes, base, hasElements } = capture;
  const fields = node.fields.get(name) ?? [];
  if (fields.length >= feedLimits.sameFields) return;
  fields.push({ text: capture.parts.join(""), attributes, base, hasElements });
  node.fields.set(name, fields);
}

function push(capture: Capture, text: string): void {
  const room = feedLimits.rawField - capture.length;
  if (capture.isEnded || room <= 0) return;
  capture.parts.push(text.slice(0, room));
  capture.length += text.length;
}

/** Text between elements is text in XHTML; elsewhere somebody forgot to escape a tag, and the rest is HTML as usual. */
function asMarkup(capture: Capture, text: string): string {
  const isXhtml = /xhtml/i.test(capture.attributes["type"] ?? "") || capture.name.startsWith("xhtml:");
  return isXhtml ? escapeText(text) : text;
}
