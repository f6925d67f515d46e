export interface HtmlTag {
  /** In lower case. */
  readonly tag: string;
  readonly isEnd: boolean;
  readonly source: string;
}

/** A run of text, still encoded, or one tag. */
export type HtmlPart = HtmlTag | { readonly tag: null; readonly source: string };

const rawElements: readonly string[] = ["script", "style", "iframe", "noscript", "svg", "template"];
const maxTagNameLength = 40;

/**
 * Splits HTML into text and tags, as browsers do it, each character once: what a search did not find is remembered, so
 * that a thousand open quotes or comments cost no more than one. Contents of scripts, styles and the like are left out.
 */
export function readTags(html: string): readonly HtmlPart[] {
  const parts: HtmlPart[] = [];
  const find = createFinder(html);
  let lowered: Find | null = null;
  const findLower: Find = (what, from) => (lowered ??= createFinder(lowerAscii(html)))(what, from);
  let textFrom = 0;
  let at = html.indexOf("<");
  const pushText = (to: number) => {
    if (to > textFrom) parts.push({ tag: null, source: html.slice(textFrom, to) });
  };
  while (at !== -1) {
    const end = endOfMarkup(html, at, find);
    if (end === null) {
      at = html.indexOf("<", at + 1);
      continue;
    }
    pushText(at);
    const tag = readTag(html.slice(at, end));
    if (tag) parts.push(tag);
    textFrom = tag && !tag.isEnd && rawElements.includes(tag.tag) ? endOfRaw(html, end, tag, findLower) : end;
    at = html.indexOf("<", textFrom);
  }
  pushText(html.length);
  return parts;
}

/** Names of tags are written as people like; each letter keeps its place. */
function lowerAscii(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

type Find = (what: string, from: number) => number;

/** `indexOf` that remembers what is nowhere ahead. */
function createFinder(html: string): Find {
  const missing = new Set<string>();
  return (what, from) => {
    if (missing.has(what)) return -1;
    const found = html.indexOf(what, from);
    if (found === -1) missing.add(what);
    return found;
  };
}

/** Where the markup that starts at `at` ends; null when this "<" is only a sign. */
function endOfMarkup(html: string, at: number, find: Find): number | null {
  if (html.startsWith("<!--", at)) {
    const close = find("-->", at + 4);
    if (close !== -1) return close + 3;
  }
  if (html.startsWith("<![CDATA[", at)) return at + 9;
  if (!/[a-z/!?]/i.test(html[at + 1] ?? "")) return null;
  if (html[at + 1] === "/" && !/[a-z]/i.test(html[at + 2] ?? "")) return null;
  const plainEnd = find(">", at);
  if (plainEnd === -1) return null;
  const quoted = endWithQuotes(html, at, plainEnd, find);
  return (quoted ?? plainEnd) + 1;
}

/** The ">" that is not inside a quoted value; null when a quote is never closed. */
function endWithQuotes(html: string, at: number, plainEnd: number, find: Find): number | null {
  let end = plainEnd;
  let from = at;
  for (;;) {
    const quote = nextQuote(html, from, end);
    if (!quote) return end;
    const close = find(quote.mark, quote.at + 1);
    if (close === -1) return null;
    from = close + 1;
    if (close < end) continue;
    end = find(">", from);
    if (end === -1) return null;
  }
}

function nextQuote(html: string, from: number, to: number): { mark: string; at: number } | null {
  for (let at = from; at < to; at++) {
    const mark = html[at];
    if ((mark === '"' || mark === "'") && /[=\s]/.test(html[at - 1] ?? "")) return { mark, at };
  }
  return null;
}

function readTag(source: string): HtmlTag | null {
  const name = /^<\/?([a-z][^\s/>]*)/i.exec(source.slice(0, maxTagNameLength))?.[1];
  return name ? { tag: name.toLowerCase(), isEnd: source[1] === "/", source } : null;
}

/** Behind the end tag of a raw element; when there is none, only its start tag is left out. */
function endOfRaw(html: string, from: number, { tag, source }: HtmlTag, findLower: Find): number {
  if (source.endsWith("/>")) return from;
  const start = findLower(`</${tag}`, from);
  if (start === -1) return tag === "script" || tag === "style" ? html.length : from;
  const end = findLower(">", start);
  return end === -1 ? html.length : end + 1;
}
