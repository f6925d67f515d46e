import { expect, test } from "vitest";
import { rowsOfName } from "../../../src-main/domain/topics/ignored-words.ts";
import { type RisingTerm, risingTerms } from "../../../src-main/domain/topics/rising-terms.ts";
import type { TopicDocument } from "../../../src-main/domain/topics/topic-document.ts";

const dayMs = 86_400_000;
const end = Date.UTC(2026, 10, 20, 15);

type Post = Partial<Omit<TopicDocument, "at">> & { readonly text: string };

/** A post of the window; each by somebody else, unless said. */
function today(...posts: readonly Post[]): readonly TopicDocument[] {
  return posts.map((post, at) => shape(post, { author: `today ${at}`, at: end - dayMs + 1 + at * 60_000 }));
}

/** Ten quiet days of `perDay` posts each before the window, each post by somebody else. */
function quiet(texts: readonly string[], days = 10): readonly TopicDocument[] {
  return Array.from({ length: days }, (_, day) =>
    texts.map((text, at) => shape({ text }, { author: `day ${day} ${at}`, at: end - (day + 2) * dayMs + at })),
  ).flat();
}

function shape(post: Post, given: { readonly author: string; readonly at: number }): TopicDocument {
  return { title: null, language: "en", story: null, source: "Murmur", sentiment: "neutral", ...given, ...post };
}

const calm = [
  "Calm crossing with tea",
  "Ticket office queue again",
  "The cafe bun is fine",
  "Car deck full by nine",
  "Sunny deck and gulls",
];
const filler = calm.map((text) => ({ text }));

function rise(
  now: readonly TopicDocument[],
  options: Partial<Parameters<typeof risingTerms>[0]> = {},
): readonly RisingTerm[] {
  return risingTerms({ now, before: quiet(calm), windowMs: dayMs, beforeMs: 10 * dayMs, ...options });
}

const terms = (rising: readonly RisingTerm[]) => rising.map(({ term }) => term);

test("a word that many say for the first time rises, with its numbers", () => {
  const posts: Post[] = [
    { text: "Sewage in the bay", sentiment: "negative", source: "Gazette" },
    { text: "They dump sewage", sentiment: "negative" },
    { text: "Is the sewage story true", sentiment: "unsure" },
    { text: "sewage everywhere", sentiment: "positive" },
  ];
  const [first, ...others] = rise(today(...posts, ...filler));
  expect(others).toEqual([]);
  // 4 of 9 people now, 0 of 50 before: 2 × (4 ln (4 / 0.61017) + 5 ln (5 / 8.38983) + 50 ln (50 / 46.61017)) = 16.89: 7.52125 − 2.58792 + 3.51023.
  expect(first?.score).toBeCloseTo(16.8871, 3);
  expect(first).toMatchObject({
    ...{ term: "sewage", count: 4, mentions: 4, usual: 0, ratio: null, isNew: true, sureness: "likely" },
    firstSeenAt: end - dayMs + 1,
    sentiment: { value: expect.closeTo(-100 / 3, 9), n: 3, positive: 1, negative: 2, unsure: 1 },
    sources: [
      { name: "Murmur", mentions: 3 },
      { name: "Gazette", mentions: 1 },
    ],
  });
});

test("what everybody always says does not rise, however much is said", () => {
  const now = Array.from({ length: 10 }, () => filler).flat();
  expect(rise(today(...now))).toEqual([]);
});

test("a known word rises beside its usual count", () => {
  const posts = Array.from({ length: 8 }, (_, at) => ({ text: `Queue at the pier ${calm[at % 5]}` }));
  const rising = rise(today(...posts.map(({ text }) => ({ text: text.replace("pier", "office") }))));
  // "queue" and "office" stood in one post of five before: 1 a day.
  expect(rising[0]).toMatchObject({ count: 8, usual: 1, ratio: 8, isNew: false });
});

test("one loud author is no topic", () => {
  const loud = Array.from({ length: 12 }, () => ({ text: "Boycott the bun", author: "one" }));
  expect(terms(rise(today(...loud, ...filler)))).toEqual([]);
  // The rule is what keeps it out: without it the same posts are a topic.
  expect(terms(rise(today(...loud, ...filler), { oncePerAuthor: false }))).toEqual(["Boycott the bun"]);
});

test("somebody who says it every day is no louder for it in the days before", () => {
  const daily = Array.from({ length: 10 }, (_, day) =>
    Array.from({ length: 20 }, (_one, at) =>
      shape({ text: "Sewage!", author: "one" }, { author: "one", at: end - (day + 2) * dayMs + at }),
    ),
  ).flat();
  const now = today(...Array.from({ length: 12 }, () => ({ text: "Sewage seen" })), ...filler);
  expect(rise(now, { before: [...quiet(calm), ...daily] })[0]).toMatchObject({ term: "Sewage", count: 12, usual: 1 });
});

