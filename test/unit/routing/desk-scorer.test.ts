import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  judgeDeskScorer,
  leastMoves,
  trainDeskScorer,
  type Move,
} from "../../../src-main/domain/routing/desk-scorer.ts";
import { readFeatures, type RoutableMention } from "../../../src-main/domain/routing/features.ts";
import { scoreBuckets } from "../../../src-main/domain/routing/scorer.ts";
import { shippedScorer } from "../../../src-main/domain/routing/shipped-scorer.ts";

function mentionOf(text: string, rest: Partial<RoutableMention> = {}): RoutableMention {
  const blank = {
    title: null,
    lang: "en",
    source: "tag",
    network: "microblog",
    watches: [],
    sentiment: null,
    isAddressedToUs: false,
    reach: null,
  } as const;
  return { ...blank, text, ...rest };
}
const places = ["quay", "pier", "harbour", "depot", "office", "bridge", "market", "terminal", "island", "yard"];
/** This desk files talk of its loyalty scheme as PR and of lost gloves as care; the shipped scorer cannot know either. */
const moves: readonly Move[] = places.flatMap((place): Move[] => [
  { mention: mentionOf(`The gulls card scheme at the ${place}`), bucket: "pr" },
  { mention: mentionOf(`Gloves left at the ${place} today`), bucket: "care" },
  { mention: mentionOf(`Sunset over the ${place}`), bucket: "analytics" },
]);
/** Numbers below `most`, always the same ones (a linear congruential generator). */
function drawFrom(seed: number): (most: number) => number {
  let state = seed;
  return (most) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 16) % most;
  };
}
const score = (mention: RoutableMention, desk: Parameters<typeof scoreBuckets>[2] = null) =>
  scoreBuckets(mention, readFeatures(mention), desk);

describe("a scorer that learns from the desk's moves", () => {
  test("sends what resembles moved stories where they went, and says after how many", () => {
    const desk = trainDeskScorer(shippedScorer, moves);
    const mention = mentionOf("Another gulls card scheme");
    expect(score(mention).bucket).not.toBe("pr");
    expect(score(mention, desk)).toMatchObject({
      bucket: "pr",
      reasons: [{ code: "reason.learned_words", params: { count: 10 } }, {}],
    });
  });

  test("leaves mentions with nothing in common as the shipped scorer says", () => {
    const desk = trainDeskScorer(shippedScorer, moves);
    const mention = mentionOf("Where can I collect my refund?");
    expect(score(mention, desk).bucket).toBe(score(mention).bucket);
    expect(score(mention, desk).reasons).toEqual(score(mention).reasons);
  });

  test("is plain data: the same after a trip through JSON, and the same from the same moves", () => {
    const desk = trainDeskScorer(shippedScorer, moves);
    expect(JSON.parse(JSON.stringify(desk))).toEqual(desk);
    expect(trainDeskScorer(shippedScorer, moves)).toEqual(desk);
  });

  test("learns nothing from words that were moved once, and everything may be called constructor", () => {
    const desk = trainDeskScorer(shippedScorer, [
      { mention: mentionOf("constructor __proto__ toString"), bucket: "pr" },
      { mention: mentionOf("hasOwnProperty valueOf"), bucket: "care" },
    ]);
    expect(Object.keys(desk.signs).filter((sign) => sign.startsWith("w:"))).toEqual([]);
    const { bucket, reasons } = score(mentionOf("constructor __proto__"));
    expect(score(mentionOf("constructor __proto__"), desk)).toMatchObject({ bucket, reasons });
  });

  test("never lets moves alone send what names an order to analytics", () => {
    const counted = places.map((place): Move => ({
      mention: mentionOf(`Order 55123 at the ${place}`),
      bucket: "analytics",
    }));
    const desk = trainDeskScorer(shippedScorer, [...counted, ...counted]);
    expect(score(mentionOf("Order 55124 at the quay"), desk).bucket).not.toBe("analytics");
  });

  test("may sort a language that it was taught, and only that", () => {
    const german = places.map((place): Move => ({
      mention: mentionOf(`Meine Fähre am ${place} ist ausgefallen`, { lang: "de" }),
      bucket: "care",
    }));
    const desk = trainDeskScorer(shippedScorer, german);
    expect(score(mentionOf("Fähre ist ausgefallen", { lang: "de" }), desk).bucket).toBe("care");
    expect(score(mentionOf("Schöner Tag heute", { lang: "de" }), desk)).toMatchObject({
      bucket: "unsorted",
      reasons: [{ code: "reason.language_unread" }],
    });
  });
});

describe("the judgement on moves held out", () => {
  test("uses a scorer that learned what the shipped one cannot know", () => {
    const judgement = judgeDeskScorer(shippedScorer, moves);
    expect(judgement).toMatchObject({ moves: 30, folds: 5, isUsed: true, because: "better" });
    expect(judgement.desk.right).toBeGreaterThan(judgement.shipped.right);
    expect(judgement.desk.careToAnalytics).toBe(0);
  });

  test("does not use one that learned from chance", () => {
    const draw = drawFrom(7);
    const chance = ["care", "pr", "analytics"] as const;
    const random = Array.from({ length: 60 }, (): Move => ({
      mention: mentionOf(`The ${places[draw(10)]} and the ${places[draw(10)]}`),
      bucket: chance[draw(3)] ?? "pr",
    }));
    expect(judgeDeskScorer(shippedScorer, random).isUsed).toBe(false);
  });

  test("does not use one that sends more care to analytics, however much else it gets right", () => {
    const counted = places.flatMap((place): Move[] =>
      Array.from({ length: 6 }, () => ({
        mention: mentionOf(`Is the ${place} lift open?`),
        bucket: "analytics",
      })),
    );
    const care = places.map((place): Move => ({ mention: mentionOf(`Is the ${place} lift open?`), bucket: "care" }));
    const judgement = judgeDeskScorer(shippedScorer, [...counted, ...care]);
    expect(judgement.desk.right).toBeGreaterThan(judgement.shipped.right);
    expect(judgement).toMatchObject({ isUsed: false, because: "loses_care" });
  });

  test("waits until there are enough moves to hold some out", () => {
    expect(judgeDeskScorer(shippedScorer, moves.slice(0, leastMoves - 1))).toMatchObject({
      isUsed: false,
      because: "too_few",
    });
    expect(judgeDeskScorer(shippedScorer, [])).toMatchObject({ moves: 0, because: "too_few" });
  });
});

test("every reason that moves give has its words", () => {
  const catalogue: { reason: Record<string, string> } = JSON.parse(
    readFileSync(new URL("../../../resources/words/en.json", import.meta.url), "utf8"),
  );
  for (const code of ["learned", "learned_words", "learned_source"]) expect(catalogue.reason).toHaveProperty([code]);
});
