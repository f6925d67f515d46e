import sax from "sax";
import type { RawFeed } from "./raw-feed.ts";
import { feedLimits } from "./limits.ts";
import { startWalk, walkClose, walkEnd, walkOpen, walkText } from "./walk-xml.ts";

/** Between two pieces overlong values are looked for, and long text is handed on. */
const step = 8_000;
/** The reader puts text together letter by letter, at thirty times its size until it is handed on. */
const longText = 4_000;

/** Reads a feed with an XML reader that forgives everything; null when it has no root or is hopelessly deep. */
export function readXml(xml: string, url: string | null): RawFeed | null {
  const walk = startWalk(url);
  const parser = sax.parser(false, { lowercase: true, position: false });
  parser.onerror = () => {
    (parser as { error: Error | null }).error = null; // forgiven: what can be read is read
  };
  let attributes = 0;
  parser.onattribute = () => void (attributes += 1);
  parser.onopentag = (tag) => {
    attributes = 0;
    walkOpen(walk, tag.name, tag.attributes as Record<string, string>);
  };
  parser.ontext = (text) => walkText(walk, text, "text");
  parser.oncdata = (text) => walkText(walk, text, "cdata");
  parser.onclosetag = () => walkClose(walk);
  for (let at = 0; at < xml.length; at += step) {
    parser.write(xml.slice(at, at + step));
    if (held(parser).textNode.length > longText) parser.flush();
    if (walk.isHopeless || holdsTooMuch(parser) || attributes > feedLimits.attributes) return null;
    // What comes after the last item that is kept could only cost.
    if (walk.items.length >= feedLimits.items && walk.isExcessive) break;
  }
  parser.close();
  const { isCutOff } = walkEnd(walk);
  const { root, channel, items, isExcessive } = walk;
  return root && { root, channel, items, isCutOff, isExcessive };
}

/** Whether an attribute or a name is longer than any field may be: it grows letter by letter, at many times its size. */
function holdsTooMuch(parser: sax.SAXParser): boolean {
  const { attribValue, attribName, tagName } = held(parser);
  return [attribValue, attribName, tagName].some((value) => (value?.length ?? 0) > feedLimits.rawField);
}

type Held = { readonly textNode: string; readonly [name: string]: string | undefined };

/** What the reader has read of the part that it is in; its types leave it out. */
const held = (parser: sax.SAXParser): Held => parser as unknown as Held;

/** The line of the first fault, for a feed that could not be read even with forgiveness. */
export function faultyLine(xml: string): number | null {
  let line: number | null = null;
  const parser = sax.parser(true, { position: true });
  parser.onerror = () => {
    line ??= parser.line + 1;
    throw new Error("stop");
  };
  try {
    parser.write(xml).close();
  } catch {
    return line; // the throw above ends the reading at its first fault
  }
  return null;
}
