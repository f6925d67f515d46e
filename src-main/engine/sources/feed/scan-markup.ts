/** One piece of markup: a tag, or what is no element at all (a comment, CDATA). `to` is behind its last character. */
export type Markup =
  | { readonly kind: "start" | "empty" | "end"; readonly name: string; readonly to: number }
  | { readonly kind: "words"; readonly to: number };

/**
 * Reads the markup that begins at a "<", each character once. Null for all that a strict reader and a forgiving one might
 * take for different things.
 */
export function scanMarkup(xml: string, at: number): Markup | null {
  const second = xml.charCodeAt(at + 1);
  if (second === bang) return scanWords(xml, at);
  if (second === slash) return scanEndTag(xml, at);
  return scanStartTag(xml, at);
}

const [bang, slash, more, equals, quote, apostrophe, hyphen] = [33, 47, 62, 61, 34, 39, 45];

function scanWords(xml: string, at: number): Markup | null {
  if (xml.startsWith("<![CDATA[", at)) {
    const end = xml.indexOf("]]>", at + 9);
    return end < 0 ? null : { kind: "words", to: end + 3 };
  }
  if (!xml.startsWith("<!--", at)) return null;
  // Two hyphens inside a comment: readers differ about where it ends.
  const end = xml.indexOf("--", at + 4);
  return end >= 0 && xml.charCodeAt(end + 2) === more ? { kind: "words", to: end + 3 } : null;
}

function scanEndTag(xml: string, at: number): Markup | null {
  const to = nameEnd(xml, at + 2);
  const end = afterSpace(xml, to);
  if (to === at + 2 || xml.charCodeAt(end) !== more) return null;
  return { kind: "end", name: xml.slice(at + 2, to), to: end + 1 };
}

function scanStartTag(xml: string, at: number): Markup | null {
  let end = nameEnd(xml, at + 1);
  if (end === at + 1) return null;
  const name = xml.slice(at + 1, end);
  for (;;) {
    const next = afterSpace(xml, end);
    const code = xml.charCodeAt(next);
    if (code === more) return { kind: "start", name, to: next + 1 };
    if (code === slash) return xml.charCodeAt(next + 1) === more ? { kind: "empty", name, to: next + 2 } : null;
    // Attributes stand apart.
    const attribute = next > end ? attributeEnd(xml, next) : -1;
    if (attribute < 0) return null;
    end = attribute;
  }
}

function attributeEnd(xml: string, at: number): number {
  const to = nameEnd(xml, at);
  const sign = afterSpace(xml, to);
  if (to === at || xml.charCodeAt(sign) !== equals) return -1;
  const opens = afterSpace(xml, sign + 1);
  const mark = xml.charCodeAt(opens);
  if (mark !== quote && mark !== apostrophe) return -1;
  const closes = xml.indexOf(mark === quote ? '"' : "'", opens + 1);
  return closes < 0 ? -1 : closes + 1;
}

/** Letters, digits, ":", "-", ".", "_"; a name of other letters is left to the forgiving reader. */
function nameEnd(xml: string, from: number): number {
  let at = from;
  for (; ; at++) {
    const code = xml.charCodeAt(at);
    const isLetter = (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code === 58;
    const isLater = code === hyphen || code === 46 || (code >= 48 && code <= 57);
    if (!isLetter && !(isLater && at > from)) return at;
  }
}

function afterSpace(xml: string, from: number): number {
  let at = from;
  for (; ; at++) {
    const code = xml.charCodeAt(at);
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return at;
  }
}
