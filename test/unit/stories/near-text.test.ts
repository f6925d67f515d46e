import { describe, expect, test } from "vitest";
import { createNearTextIndex } from "../../../src-main/domain/stories/near-text-index.ts";
import {
  isOneStory,
  likenessOf,
  nearLikeness,
  printOf,
  reportSame,
  repostOf,
} from "../../../src-main/domain/stories/near-text.ts";
import type { Voice } from "../../../src-main/domain/stories/near-text.ts";
import { editedCopy, sampleTexts, seededRandom } from "../../support/edited-copies.ts";

const dayMs = 24 * 60 * 60_000;
const news = (text: string, title: string | null = null) => printOf({ title, text, network: "news" });
const voice: Voice = { network: "news", sourceId: 1, author: null, handle: null, reposts: null };
const moment = (at = 0) => ({ publishedAt: at, seenAt: at, sourceId: 2 });
const printed = (id: number, at = 0) => ({ id, publishedAt: at, seenAt: at, voice });

function likeness(a: string, b: string): number {
  const [one, other] = [news(a), news(b)];
  if (!one || !other) throw new Error("both have words enough");
  return likenessOf(one.pairs, other.pairs);
}

describe("likeness", () => {
  test("is shared pairs of words by all pairs of words", () => {
    expect(likeness("one two three four five six", "one two three four five seven")).toBeCloseTo(4 / 6);
    expect(likeness("one two three four five six", "one two three four five six")).toBe(1);
    expect(likeness("one two three four five six", "six five four three two one")).toBe(0);
  });

  test("does not see case, accents, punctuation and addresses", () => {
    expect(likeness("The CAFÉ closes, at nine tonight!", "the cafe closes at nine tonight https://a.example/b")).toBe(
      1,
    );
  });

  test("reads scripts without spaces by their characters", () => {
    expect(likeness("渡轮今晚在阿弗比停航", "渡轮今晚在阿弗比停航了")).toBeGreaterThan(0.8);
  });

  test("is not asked of a few words, which many say without copying", () => {
    expect(news("Service update")).toBeNull();
    expect(news("", "Service update")).toBeNull();
    expect(news("Service update for all our passengers")).not.toBeNull();
  });
});

describe("what reports the same", () => {
  const report = (a: [string, string], b: [string, string], inOneFeed: boolean) => {
    const [one, other] = [news(a[1], a[0]), news(b[1], b[0])];
    if (!one || !other) throw new Error("both have words enough");
    return reportSame(one, other, { likeness: likenessOf(one.pairs, other.pairs), inOneFeed });
  };

  test("is not what a source prints every day with other numbers", () => {
    const update = (sailing: string) =>
      `The ${sailing} sailing from Averby to Stennick is cancelled because of the wind`;
    expect(report(["Service update", update("08:15")], ["Service update", update("19:40")], false)).toBe(false);
    expect(report(["Service update", update("08:15")], ["Service news", update("08:15")], false)).toBe(true);
  });

  test("is not what stands under two headlines of one feed with the same set phrases", () => {
    const phrase = "Read more on our page and join our letter for news from the islands every week";
    const [one, other]: [string, string][] = [
      ["Harbour master retires after long years of service at the old quay", phrase],
      ["Council votes for a new bridge between the two northern shores", phrase],
    ];
    if (!one || !other) throw new Error("there are two");
    expect(report(one, other, true)).toBe(false);
  });
});

describe("who is one story", () => {
  const post = (change: Partial<Voice>): Voice => ({
    ...voice,
    network: "mastodon",
    handle: "@ann@murmur.example",
    ...change,
  });

  test("publishers, reposts and one author's own copies; never posts of different people", () => {
    expect(isOneStory(voice, { ...voice, sourceId: 9 })).toBe(true);
    expect(isOneStory(voice, post({}))).toBe(true);
    expect(isOneStory(post({}), post({ sourceId: 9 }))).toBe(true);
    expect(isOneStory(post({}), post({ handle: "@bob@murmur.example" }))).toBe(false);
    expect(isOneStory(post({}), post({ handle: "@bob@murmur.example", reposts: "ann" }))).toBe(true);
    expect(isOneStory(post({}), post({ handle: "@bob@murmur.example", reposts: "cy" }))).toBe(false);
    expect(isOneStory(post({ handle: null }), post({ handle: null }))).toBe(false);
    expect(isOneStory(post({}), post({ network: "bluesky" }))).toBe(false);
  });

  test("a repost says at its beginning whom it repeats", () => {
    const texts = ["RT @ann: so late again", "MT @Ann@murmur.example so late", "I got a RT @ work"];
    expect(texts.map(repostOf)).toEqual(["ann", "ann", null]);
  });
});

