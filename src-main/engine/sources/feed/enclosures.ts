import type { Enclosure } from "../../../contract/methods/mentions.ts";
import { feedLimits } from "./limits.ts";
import { safeLink } from "./links.ts";
import { titleText } from "../../../domain/text/plain-text.ts";
import { fieldsOf, firstText } from "./raw-feed.ts";
import type { RawField, RawMedia, RawNode } from "./raw-feed.ts";
import { oneLine, shorten } from "../../../domain/text/safe-text.ts";

/** A file as a feed names it, before it is checked. */
export interface WrittenEnclosure {
  readonly url: string | null | undefined;
  readonly base: string | null;
  readonly type?: string | null | undefined;
  readonly length?: string | null | undefined;
  readonly title?: string | null | undefined;
  readonly alt?: string | null | undefined;
}

/** The files of an item of RSS, RDF or Atom: enclosures, links of that kind, Atom content that is elsewhere, media. */
export function writtenEnclosures(item: RawNode): readonly WrittenEnclosure[] {
  const links = fieldsOf(item, "link").filter(({ attributes }) => /^enclosure$/i.test(attributes["rel"]?.trim() ?? ""));
  const contents = fieldsOf(item, "content").filter(
    ({ attributes }) => attributes["src"] !== undefined && !/html/i.test(attributes["type"] ?? ""),
  );
  return [
    ...[...fieldsOf(item, "enclosure"), ...fieldsOf(item, "enc:enclosure")].map((field) => ofField(field, "url")),
    ...links.map((field) => ofField(field, "href")),
    ...contents.map((field) => ofField(field, "src")),
    ...item.media.map(ofMedia),
  ];
}

function ofField({ attributes, base, text }: RawField, name: "url" | "href" | "src"): WrittenEnclosure {
  // The module of RSS 1.0 writes enc:url or rdf:resource; some feeds put the address between the tags.
  const read = (local: string) => attributes[local] ?? attributes[`enc:${local}`];
  const url = read(name) ?? attributes["rdf:resource"] ?? attributes["resource"] ?? text;
  return { url, base, type: read("type"), length: read("length"), title: attributes["title"] };
}

function ofMedia({ attributes, base, node }: RawMedia): WrittenEnclosure {
  return {
    url: attributes["url"] ?? fieldsOf(node, "media:player")[0]?.attributes["url"],
    base,
    type: attributes["type"] ?? attributes["medium"],
    length: attributes["filesize"],
    title: firstText(node, "media:title"),
    alt: firstText(node, "media:description", "media:text"),
  };
}

/** Checked, cut to size, each address once: what a second mention of it says besides is added. */
export function enclosuresOf(written: readonly WrittenEnclosure[]): readonly Enclosure[] {
  const byUrl = new Map<string, Enclosure>();
  for (const one of written) {
    const url = safeLink(one.url, one.base);
    if (url === null) continue;
    const before = byUrl.get(url);
    if (!before && byUrl.size >= feedLimits.enclosures) break;
    byUrl.set(url, {
      url,
      type: fullerType(before?.type ?? null, typeOf(one.type)),
      length: before?.length ?? lengthOf(one.length),
      title: before?.title ?? words(one.title, feedLimits.name),
      alt: before?.alt ?? words(one.alt, feedLimits.alt),
    });
  }
  return [...byUrl.values()];
}

function typeOf(raw: string | null | undefined): string | null {
  const type = oneLine(raw ?? "").toLowerCase();
  return /^[\w.+-]{1,60}(?:\/[\w.+-]{1,100})?(?:;.{0,100})?$/.test(type) ? type : null;
}

/** "image/jpeg" says more than "image". */
const fullerType = (a: string | null, b: string | null): string | null =>
  a === null || (b?.includes("/") && !a.includes("/")) ? b : a;

/** Zero is what feeds write that do not know. */
function lengthOf(raw: string | null | undefined): number | null {
  const value = /^\s*\d{1,15}\s*$/.test(raw ?? "") ? Number(raw) : 0;
  return value > 0 ? value : null;
}

const words = (raw: string | null | undefined, limit: number): string | null =>
  shorten(titleText(raw ?? ""), limit) || null;
