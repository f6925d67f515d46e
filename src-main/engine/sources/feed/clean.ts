import { decodeHTML } from "entities";

export type CleanXml =
  | { readonly kind: "feed"; readonly xml: string; readonly isRepaired: boolean }
  | { readonly kind: "page" }
  | { readonly kind: "other" };

/**
 * Takes the feed out of what surrounds it and mends what breaks XML readers: junk before and after the root, the
 * DOCTYPE with its entities (which are never expanded), control characters, bare "&", and the named characters of HTML.
 */
export function cleanXml(text: string): CleanXml {
  const root = findRoot(text);
  if (root.kind !== "feed") return root;
  const inner = text.slice(root.at, endOfRoot(text, root.name));
  const isSurrounded = hasJunk(text, root.at, root.at + inner.length);
  const plain = dropControls(inner);
  const untangled = plain.replace(startsOfNothing, "&lt;");
  const mended = mendAmpersands(untangled);
  const isMended = mended.bareCount > 0 || hasControls(inner) || untangled !== plain;
  return { kind: "feed", xml: mended.xml, isRepaired: isSurrounded || isMended };
}

type Root = { readonly kind: "feed"; readonly at: number; readonly name: string } | { readonly kind: "page" | "other" };

const rootOrSkipped = /<!--|<!doctype\s+html|<html[\s>]|<((?:[a-z_][\w.-]*:)?(?:rss|feed|rdf))(?=[\s>/])/gi;

function findRoot(text: string): Root {
  const search = new RegExp(rootOrSkipped);
  let isPage = false;
  let onlyDoctype = -1;
  for (let found = search.exec(text); found; found = search.exec(text)) {
    const name = found[1];
    if (name !== undefined) {
      const isFeed = !isPage || follows(text, onlyDoctype, found.index) || looksDeclared(text, found.index);
      return isFeed ? { kind: "feed", at: found.index, name } : { kind: "page" };
    }
    if (found[0] === "<!--") {
      const end = text.indexOf("-->", search.lastIndex);
      if (end !== -1) search.lastIndex = end + 3;
    } else {
      onlyDoctype = isPage || /^<html/i.test(found[0]) ? -1 : found.index;
      isPage = true;
    }
  }
  return { kind: isPage ? "page" : "other" };
}

/** Somebody gave a feed the DOCTYPE of a page: nothing but comments stands between the two. */
function follows(text: string, doctypeAt: number, rootAt: number): boolean {
  if (doctypeAt === -1 || rootAt - doctypeAt > 20_000) return false;
  return /^<![^>]*>(?:\s|<!--(?:(?!-->)[^])*-->)*$/.test(text.slice(doctypeAt, rootAt));
}

/** Inside a page only a root that says what it is counts: server notices come as HTML before a real feed. */
function looksDeclared(text: string, at: number): boolean {
  return (
    /^<[^>]{0,2000}(?:\sversion\s*=|\sxmlns)/i.test(text.slice(at, at + 2_100)) &&
    /<\?xml\b/.test(text.slice(Math.max(0, at - 20_000), at))
  );
}

/** Behind the last end tag of the root; the end of the text when that is missing. */
function endOfRoot(text: string, name: string): number {
  const spellings = [name, name.toLowerCase(), name.toUpperCase()];
  const start = Math.max(...spellings.map((spelling) => text.lastIndexOf(`</${spelling}`)));
  if (start === -1) return text.length;
  const end = text.indexOf(">", start);
  return end === -1 ? text.length : end + 1;
}

function hasJunk(text: string, from: number, to: number): boolean {
  const before = text
    .slice(0, Math.min(from, 20_000))
    .replace(/<\?[^>]*\?>|<!--[^]*?-->|<!DOCTYPE[^[>]*(?:\[[^\]]*\]\s*)?>/gi, "");
  return (
    before.trim().replace("\ufeff", "") !== "" ||
    text
      .slice(to, to + 20_000)
      .replace(/<!--[^]*?-->/g, "")
      .trim() !== ""
  );
}

/**
 * Of "<<b>" the first begins nothing, and would take the tag behind it for text. A "<!" that is no comment, CDATA or
 * DOCTYPE begins nothing either, and the reader would look at all that follows again with each character.
 */
const startsOfNothing = /<(?=<|!(?!--|\[CDATA\[|DOCTYPE))/gi;

const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;
const allControls = new RegExp(controls, "g");
const hasControls = (text: string): boolean => controls.test(text) || !text.isWellFormed();
const dropControls = (text: string): string => text.replace(allControls, "").toWellFormed();

const reference = /&(#x[0-9a-f]{1,6};|#[0-9]{1,7};|[a-z][a-z0-9]{1,30};)?|<!\[CDATA\[|<!--/gi;

const mostPieces = 20_000;

/** Decodes HTML's names, keeps XML's five, escapes every other "&"; comments and CDATA stay as they are. */
function mendAmpersands(xml: string): { xml: string; bareCount: number } {
  if (!xml.includes("&")) return { xml, bareCount: 0 };
  const search = new RegExp(reference);
  const out: string[] = [];
  let done = "";
  let bareCount = 0;
  let from = 0;
  for (let found = search.exec(xml); found; found = search.exec(xml)) {
    const [all, name] = found;
    if (all.startsWith("<")) {
      const end = xml.indexOf(all === "<!--" ? "-->" : "]]>", search.lastIndex);
      if (end === -1 && all !== "<!--") break;
      if (end !== -1) search.lastIndex = end;
      continue;
    }
    const mended = name === undefined ? "&amp;" : mendReference(name);
    if (mended.startsWith("&amp;") && name !== "amp;") bareCount++;
    out.push(xml.slice(from, found.index), mended);
    from = search.lastIndex;
    // Millions of pieces would weigh ten times what they say.
    if (out.length >= mostPieces) done += out.splice(0).join("");
  }
  return { xml: `${done}${out.join("")}${xml.slice(from)}`, bareCount };
}

function mendReference(name: string): string {
  if (/^(?:amp|lt|gt|quot|apos);$/.test(name)) return `&${name}`;
  if (name.startsWith("#")) return mendNumber(name);
  const decoded = decodeHTML(`&${name}`);
  if (decoded === `&${name}`) return `&amp;${name}`;
  return decoded === "<" ? "&lt;" : decoded === "&" ? "&amp;" : decoded; // &LT; and &AMP; are names of HTML too
}

function mendNumber(name: string): string {
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  const isAllowed =
    code === 9 ||
    code === 10 ||
    code === 13 ||
    (code >= 32 && code < 0xd800) ||
    (code > 0xdfff && code < 0xfffe) ||
    (code > 0xffff && code <= 0x10ffff);
  return isAllowed ? `&#${code};` : "";
}