describe("the index", () => {
  const texts = [...new Set(sampleTexts())];
  const vocabulary = texts.flatMap((text) => text.split(/\s+/));
  const filled = () => {
    const index = createNearTextIndex();
    for (const [id, text] of texts.entries()) {
      const print = news(text);
      if (print) index.add(printed(id), print);
    }
    return index;
  };

  test("finds 90 of 100 edited copies and all that comparing each with each finds, with 1 false pair in 10,000 at most", () => {
    const index = filled();
    const random = seededRandom(20_261_122);
    const count = { copies: 0, found: 0, near: 0, foundNear: 0, falsePairs: 0 };
    for (const changes of [1, 2, 3]) {
      for (const [id, text] of texts.entries()) {
        count.copies += 1;
        const copy = news(editedCopy(text, { changes, random, vocabulary }));
        const original = news(text);
        if (!copy || !original) continue;
        const matches = index.near(copy, moment());
        const isFound = matches.some((match) => match.id === id && match.reportsSame);
        if (isFound) count.found += 1;
        if (likenessOf(original.pairs, copy.pairs) >= nearLikeness) {
          count.near += 1;
          if (matches.some((match) => match.id === id)) count.foundNear += 1;
        }
      }
    }
    for (const [id, text] of texts.entries()) {
      const print = news(text);
      if (print)
        count.falsePairs += index.near(print, moment()).filter((match) => match.id < id && match.reportsSame).length;
    }
    // The wire story and the smear of the sample are copies on purpose: 9 and 7 texts.
    const onPurpose = (9 * 8) / 2 + (7 * 6) / 2;
    const pairs = (texts.length * (texts.length - 1)) / 2;
    expect(count.found / count.copies).toBeGreaterThanOrEqual(0.9);
    expect(count.foundNear / count.near).toBeGreaterThanOrEqual(0.995);
    expect(Math.max(0, count.falsePairs - onPurpose) / pairs).toBeLessThanOrEqual(1e-4);
  });

  test("finds nearest first, and of equally near texts the earliest", () => {
    const index = createNearTextIndex();
    const text = "The ferry to Stennick stays in port tonight because of the storm over the sound";
    const [exact, near] = [news(text), news(`${text} and tomorrow morning as well, the harbour said`)];
    if (!exact || !near) throw new Error("both have words enough");
    for (const id of [3, 1, 2]) index.add(printed(id), id === 3 ? near : exact);
    expect(index.near(exact, moment()).map(({ id }) => id)).toEqual([1, 2, 3]);
  });

  test("forgets after seven days, what was taken away, and what was replaced", () => {
    const index = createNearTextIndex();
    const print = news("The ferry to Stennick stays in port tonight because of the storm");
    const other = news("Harbour Day brings boats, brass bands and too many gulls to Averby");
    if (!print || !other) throw new Error("both have words enough");
    index.add(printed(1), print);
    expect(index.near(print, moment(7 * dayMs - 1))).toHaveLength(1);
    expect(index.near(print, moment(7 * dayMs))).toHaveLength(0);
    index.add(printed(1), other);
    expect(index.near(print, moment())).toHaveLength(0);
    expect(index.near(other, moment())).toHaveLength(1);
    index.forget(1);
    expect(index.near(other, moment())).toHaveLength(0);
  });

  test("does not join what was published more than seven days apart", () => {
    const index = createNearTextIndex();
    const print = news("The ferry to Stennick stays in port tonight because of the storm");
    if (!print) throw new Error("it has words enough");
    index.add({ ...printed(1), publishedAt: 0, seenAt: 30 * dayMs }, print);
    expect(index.near(print, { publishedAt: 8 * dayMs, seenAt: 30 * dayMs, sourceId: 2 })).toHaveLength(0);
    expect(index.near(print, { publishedAt: 6 * dayMs, seenAt: 30 * dayMs, sourceId: 2 })).toHaveLength(1);
  });

  test("holds a bounded number of texts, whatever comes", () => {
    const index = createNearTextIndex();
    const base = news("one two three four five six seven eight");
    if (!base) throw new Error("it has words enough");
    for (let id = 0; id < 100_000; id += 1) {
      const pairs = Uint32Array.from({ length: 8 }, (_, at) => Math.imul(id * 8 + at + 1, 2_654_435_761) >>> 0).sort();
      index.add(printed(id), { ...base, pairs });
    }
    expect(index.size()).toBeLessThanOrEqual(90_000);
  });

  test("is not drowned by a pair of words that everybody uses", () => {
    const index = createNearTextIndex();
    const random = seededRandom(5);
    const tail = () =>
      Array.from({ length: 12 }, () => vocabulary[Math.floor(random() * vocabulary.length)] ?? "").join(" ");
    for (let id = 0; id < 2000; id += 1) {
      const print = news(`Thank you for your patience with the ferry ${tail()}`);
      if (print) index.add(printed(id), print);
    }
    const text = `Thank you for your patience with the ferry ${tail()}`;
    const print = news(text);
    if (!print) throw new Error("it has words enough");
    index.add(printed(5000), print);
    const copy = news(`${text} indeed`);
    if (!copy) throw new Error("it has words enough");
    expect(index.near(copy, moment())[0]).toMatchObject({ id: 5000 });
  });
});
