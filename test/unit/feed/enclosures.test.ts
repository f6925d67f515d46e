import { expect, test } from "vitest";
import { enclosuresOf } from "../../../src-main/engine/sources/feed/enclosures.ts";
import type { WrittenEnclosure } from "../../../src-main/engine/sources/feed/enclosures.ts";
import { parseFeed } from "../../../src-main/engine/sources/feed/parse.ts";

const base = "https://a.example/pod/";
const read = (...files: readonly Partial<WrittenEnclosure>[]) =>
  enclosuresOf(files.map((file) => ({ url: "1.mp3", base, ...file })));
const plain = { url: `${base}1.mp3`, type: null, length: null, title: null, alt: null };

test.each<[Partial<WrittenEnclosure>, object]>([
  [{ type: " Audio/MPEG " }, { type: "audio/mpeg" }],
  [{ type: "image" }, { type: "image" }],
  [{ type: "<b>" }, { type: null }],
  [{ length: "120" }, { length: 120 }],
  [{ length: "0" }, { length: null }],
  [{ length: "-1" }, { length: null }],
  [{ length: "1,204" }, { length: null }],
  [{ title: " A &amp; <b>B</b>\n" }, { title: "A & B" }],
  [{ alt: "y".repeat(3_000) }, { alt: `${"y".repeat(1_999)}…` }],
])("%o is read as %o", (written, known) => {
  expect(read(written)).toEqual([{ ...plain, ...known }]);
});

test("a file named twice is one file with what both say", () => {
  expect(
    read({ type: "audio", title: "One" }, { type: "audio/ogg", length: "7", title: "Other", alt: "Waves" }),
  ).toEqual([{ ...plain, type: "audio/ogg", length: 7, title: "One", alt: "Waves" }]);
});

test.each([
  "javascript:alert(1)",
  "data:image/png;base64,x",
  "file:///etc/passwd",
  "https://a:b@c.example/1",
  "",
  null,
])("a file at %j is none", (url) => {
  expect(read({ url })).toEqual([]);
});

test("of very many files and tags only the first are kept", async () => {
  const many = Array.from({ length: 300 }, (_, at) => `<category>c${at}</category><enclosure url="${base}${at}"/>`);
  const feed = await parseFeed(Buffer.from(`<rss><item>${many.join("")}</item></rss>`), {});
  if ("error" in feed) throw new Error(feed.error.code);
  expect([feed.items[0]?.categories.length, feed.items[0]?.enclosures.length]).toEqual([50, 20]);
});
