import { describe, expect, test } from "vitest";
import { decodeFeed } from "../../../src-main/engine/sources/feed/decode.ts";
import { parseFeed } from "../../../src-main/engine/sources/feed/parse.ts";

const bytes = (...parts: readonly (string | number | readonly number[])[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === "string" ? [...Buffer.from(part, "latin1")] : part)));
const utf16 = (text: string) => new Uint8Array(Buffer.from(text, "utf16le"));
const swapped = (text: string) => new Uint8Array(Buffer.from(text, "utf16le").swap16());
const utf32 = (text: string, isLittleEndian: boolean) => {
  const buffer = Buffer.alloc([...text].length * 4);
  [...text].forEach((character, at) =>
    new DataView(buffer.buffer, buffer.byteOffset).setUint32(at * 4, character.codePointAt(0) ?? 0, isLittleEndian),
  );
  return new Uint8Array(buffer);
};

describe("bytes become the right text", () => {
  test.each<[string, Uint8Array, string | null, string]>([
    ["a mark of UTF-8 beats every claim", bytes([0xef, 0xbb, 0xbf], "<a>\xc3\xa9"), "text/xml; charset=koi8-r", "<a>é"],
    ["a mark of UTF-16", swapped("\ufeff<a>é"), "text/xml; charset=utf-8", "<a>é"],
    ["UTF-16 without a mark", utf16("<a>é"), null, "<a>é"],
    ["UTF-16 in the other order without a mark", swapped("<a>é"), null, "<a>é"],
    ["UTF-32", utf32("<a>é😀", true), null, "<a>é😀"],
    ["UTF-32 in the other order with a mark", utf32("\ufeff<a>é", false), null, "<a>é"],
    [
      "UTF-8 that calls itself Latin-1",
      bytes('<?xml encoding="iso-8859-1"?>\xc3\xa9'),
      null,
      '<?xml encoding="iso-8859-1"?>é',
    ],
    [
      "windows-1251 by declaration",
      bytes('<?xml version="1.0" encoding="windows-1251"?>\xcf\xf0\xe8'),
      null,
      '<?xml version="1.0" encoding="windows-1251"?>При',
    ],
    [
      "the HTTP header beats the declaration",
      bytes('<?xml encoding="windows-1252"?>\xcf\xf0\xe8'),
      "text/xml;charset='windows-1251'",
      '<?xml encoding="windows-1252"?>При',
    ],
    ["Shift_JIS", bytes('<?xml encoding="Shift_JIS"?>\x93\xfa\x96\x7b'), null, '<?xml encoding="Shift_JIS"?>日本'],
    ["a false claim of UTF-16", bytes('<?xml encoding="utf-16"?>a'), null, '<?xml encoding="utf-16"?>a'],
    [
      "an unknown charset",
      bytes('<?xml encoding="klingon"?>\xe9'),
      "text/xml; charset=none",
      '<?xml encoding="klingon"?>é',
    ],
    ["nothing claimed, not UTF-8: windows-1252", bytes("<a>caf\xe9 \x93x\x94"), null, "<a>café “x”"],
    [
      "UTF-8 with one broken byte stays UTF-8",
      bytes("<a>\xc3\xa9\xc3\xa9\xc3\xa9\xff"),
      "text/xml; charset=utf-8",
      "<a>ééé\ufffd",
    ],
    ["no bytes", new Uint8Array(), "text/xml; charset=utf-16", ""],
  ])("%s", (_name, input, contentType, text) => {
    expect(decodeFeed(input, contentType)).toBe(text);
  });
});

test("a feed in windows-1251 has its letters", async () => {
  const feed = bytes(
    '<?xml version="1.0" encoding="windows-1251"?><rss version="2.0"><channel><title>\xcf\xf0\xe8</title></channel></rss>',
  );
  expect(await parseFeed(feed, {})).toMatchObject({ title: "При" });
});
