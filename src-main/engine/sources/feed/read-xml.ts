import sax from "sax";
import type { RawFeed } from "./raw-feed.ts";
import { startWalk, walkClose, walkEnd, walkOpen, walkText } from "./walk-xml.ts";

const step = 500_000;

/** Reads a feed with an XML reader that forgives everything; null when it has no root or is hopelessly deep. */
export function readXml(xml: string, url: string | null): RawFeed | null {
  const walk = startWalk(url);
  const parser = sax.parser(false, { lowercase: true, position: false });
  parser.onerror = () => {
    (parser as { error: Error | null }).error = null; // forgiven: what can be read is read
  };
  parser.onopentag = (tag) => walkOpen(walk, tag.name, tag.attributes as Record<string, string>);
  parser.ontext = (text) => walkText(walk, text, "text");
  parser.oncdata = (text) => walkText(walk, text, "cdata");
  parser.onclosetag = () => walkClose(walk);
  for (let at = 0; at < xml.length; at += step) {
    parser.write(xml.slice(at, at + step));
    if (walk.isHopeless) return null;
  }
  parser.close();
  const { isCutOff } = walkEnd(walk);
  const { root, channel, items, isExcessive } = walk;
  return root && { root, channel, items, isCutOff, isExcessive };
}

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
