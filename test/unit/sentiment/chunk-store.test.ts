import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { loadSentiment } from "../../../src-main/adapters/sentiment-model.ts";
import { createChunkStore } from "../../../src-main/domain/sentiment/chunk-store.ts";
import { facts } from "../../../src-main/domain/sentiment/token-facts.ts";
import { PLACE, places, type Token } from "../../../src-main/domain/sentiment/tokens.ts";
import { noBeginnings } from "../../../src-main/domain/sentiment/phrases.ts";

const resources = fileURLToPath(new URL("../../../resources/", import.meta.url));

function word(words: string, serial: number): Token {
  return {
    ...{ kind: "word", words, key: words, facts: facts.word, boost: 0, valence: 0 },
    ...{ phrases: noBeginnings, hash: serial, buckets: new Int32Array(0), serial },
  };
}

describe("the store of chunks", () => {
  it("gives the pieces of a chunk where it stands in another text", () => {
    const store = createChunkStore();
    const [late, again] = [word("late", 1), word("again", 2)];
    store.keep("late-again", 77, [late, again], [0, 5]);
    const found = store.find("so late-again today", 3, 13, 77);
    expect(store.tokens.slice(found >> 8, (found >> 8) + (found & 0xff))).toEqual([late, again]);
    expect(store.table[((found >> 8) + 1) * PLACE + places.start]).toBe(5);
  });

  it("does not take a chunk of the same hash and length for another", () => {
    const store = createChunkStore();
    store.keep("good", 77, [word("good", 1)], [0]);
    expect(store.find("evil", 0, 4, 77)).toBe(-1);
    store.keep("evil", 77, [word("evil", 2)], [0]);
    const found = store.find("evil", 0, 4, 77);
    expect(store.tokens[found >> 8]?.words).toBe("evil");
  });

  it("begins anew when it is full, so that it never holds more than it may", () => {
    const store = createChunkStore();
    const piece = word("x", 1);
    for (let count = 0; count < 100_000; count += 1) store.keep(`x${count}`, count, [piece], [0]);
    expect(store.tokens.length).toBeLessThanOrEqual(32_768);
    expect(store.find("x0", 0, 2, 0)).toBe(-1);
    expect(store.find("x99999", 0, 6, 99_999)).toBeGreaterThanOrEqual(0);
  });
});

describe("a classifier that has read more words than it remembers", () => {
  it("judges and explains as one that has read none", () => {
    const text = "Soooo late AGAIN, and “great” service… not good at all 😀 #fail";
    const [read, unread] = [loadSentiment(resources), loadSentiment(resources)];
    const before = JSON.stringify(read.classify(text));
    for (let post = 0; post < 2000; post += 1)
      read.classify(Array.from({ length: 20 }, (_, at) => `late${post}x${at}`).join(" "));
    expect(JSON.stringify(read.classify(text))).toBe(before);
    expect(JSON.stringify(unread.classify(text))).toBe(before);
  });
});
