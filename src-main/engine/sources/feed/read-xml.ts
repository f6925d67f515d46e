import sax from "sax";
import type { RawFeed } from "./raw-feed.ts";
import { feedLimits } from "./limits.ts";
import { startWalk, walkClose, walkEnd, walkOpen, walkText } from "./walk-xml.ts";

/** The reader looks for overlong values between two pieces. */
const step = 32_000;

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
  const { attribValue, attribName, tagName } = parser as unknown as Readonly<Record<string, string | undefined>>;
  return [attribValue, attribName, tagName].some((held) => (held?.length ?? 0) > feedLimits.rawField);
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
