import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { trainSentimentModel, type TrainedModel } from "../../../scripts/train-sentiment-model.ts";
import { readPosts } from "../../../scripts/training-rows.ts";
import { judgeEvidence } from "../../../src-main/domain/sentiment/judge-post.ts";
import { parseLexicon } from "../../../src-main/domain/sentiment/lexicon.ts";
import { addEvidence, inBytes, OUTPUTS } from "../../../src-main/domain/sentiment/linear-weights.ts";
import { bucketsOf } from "../../../src-main/domain/sentiment/post-features.ts";
import { createPostReader } from "../../../src-main/domain/sentiment/read-post.ts";
import { createSentiment } from "../../../src-main/domain/sentiment/create-sentiment.ts";
import { createSentimentModel } from "../../../src-main/domain/sentiment/sentiment-model.ts";
import { trainLinear } from "../../../src-main/domain/sentiment/train-linear.ts";
import { createWeigher } from "../../../src-main/domain/sentiment/weigher.ts";

const resources = fileURLToPath(new URL("../../../resources", import.meta.url));
const posts = readPosts(join(resources, "training", "posts"));
const rows = posts.rows.slice(0, 200);
const lexicon = {
  lexicon: readFileSync(join(resources, "sentiment", "vader_lexicon.txt"), "utf8")
    .slice(0, 20_000)
    .replace(/[^\n]*$/, ""),
  emoji: "👍\t2\n",
  service: "still waiting\t-2\tfailure\nthank you\t2\n",
};
const train = () =>
  trainSentimentModel({ rows, brands: posts.brands, lexicon, data: posts.hashes, date: "2026-11-22", folds: 2 });

describe("training", () => {
  let first: TrainedModel;
  beforeAll(() => {
    first = train();
  });

  test("gives the same bytes for the same posts", () => {
    const second = train();
    expect(Buffer.from(second.weights).equals(Buffer.from(first.weights))).toBe(true);
    expect(second.manifest).toBe(first.manifest);
  });

  test("gives files that make a model, which knows what it learned", () => {
    const { classify } = createSentiment(createSentimentModel({ ...lexicon, ...first }));
    const right = rows.filter(({ text, label }) => classify(text, { brands: posts.brands })?.label === label);
    expect(right.length / rows.length).toBeGreaterThan(0.85);
  });
});

describe("the weights", () => {
  const read = createPostReader(parseLexicon(lexicon));
  const examples = rows.map(({ text, label }) => {
    const { features } = read(text, { brands: [], rivals: [] });
    return {
      buckets: bucketsOf(features),
      shape: features.shape.slice(),
      target: ["negative", "neutral", "positive"].map((one) => Number(one === label)),
      ...{ weight: 1, tone: null, toneWeight: 0, offset: null },
    };
  });
  const steps = { rate: 0.1, toneRate: 0.1, shapeRate: 0.05, decay: 1e-6, shapeDecay: 1e-6 };
  const exact = trainLinear(examples, { epochs: 3, averaged: 2, ...steps });
  const labelsBy = (weights: typeof exact) =>
    examples.map((example) => {
      const evidence = new Float64Array(OUTPUTS);
      addEvidence(weights, example, evidence);
      return judgeEvidence(evidence, 1).label;
    });

  test("judge in bytes as they do in full", () => {
    const full = labelsBy(exact);
    const bytes = labelsBy(inBytes(exact));
    expect(full.filter((label, at) => label === bytes[at]).length).toBeGreaterThanOrEqual(0.99 * full.length);
  });

  test("give the same evidence word by word and all at once", () => {
    const weigher = createWeigher(exact);
    for (const [at, { text }] of rows.slice(0, 50).entries()) {
      const [byWord, atOnce] = [new Float64Array(OUTPUTS), new Float64Array(OUTPUTS)];
      weigher.addTo(byWord, read(text, { brands: [], rivals: [] }).features);
      addEvidence(exact, examples[at]!, atOnce);
      expect(byWord[0]).toBeCloseTo(atOnce[0] ?? 9, 4);
      expect(byWord[1]).toBeCloseTo(atOnce[1] ?? 9, 4);
    }
  });
});
