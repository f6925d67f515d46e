import topLevelDomains from "tlds" with { type: "json" };

/** What stands at a place of the text: UTF-8 bytes, the end exclusive. A mention names a handle that is still to be looked up. */
export type FoundFacet = { readonly byteStart: number; readonly byteEnd: number } & (
  | { readonly kind: "link"; readonly uri: string }
  | { readonly kind: "mention"; readonly handle: string }
  | { readonly kind: "tag"; readonly tag: string }
);

/** Places in UTF-16. */
type Found = { readonly from: number; readonly to: number } & (
  | { readonly kind: "link"; readonly uri: string }
  | { readonly kind: "mention"; readonly handle: string }
  | { readonly kind: "tag"; readonly tag: string }
);

const known: ReadonlySet<string> = new Set(topLevelDomains);
const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
const maxTagGraphemes = 64;

const mentionForm = /(^|[\s(])@([a-zA-Z0-9.-]+)\b/g;
const addressForm = /(^|[\s(])(https?:\/\/\S+|([a-z][a-z0-9]*(?:\.[a-z0-9]+)+)\S*)/gim;
// Invisible spaces end a tag as spaces do, and figures alone are a number.
const tagForm = /(^|\s)[#＃]((?!\ufe0f)[^\s\u00AD\u2060\u200A-\u200D\u20e2]+)/gu;
const notOnlyFigures = /[^\d\s\p{P}]/u;
const tickerForm = /(^|[\s(])\$([A-Za-z][A-Za-z0-9]{0,4})(?=$|[\s.,;:!?)"'\u2019])/g;

/**
 * Links (also without https:// before a known top-level domain), mentions, tags and ticker symbols of a text, in the order
 * of their places and as Bluesky's own pages find them. Where two would overlap, the earlier one stands.
 */
export function findFacets(text: string): readonly FoundFacet[] {
  const found = [...findLinks(text), ...findMentions(text), ...findTags(text), ...findTickers(text)];
  const apart: Found[] = [];
  for (const one of found.toSorted((a, b) => a.from - b.from || b.to - a.to))
    if (one.from >= (apart.at(-1)?.to ?? 0)) apart.push(one);
  return apart.map(({ from, to, ...rest }) => ({
    ...rest,
    byteStart: bytesUpTo(text, from),
    byteEnd: bytesUpTo(text, to),
  }));
}

const bytesUpTo = (text: string, end: number): number => Buffer.byteLength(text.slice(0, end), "utf8");

function isKnownDomain(name: string): boolean {
  return name.includes(".") && known.has(name.slice(name.lastIndexOf(".") + 1).toLowerCase());
}

function findLinks(text: string): readonly Found[] {
  return [...text.matchAll(addressForm)].flatMap((match) => {
    const [, before = "", written = "", domain] = match;
    if (domain !== undefined && !isKnownDomain(domain)) return [];
    const from = match.index + before.length;
    const address = withoutEnd(written);
    const uri = domain === undefined ? address : `https://${address}`;
    // One address that is none would make the server refuse the whole post.
    if (!URL.canParse(uri)) return [];
    return [{ kind: "link", from, to: from + address.length, uri }];
  });
}

/** The full stops or bracket after an address belongs to the sentence. */
function withoutEnd(written: string): string {
  const address = written.replace(/[.,;:!?…]+$/, "");
  return address.endsWith(")") && !address.includes("(") ? address.slice(0, -1) : address;
}

function findMentions(text: string): readonly Found[] {
  return [...text.matchAll(mentionForm)].flatMap((match) => {
    const [, before = "", handle = ""] = match;
    if (!isKnownDomain(handle) && !handle.endsWith(".test")) return [];
    const from = match.index + before.length;
    return [{ kind: "mention", from, to: from + 1 + handle.length, handle: handle.toLowerCase() }];
  });
}

function findTags(text: string): readonly Found[] {
  return [...text.matchAll(tagForm)].flatMap((match) => {
    const [, before = "", written = ""] = match;
    const tag = written.replace(/\p{P}+$/u, "");
    if (!notOnlyFigures.test(tag) || [...graphemes.segment(tag)].length > maxTagGraphemes) return [];
    const from = match.index + before.length;
    return [{ kind: "tag", from, to: from + 1 + tag.length, tag }];
  });
}

function findTickers(text: string): readonly Found[] {
  return [...text.matchAll(tickerForm)].map((match) => {
    const [, before = "", ticker = ""] = match;
    const from = match.index + before.length;
    return { kind: "tag", from, to: from + 1 + ticker.length, tag: `$${ticker.toUpperCase()}` };
  });
}
