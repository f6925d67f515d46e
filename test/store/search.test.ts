import fc from "fast-check";
import { expect, test } from "vitest";
import { indexSpellings } from "../../src-main/domain/query/index-spellings.ts";
import { indexFilter } from "../../src-main/domain/query/index-filter.ts";
import { matchQuery, prepareMention } from "../../src-main/domain/query/evaluate.ts";
import { parseQuery } from "../../src-main/domain/query/parse.ts";
import type { Query } from "../../src-main/domain/query/query.ts";
import { indexMentions, searchMentionIds, unindexMentions } from "../../src-main/engine/store/search.ts";
import { addMention, addSource, openTestStore } from "./open-test-store.ts";

const pieces = [
  "late",
  "e-mail",
  "email",
  "Straße",
  "strasse",
  "café",
  "cafe",
  "don’t",
  "#tag",
  "tag",
  "m²",
  "日本語",
  "日本",
  "ﬁne",
  "fine",
  "İst",
  "Привет",
  "привет",
  "co-op-er",
  "cooper",
  "ø",
  "o",
  "naïve",
  "x_y",
  "@bob",
  "😀",
  "Æon",
  "aeon",
  "ＡＢ",
  "ab",
];

function queryOf(text: string): Query | null {
  const parsed = parseQuery(text, { allowSentiment: true });
  return parsed.ok ? parsed.query : null;
}

test("a search finds exactly what the watch language matches, whatever the letters", async () => {
  const store = await openTestStore();
  const texts = fc.sample(fc.array(fc.constantFrom(...pieces, "-", " "), { minLength: 1, maxLength: 5 }), {
    numRuns: 300,
    seed: 7,
  });
  const glued = texts.map((words, at) => words.join(at % 2 === 0 ? " " : ""));
  await store.write(async (trx) => {
    await addSource(trx);
    for (const [at, text] of glued.entries()) {
      await addMention(trx, { id: at + 1, text, spellings: indexSpellings(prepareMention({ text })) });
    }
    await indexMentions(
      trx,
      glued.map((_, at) => at + 1),
    );
  });
  const words = pieces.filter((piece) => queryOf(piece) !== null);
  const asked = [
    ...words,
    ...words.map((word) => `${word}*`),
    ...words.map((word) => `${word} AND late`),
    "caf?",
    "lat* NEAR/2 tag",
    "late OR 日本",
    "lang:en OR late",
    "title:late",
    "(cafe OR tag) NOT late",
  ];
  for (const text of asked) {
    const query = queryOf(text);
    if (query === null) continue;
    const expected = glued
      .flatMap((one, at) => (matchQuery(query, prepareMention({ text: one })).matches ? [at + 1] : []))
      .reverse();
    expect([text, await searchMentionIds(store.read, query, { limit: 1000 })]).toEqual([text, expected]);
  }
});

test.each([
  ["late AND network:news", [1]],
  ["late NOT network:news", []],
  ["late NEAR/2 again", [1]],
  ["late OR network:forum", [1]],
  ["title:late", []],
  ["author:late", []],
])("%s is judged by every field that it names", async (text, found) => {
  const store = await openTestStore();
  await store.write(async (trx) => {
    await addSource(trx);
    await addMention(trx, { id: 1, text: "late again" });
    await indexMentions(trx, [1]);
  });
  const query = queryOf(text);
  if (query === null) throw new Error("the query does not parse");
  expect(await searchMentionIds(store.read, query, { limit: 5 })).toEqual(found);
});

test("a page of a search goes on below the last row of the page before", async () => {
  const store = await openTestStore();
  await store.write(async (trx) => {
    await addSource(trx);
    for (let id = 1; id <= 450; id += 1) await addMention(trx, { id, text: id % 2 === 0 ? "late again" : "in time" });
    await indexMentions(
      trx,
      Array.from({ length: 450 }, (_, at) => at + 1),
    );
  });
  const query = queryOf("late");
  if (query === null) throw new Error("the query does not parse");
  const first = await searchMentionIds(store.read, query, { limit: 2 });
  expect(first).toEqual([450, 448]);
  expect(await searchMentionIds(store.read, query, { limit: 2, before: 448 })).toEqual([446, 444]);
  expect(await searchMentionIds(store.read, query, { limit: 1000 })).toHaveLength(225);
});

test("a mention that leaves the index is not found and leaves the index whole", async () => {
  const store = await openTestStore();
  await store.write(async (trx) => {
    await addSource(trx);
    await addMention(trx, { id: 1, text: "late" });
    await indexMentions(trx, [1]);
    await unindexMentions(trx, [1]);
  });
  const query = queryOf("late");
  if (query === null) throw new Error("the query does not parse");
  expect(await searchMentionIds(store.read, query, { limit: 5 })).toEqual([]);
});

test.each([
  ["late NEAR/5 deliver* NOT pizza", '("late" AND "deliver" *)'],
  ['"on time" OR wom?n', '(("on" AND "time") OR "wom" *)'],
  ["late OR /x+y/", null],
  ["lang:de", null],
  ["late lang:de", '"late"'],
  ["e-mail", '(("e" AND "mail") OR "email")'],
])("%s is narrowed by %s", (text, filter) => {
  const query = queryOf(text);
  expect(query === null ? undefined : indexFilter(query)).toBe(filter);
});
