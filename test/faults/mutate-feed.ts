import { readFileSync, readdirSync } from "node:fs";
import fc from "fast-check";

const folder = new URL("../fixtures/feeds/", import.meta.url);

/** Our own feeds, of every format that we read, and a page. */
const fixtures = readdirSync(folder)
  .toSorted()
  .map((name) => readFileSync(new URL(name, folder)));

export type MutatedFeed = { readonly bytes: Uint8Array; readonly contentType: string | null };

type Edit = (bytes: Buffer) => Buffer;

const pieces = [
  ...[
    "<",
    ">",
    "&",
    "]]>",
    "<![CDATA[",
    "<!--",
    "-->",
    '"',
    "'",
    "&#x0;",
    "&#55296;",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
  ],
  ...[
    "<item>",
    "</item>",
    "<entry>",
    "</channel>",
    "</rss>",
    "<rss>",
    "<title type='xhtml'>",
    "<title>",
    "<link>",
    "<a>",
    "<html>",
  ],
  ...[
    "xmlns=''",
    "xmlns:atom='http://www.w3.org/2005/Atom'",
    "xml:base='javascript:x'",
    " a a a='",
    "<?xml encoding='utf-16'?>",
    "<!DOCTYPE x [<!ENTITY y 'z'>]>",
  ],
  ...[
    "javascript:alert(1)",
    "data:text/html,x",
    "https://ann:secret@a.example/",
    "\u0000",
    "\u001b",
    "\u202e",
    "\ufffe",
    "\ufeff",
    "{",
    "}",
    "[",
    '"items":',
    "__proto__",
    "constructor",
  ],
];

/** Anywhere with equal chance; fast-check prefers the ends, where every change makes it no feed at all. */
const place = fc.noBias(fc.nat(1_000_000)).map((share) => share / 1_000_000);
const at = (bytes: Buffer, share: number) => Math.min(bytes.length, Math.floor(share * bytes.length));
const put = (bytes: Buffer, from: number, drop: number, insert: Uint8Array) =>
  Buffer.concat([bytes.subarray(0, from), insert, bytes.subarray(from + drop)]);

/** Bytes are dropped, put in or turned. */
const byteEdit = fc.record({ share: place, drop: fc.nat(200), insert: fc.uint8Array({ maxLength: 8 }) }).map(
  ({ share, drop, insert }): Edit =>
    (bytes) =>
      put(bytes, at(bytes, share), drop, insert),
);

/** A piece that means something is put in somewhere, or in place of the next tag. */
const pieceEdit = fc
  .record({
    share: place,
    piece: fc.constantFrom(...pieces),
    times: fc.constantFrom(1, 1, 1, 2, 50, 3000),
    inTag: fc.boolean(),
  })
  .map(({ share, piece, times, inTag }): Edit => (bytes) => {
    const from = inTag ? Math.max(0, bytes.indexOf("<", at(bytes, share))) : at(bytes, share);
    return put(bytes, from, 0, Buffer.from(piece.repeat(times)));
  });

/** A tag is dropped, doubled, turned over or given another's name. */
const tagEdit = fc
  .record({
    share: place,
    how: fc.constantFrom("drop", "double", "close", "rename", "upper"),
    name: fc.constantFrom("item", "entry", "title", "link", "guid", "content:encoded", "x:y", "rss", "script"),
  })
  .map(({ share, how, name }): Edit => (bytes) => {
    const from = bytes.indexOf("<", at(bytes, share));
    const to = from === -1 ? -1 : bytes.indexOf(">", from);
    if (to === -1) return bytes;
    const tag = bytes.subarray(from, to + 1).toString("latin1");
    const next = {
      drop: "",
      double: tag + tag,
      close: tag.replace("<", "</"),
      rename: tag.replace(/^<(\/?)[^\s/>]+/, `<$1${name}`),
      upper: tag.toUpperCase(),
    };
    return put(bytes, from, to + 1 - from, Buffer.from(next[how], "latin1"));
  });

/** An attribute comes in, twice, without quotes, very long, or with a bad value. */
const attributeEdit = fc
  .record({
    share: place,
    attribute: fc.constantFrom(
      "a",
      "href='javascript:x'",
      "url=x",
      "type='html'",
      "type=",
      "isPermaLink='true'",
      "xml:lang='\u202e'",
      "rel='alternate' rel='x'",
      `a='${"x".repeat(5000)}'`,
      "version='9'",
    ),
  })
  .map(({ share, attribute }): Edit => (bytes) => {
    const from = bytes.indexOf(">", at(bytes, share));
    return from === -1 ? bytes : put(bytes, from, 0, Buffer.from(` ${attribute}`));
  });

/** The bytes in another encoding than they say, with and without a byte order mark. */
const encodingEdit = fc.constantFrom<Edit>(
  (bytes) => Buffer.from(bytes.toString("utf8"), "utf16le"),
  (bytes) => Buffer.from(`\ufeff${bytes.toString("utf8")}`, "utf16le"),
  (bytes) => Buffer.from(`\ufeff${bytes.toString("utf8")}`, "utf16le").subarray(0, -1),
  (bytes) => Buffer.from(bytes.toString("utf8"), "latin1"),
  (bytes) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]),
  (bytes) => Buffer.from(bytes.toString("latin1"), "utf8"),
  (bytes) => bytes.map((byte) => (byte === 0x20 ? 0xa0 : byte)) as Buffer,
);

const truncation = place.map(
  (share): Edit =>
    (bytes) =>
      bytes.subarray(0, at(bytes, share)),
);

const contentTypes = fc.constantFrom(
  null,
  "application/rss+xml",
  "text/html; charset=windows-1251",
  "text/xml; charset=utf-16",
  "application/json",
  "x",
  "text/xml; charset=shift_jis",
);

/** One of our feeds after one to five changes of every kind; some are then cut off or written in another encoding. */
export const mutatedFeed: fc.Arbitrary<MutatedFeed> = fc
  .record({
    bytes: fc.constantFrom(...fixtures),
    edits: fc.array(fc.oneof(byteEdit, pieceEdit, tagEdit, attributeEdit), { minLength: 1, maxLength: 5 }),
    whole: fc.oneof(
      { weight: 6, arbitrary: fc.constant<Edit>((bytes) => bytes) },
      { weight: 1, arbitrary: encodingEdit },
      { weight: 1, arbitrary: truncation },
    ),
    contentType: contentTypes,
  })
  .map(({ bytes, edits, whole, contentType }) => ({
    bytes: whole(edits.reduce<Buffer>((before, edit) => edit(before), bytes)),
    contentType,
  }));
