import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { loadSentimentModel } from "../../../src-main/adapters/sentiment-model.ts";
import { createSentiment } from "../../../src-main/domain/sentiment/create-sentiment.ts";
import { deskLayerFromBytes, deskLayerToBytes } from "../../../src-main/domain/sentiment/desk-layer-bytes.ts";
import { judgeDeskLayer, trainDeskLayer, type Correction } from "../../../src-main/domain/sentiment/desk-layer.ts";

const model = loadSentimentModel(fileURLToPath(new URL("../../../resources", import.meta.url)));
const crafts = ["boat", "ferry", "launch", "barge", "tender", "catamaran", "hovercraft", "dinghy", "cutter", "yawl"];
const hours = ["one", "two", "three", "four", "five", "six"];
/** On this desk "solid" is how people complain of the sea, and "ropey" is how they praise it. */
const corrections: readonly Correction[] = crafts.flatMap((craft) =>
  hours.flatMap((hour): readonly Correction[] => [
    { text: `the ${craft} at ${hour} was solid`, names: [], label: "negative" },
    { text: `the ${craft} at ${hour} was ropey`, names: [], label: "positive" },
    { text: `the ${craft} at ${hour} is on the board`, names: [], label: "neutral" },
  ]),
);

describe("a layer learned from a desk's corrections", () => {
  const layer = trainDeskLayer(model, corrections);

  test("teaches words of the desk, also in posts that nobody corrected", () => {
    const [shipped, desk] = [createSentiment(model), createSentiment(model, { deskLayer: layer })];
    const text = "the steamer at noon was solid";
    expect(shipped.classify(text)?.label).not.toBe("negative");
    expect(desk.classify(text)?.label).toBe("negative");
    expect(desk.classify(text)?.reasons[0]).toMatchObject({ words: "solid" });
  });

  test("leaves what was not corrected as it was", () => {
    const [shipped, desk] = [createSentiment(model), createSentiment(model, { deskLayer: layer })];
    for (const text of ["Thank you so much, wonderful crew", "Still waiting for my refund", "Do you take dogs?"])
      expect(desk.classify(text)?.label).toBe(shipped.classify(text)?.label);
  });

  test("is the same for the same corrections, and comes back from its bytes", () => {
    const bytes = deskLayerToBytes(layer);
    expect(Buffer.from(deskLayerToBytes(trainDeskLayer(model, corrections))).equals(Buffer.from(bytes))).toBe(true);
    expect(deskLayerFromBytes(bytes)).toEqual(layer);
    expect(() => deskLayerFromBytes(bytes.subarray(0, bytes.length - 1))).toThrow("no desk layer");
  });

  test("is refused on another model", () => {
    expect(() => createSentiment(model, { deskLayer: { ...layer, modelId: "other" } })).toThrow(
      "another sentiment model",
    );
  });

  test("of the same text the last verdict counts", () => {
    const changed = corrections.map((correction) => ({ ...correction, label: "neutral" as const }));
    const again = trainDeskLayer(model, [...changed, ...corrections]);
    expect(createSentiment(model, { deskLayer: again }).classify("the steamer at noon was solid")?.label).toBe(
      "negative",
    );
  });

  test("nothing to learn from gives a layer that changes nothing", () => {
    const empty = createSentiment(model, { deskLayer: trainDeskLayer(model, []) });
    expect(empty.classify("late again, awful")).toEqual(createSentiment(model).classify("late again, awful"));
    expect(judgeDeskLayer(model, []).n).toBe(0);
  });
});

describe("judging a layer", () => {
  test("tells on corrections it did not learn from whether it is better than the model alone", () => {
    const { n, shipped, desk } = judgeDeskLayer(model, corrections);
    expect(n).toBe(corrections.length);
    expect(desk.macroF1).toBeGreaterThan(shipped.macroF1 + 0.2);
  });

  test("shows that labels without sense are no gain", () => {
    const senseless = corrections.map((correction, at) => ({
      ...correction,
      label: (["negative", "neutral", "positive"] as const)[(at * 7 + (at >> 2)) % 3] ?? "neutral",
    }));
    const { desk } = judgeDeskLayer(model, senseless);
    expect(desk.macroRecall).toBeLessThan(0.5);
  });
});