test("copies of a story count each or once, as the switch says", () => {
  const copies = Array.from({ length: 6 }, (_, at) => ({
    text: "Battery ship ordered",
    author: `paper ${at}`,
    story: "wire",
  }));
  const now = today(...copies, ...filler);
  expect(terms(rise(now, { counted: "mentions" }))).toEqual(["Battery ship ordered"]);
  expect(terms(rise(now, { counted: "stories" }))).toEqual([]);
});

test("a phrase swallows its words, and what the same people say goes with it", () => {
  const posts = Array.from({ length: 5 }, (_, at) => ({ text: `Raw sewage was dumped. The harbour stinks ${at}` }));
  const [first, ...others] = rise(today(...posts, ...filler));
  expect(others).toEqual([]);
  expect([first?.term, ...(first?.beside ?? []).map(({ term }) => term)]).toEqual(
    expect.arrayContaining([expect.stringMatching(/sewage/i), expect.stringMatching(/harbour/i)]),
  );
  expect(first?.count).toBe(5);
});

test("a word that is said as often without the phrase stands beside it", () => {
  const posts = [
    ...Array.from({ length: 6 }, (_, at) => ({ text: `Winter timetable ${at}` })),
    ...Array.from({ length: 6 }, (_, at) => ({ text: `Keep the timetable ${at}` })),
  ];
  const rising = rise(today(...posts, ...filler));
  expect(rising[0]).toMatchObject({ term: "timetable", count: 12 });
});

test("plural and singular are one term, written as most write it", () => {
  const posts = ["Lanterns!", "so many lanterns", "my lantern", "lanterns on deck"].map((text) => ({ text }));
  expect(rise(today(...posts, ...filler))).toMatchObject([{ term: "lanterns", count: 4 }]);
});

test("a hashtag is a topic, the firm's own name is none", () => {
  const posts = Array.from({ length: 4 }, (_, at) => ({ text: `Whimbrel #SinkWhimbrel ${at}` }));
  const names = rowsOfName("Whimbrel");
  expect(terms(rise(today(...posts, ...filler), { names }))).toEqual(["#SinkWhimbrel"]);
});

test("fewer than three people are no topic, and one more is", () => {
  const say = (count: number) =>
    today(...Array.from({ length: count }, () => ({ text: "norovirus" })), ...filler.slice(0, 2));
  expect(terms(rise(say(2), { before: quiet(calm, 40) }))).toEqual([]);
  expect(terms(rise(say(3), { before: quiet(calm, 40) }))).toEqual(["norovirus"]);
});

test("Chinese and Japanese, which write no spaces, give runs of characters", () => {
  const posts = ["今天渡船延误了", "渡船延误,等了很久", "为什么渡船延误"].map((text) => ({ text, language: "zh" }));
  const found = terms(rise(today(...posts, ...filler), { before: quiet(calm, 20) }));
  expect(found).toHaveLength(1);
  expect("渡船延误").toContain(found[0]);
});

test.each([
  ["no text", { text: "" }],
  ["emoji alone", { text: "😡😡😡" }],
  ["right to left with marks", { text: "\u202eمرحبا\u202c \u200b\u200b العبّارة" }],
  ["a hundred kilobytes", { text: "sewage ".repeat(14_000) }],
])("%s is read", (_name, post) => {
  expect(rise(today(post, post, ...filler)).length).toBeLessThan(3);
});

test("by the share of people, a busy hour of the usual talk has no topic, and what is new in it has", () => {
  const now = today(
    ...Array.from({ length: 4 }, () => filler).flat(),
    ...[...calm, ...calm].map(() => ({ text: "Sewage seen" })),
  );
  const rising = rise(now, { beforeMs: null, windowMs: dayMs / 8 });
  expect(rising).toMatchObject([{ term: "Sewage", count: 10, usual: 0 }]);
  // One of 51 people said it before: of 30 that is about a half.
  const known = [...quiet(calm), shape({ text: "Sewage" }, { author: "a", at: end - 3 * dayMs })];
  expect(rise(now, { beforeMs: null, windowMs: dayMs / 8, before: known })[0]?.usual).toBeCloseTo(30 / 51, 9);
});

test("no phrase reaches over the end of a sentence, and that something was posted is no topic", () => {
  const posts = Array.from({ length: 6 }, (_, at) => ({ text: `Sail away. Crew posts again, posted by ${at}` }));
  const rising = rise(today(...posts, ...filler));
  const said = rising.flatMap((one) => [one, ...one.beside].map(({ term }) => term)).join(" | ");
  expect(said).toMatch(/crew/i);
  expect(said).not.toMatch(/away\W+crew|post/i);
});
