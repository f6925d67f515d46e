import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isNodeNewEnough } from "../../src-main/hosts/node-version.ts";

const cli = join(import.meta.dirname, "..", "..", "src-main", "hosts", "cli.ts");

type Outcome = { readonly code: number; readonly lines: readonly unknown[]; readonly complaint: string };

async function run(words: readonly string[], input: string = ""): Promise<Outcome> {
  const child = spawn(process.execPath, [cli, ...words], { stdio: ["pipe", "pipe", "pipe"] });
  let printed = "";
  let complaint = "";
  child.stdout.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (complaint += chunk.toString()));
  child.stdin.end(input);
  const [code] = (await once(child, "close")) as [number];
  const lines = printed
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as unknown);
  return { code, lines, complaint: complaint.trim() };
}

const asLines = (...lines: readonly unknown[]) =>
  lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n");

test("match: one line for each line, in order, broken ones included", async () => {
  const { code, lines } = await run(
    ["match", "--json-lines"],
    asLines(
      { query: "late", mention: { text: "too late" } },
      "this is not JSON",
      "",
      { query: 'say "never', mention: { text: "x" } },
      { query: "lang:en late", mention: { text: "late", lang: "de" } },
    ),
  );
  expect([code, lines]).toEqual([
    0,
    [
      { matches: true, spans: [{ field: "text", from: 4, to: 8 }] },
      { error: { code: "bad_json", says: "This line is not JSON." } },
      { error: { code: "bad_json", says: "This line is not JSON." } },
      { error: { at: 4, says: "this quotation mark is never closed" } },
      { matches: false, spans: [] },
    ],
  ]);
});

test("classify: label, score, confidence and reasons; null where there is no model", async () => {
  const { lines } = await run(
    ["classify", "--json-lines"],
    asLines(
      { text: "Still waiting for my refund, this is terrible." },
      { text: "Das ist eine Katastrophe und sehr traurig, ich warte schon drei Wochen." },
      { words: 7 },
    ),
  );
  expect(lines).toEqual([
    {
      label: "negative",
      score: expect.any(Number),
      confidence: expect.any(Number),
      reasons: expect.arrayContaining([{ words: "terrible", effect: expect.any(Number) }]),
    },
    { label: null, score: null, confidence: null, reasons: [] },
    { error: { code: "bad_line", says: "The line is not a JSON object with text." } },
  ]);
});

const feed =
  '<rss version="2.0"><channel><title>Gazette</title><item><title>Late</title><link>https://g.example/1</link><guid>1</guid><pubDate>Tue, 17 Nov 2026 10:00:00 GMT</pubDate><description>&lt;b&gt;Very&lt;/b&gt; late</description></item></channel></rss>';
const page = "<!doctype html><html><head><title>Login</title></head><body>Hello</body></html>";

test("parse-feed: title and items, or an error in words", async () => {
  const line = (text: string, contentType: string) => ({
    base64: Buffer.from(text).toString("base64"),
    contentType,
    url: "https://g.example/feed",
  });
  const { lines } = await run(
    ["parse-feed", "--json-lines"],
    asLines(line(feed, "application/rss+xml"), line(page, "text/html"), { url: 7 }),
  );
  expect(lines).toEqual([
    {
      title: "Gazette",
      siteUrl: null,
      repaired: false,
      items: [
        {
          id: "1",
          title: "Late",
          link: "https://g.example/1",
          publishedAt: "2026-11-17T10:00:00.000Z",
          text: "Very late",
          summary: null,
          author: null,
          handle: null,
          network: null,
          updatedAt: null,
          categories: [],
          lang: null,
          replyUrl: null,
          enclosures: [],
        },
      ],
    },
    { error: { code: "not_a_feed", says: "This is a web page, not a feed." } },
    { error: { code: "bad_line", says: "The line is not a JSON object with base64, contentType and url." } },
  ]);
});

test("parse-feed with a file prints one document, or one sentence and exit 1", async () => {
  const folder = mkdtempSync(join(tmpdir(), "watchroom-filters-"));
  const file = join(folder, "feed.xml");
  writeFileSync(file, feed);
  expect(await run(["parse-feed", file, "--json"])).toMatchObject({
    code: 0,
    lines: [{ title: "Gazette" }],
    complaint: "",
  });
  expect(await run(["parse-feed", join(folder, "none.xml")])).toEqual({
    code: 1,
    lines: [],
    complaint: `${join(folder, "none.xml")} cannot be read.`,
  });
  writeFileSync(file, page);
  expect(await run(["parse-feed", file])).toEqual({
    code: 1,
    lines: [],
    complaint: `${file} could not be read as a feed. This is a web page, not a feed.`,
  });
  rmSync(folder, { recursive: true });
});

test.each([
  [["sauce", "list"], "There is no command “sauce list”. Without a command you get a list."],
  [["watch", "add", "Brand"], "Use it like this: watch add NAME QUERY"],
  [["poll", "--every"], "Use it like this: poll [--all]"],
  [["serve", "--port", "99999"], "--port takes a whole number from 0 to 65535."],
  [["classify"], "This reads JSON lines from standard input: add --json-lines."],
])("a mistake is said in one sentence on stderr, with exit 1: %j", async (words, sentence) => {
  expect(await run(words)).toEqual({ code: 1, lines: [], complaint: sentence });
});

test("a Node that the native database would crash is known by its version", () => {
  expect(["18.20.4", "20.18.1", "22.13.0", "22.17.9", "22.18.0", "24.21.0", "26.0.0"].map(isNodeNewEnough)).toEqual([
    false,
    false,
    false,
    false,
    true,
    true,
    true,
  ]);
});
