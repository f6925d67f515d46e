import fc from "fast-check";
import { expect, test } from "vitest";
import { networks } from "../../../src-main/contract/values.ts";
import { oneLine } from "../../../src-main/domain/text/safe-text.ts";
import { readOpml } from "../../../src-main/engine/sources/opml/read-opml.ts";
import { writeOpml } from "../../../src-main/engine/sources/opml/write-opml.ts";
import type { Listed } from "../../../src-main/engine/sources/opml/write-opml.ts";

const read = (text: string) => readOpml(Buffer.from(text));
const list = (body: string, head = "") => `<?xml version="1.0"?><opml version="2.0">${head}<body>${body}</body></opml>`;

test("nested folders, either spelling of the address, and entities of HTML are read", async () => {
  const found = await read(
    list(
      `<outline text="News &amp; views"><outline text="Coast">
         <outline type="rss" text="Caf&eacute; &amp; Quay" xmlUrl="https://a.example/f?x=1&amp;y=2" htmlUrl="https://a.example/"/>
         <outline title="Only a title" xmlurl="https://b.example/feed"/>
       </outline></outline>
       <outline text="No folder" XMLURL="feed:https://c.example/feed" htmlUrl="javascript:alert(1)"/>`,
      "<head><title>My  list</title></head>",
    ),
  );
  expect(found.fault).toBeNull();
  expect(found.title).toMatch(/^My\s+list$/);
  expect(found.outlines.map(({ own: _own, ...outline }) => outline)).toEqual([
    {
      name: "Café & Quay",
      url: "https://a.example/f?x=1&y=2",
      siteUrl: "https://a.example/",
      folder: "News & views / Coast",
    },
    { name: "Only a title", url: "https://b.example/feed", siteUrl: null, folder: "News & views / Coast" },
    { name: "No folder", url: "feed:https://c.example/feed", siteUrl: null, folder: null },
  ]);
});

test("a list in UTF-16 with its mark is read", async () => {
  const text = list(`<outline text="Kühl" xmlUrl="https://a.example/feed"/>`);
  const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]);
  expect((await readOpml(bytes)).outlines[0]?.name).toBe("Kühl");
});

test("bare ampersands and an unclosed outline lose nothing", async () => {
  const found = await read(
    `<opml version="1.0"><body><outline text="A & B" xmlUrl="https://a.example/?a=1&b=2"><outline text="C" xmlUrl="https://c.example/"/>`,
  );
  expect(found.outlines.map(({ name, url }) => [name, url])).toEqual([
    ["A & B", "https://a.example/?a=1&b=2"],
    ["C", "https://c.example/"],
  ]);
});

test.each([
  ["notOpml", "<html><body>Sign in</body></html>"],
  ["notOpml", "just words"],
  ["notOpml", ""],
  ["empty", list(`<outline text="A folder"/>`)],
  [
    "entities",
    `<!DOCTYPE opml [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]>${list(`<outline text="&b;" xmlUrl="https://a.example/"/>`)}`,
  ],
  ["tooDeep", list(`${'<outline text="x">'.repeat(100_000)}`)],
])("what cannot be read says why: %s", async (fault, text) => {
  expect((await read(text)).fault).toEqual({ code: `opml.fault.${fault}`, params: {} });
});

test("more than 10,000 feeds are cut, and it says so", async () => {
  const body = Array.from({ length: 10_100 }, (_, at) => `<outline xmlUrl="https://a.example/${at}"/>`).join("");
  const found = await read(list(body));
  expect(found.outlines).toHaveLength(10_000);
  expect(found.isCut).toBe(true);
});

test("settings in a list that somebody spoilt are passed over", async () => {
  const found = await read(
    `<opml xmlns:watchroom="urn:watchroom:opml:1"><body><outline text="A" xmlUrl="https://a.example/"
      watchroom:network="nonsense" watchroom:interval="3" watchroom:retention="-1" watchroom:everything="perhaps"/></body></opml>`,
  );
  expect(found.outlines[0]?.own).toEqual({});
});

// What a name can be: one line without characters that are never shown.
const words = (most: number) =>
  fc
    .string({ unit: "grapheme", minLength: 1, maxLength: most })
    .map((text) => oneLine(text).slice(0, most).trim())
    .filter((text) => text !== "" && text.isWellFormed());
const source: fc.Arbitrary<Listed> = fc
  .record({
    name: words(60),
    url: fc.webUrl({ withQueryParameters: true }).map((url) => new URL(url).href),
    siteUrl: fc.option(fc.webUrl().map((url) => new URL(url).href)),
    network: fc.constantFrom(...networks),
    department: fc.option(words(40)),
    intervalMinutes: fc.option(fc.integer({ min: 15, max: 1440 })),
    everything: fc.boolean(),
    retentionDays: fc.option(fc.integer({ min: 7, max: 3650 })),
    allowPrivate: fc.boolean(),
    signIn: fc.option(fc.constantFrom("basic" as const, "header" as const)),
    signInName: words(30),
  })
  .map((one) => ({ ...one, signInName: one.signIn === null ? null : one.signInName }));

const byWords = (a: object, b: object) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

test("what is exported is read back as it was", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(source, { minLength: 1, maxLength: 20 }), async (sources) => {
      const folderOf = ({ department, network }: Listed) => department ?? network;
      const { fault, outlines } = await readOpml(Buffer.from(writeOpml(sources, { title: "All", at: 0, folderOf })));
      expect(fault).toBeNull();
      const back = outlines.map(({ name, url, siteUrl, own }): Listed => {
        const { department = null, intervalMinutes = null, retentionDays = null, allowPrivate = false } = own;
        const { network = "other", everything = false, signIn = null, signInName = null } = own;
        return {
          ...{ name, url, siteUrl, network, department, intervalMinutes, everything },
          ...{ retentionDays, allowPrivate, signIn, signInName },
        };
      });
      expect(back.toSorted(byWords)).toEqual([...sources].sort(byWords));
    }),
    { numRuns: 150 },
  );
});
