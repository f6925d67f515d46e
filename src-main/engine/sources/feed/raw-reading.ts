import { hash as digestOf } from "node:crypto";
import { authorOf } from "./draft-item.ts";
import type { KnownRaw, ParsedFeed, RawEntry } from "./parsed-feed.ts";
import { fieldsOf } from "./raw-feed.ts";
import type { RawFeed } from "./raw-feed.ts";
import type { Slices } from "./slice-entries.ts";

/** Counted up when the same entry would be read otherwise than before. */
const readerVersion = 1;

/** Entries by the words they are written in, in their order. */
export function rawEntriesOf(xml: string, { entries }: Slices, known: KnownRaw | null = null): readonly RawEntry[] {
  return entries.map(({ from, to }) => {
    const hash = digestOf("sha256", xml.slice(from, to), "hex").slice(0, 32);
    return { hash, isKnown: known?.hashes.has(hash) ?? false };
  });
}

/** The feed without its known entries; all that stands around them stays. */
export function withoutKnown(xml: string, { entries }: Slices, raw: readonly RawEntry[]): string {
  const kept: string[] = [];
  let from = 0;
  for (const [at, entry] of entries.entries()) {
    if (raw[at]?.isKnown !== true) continue;
    kept.push(xml.slice(from, entry.from));
    from = entry.to;
  }
  return `${kept.join("")}${xml.slice(from)}`;
}

/** All that an entry's meaning hangs on besides its own words. Where it is the same, the same words say the same. */
export function contextOf(
  feed: RawFeed,
  {
    url,
    around,
    title,
    siteUrl,
  }: Pick<ParsedFeed, "title" | "siteUrl"> & Pick<Slices, "around"> & { url: string | null },
): string {
  const { channel, root } = feed;
  const languages = ["language", "dc:language"].flatMap((name) => fieldsOf(channel, name).map(({ text }) => text));
  const said = { root, lang: channel.lang, languages, author: authorOf(channel), title, siteUrl };
  return digestOf("sha256", JSON.stringify([readerVersion, url, around, said]), "base64url");
}
