import type { SentimentLabel } from "../../contract/values.ts";
import { BUCKETS } from "./hash-features.ts";
import { evidenceOf, judgePost } from "./judge-post.ts";
import { HASHED_WEIGHTS, inBytes, OUTPUTS, type LinearWeights } from "./linear-weights.ts";
import { scoresOf, type Scores } from "./scores.ts";
import type { SentimentModel } from "./sentiment-model.ts";
import { trainLinear, type Example } from "./train-linear.ts";

/** A person's verdict on a post. `names` are the brands and rivals that were watched, masked as when the post was read. */
export type Correction = {
  readonly text: string;
  readonly names: readonly string[];
  readonly label: SentimentLabel;
};

/** What a desk's corrections taught on top of the model. Small: only buckets that were learned. */
export type DeskLayer = {
  /** The id of the model that it was learned on. */
  readonly modelId: string;
  /** Ascending. */
  readonly buckets: Int32Array;
  /** The outputs of each of these buckets. */
  readonly hashed: Int8Array;
  readonly units: Float32Array;
  readonly shape: Float32Array;
};

const training = { epochs: 12, rate: 0.1, shapeRate: 0.05, decay: 1e-4, shapeDecay: 1e-3, smoothing: 0.1 };
const labels: readonly SentimentLabel[] = ["negative", "neutral", "positive"];

/** Learns a layer from corrections, oldest first; of the same text the last one counts. The same corrections give the same layer, bit for bit. */
export function trainDeskLayer(model: SentimentModel, corrections: readonly Correction[]): DeskLayer {
  return layerOf(model, examplesOf(model, corrections));
}

/** A correction with what was said of it by the model alone, and by a layer that had not learned from it. */
export type HeldVerdict = {
  readonly correction: Correction;
  readonly shipped: SentimentLabel;
  readonly desk: SentimentLabel;
};

export type DeskLayerJudgement = {
  readonly n: number;
  readonly shipped: Scores;
  readonly desk: Scores;
  readonly held: readonly HeldVerdict[];
};

/** How often model and layer are right on corrections that they did not learn from: each fifth is judged by a layer of the others. */
export function judgeDeskLayer(model: SentimentModel, corrections: readonly Correction[]): DeskLayerJudgement {
  const folds = 5;
  const judged = latestOf(corrections);
  const examples = examplesOf(model, corrections);
  const verdicts: HeldVerdict[] = [];
  const truths: SentimentLabel[] = [];
  const shipped: SentimentLabel[] = [];
  const desk: SentimentLabel[] = [];
  for (let fold = 0; fold < folds; fold += 1) {
    const held = examples.filter((_, at) => at % folds === fold);
    const heldOnes = judged.filter((_, at) => at % folds === fold);
    const others = examples.filter((_, at) => at % folds !== fold);
    if (held.length === 0) continue;
    const layer = expandDeskLayer(model, layerOf(model, others));
    for (const [at, { buckets, shape, label }] of held.entries()) {
      const features = { buckets, shape, count: buckets.length, words: 0, owners: NO_OWNERS };
      const said = {
        shipped: judgePost({ features }, { ...model, layer: null }).label,
        desk: judgePost({ features }, { ...model, layer }).label,
      };
      const correction = heldOnes[at];
      if (correction) verdicts.push({ correction, ...said });
      truths.push(labels[label ?? 1] ?? "neutral");
      shipped.push(said.shipped);
      desk.push(said.desk);
    }
  }
  return { n: truths.length, shipped: scoresOf(truths, shipped), desk: scoresOf(truths, desk), held: verdicts };
}

const NO_OWNERS = new Uint16Array(0);

/** Of the same text the last verdict counts. */
function latestOf(corrections: readonly Correction[]): readonly Correction[] {
  return [...new Map(corrections.map((correction) => [correction.text, correction])).values()];
}

function examplesOf(model: SentimentModel, corrections: readonly Correction[]): readonly Example[] {
  return latestOf(corrections).map(({ text, names, label }) => {
    const { features } = model.read(text, { brands: names, rivals: [] });
    const [blame = 0, praise = 0, tone = 0] = evidenceOf({ features }, { ...model, layer: null });
    return {
      buckets: features.buckets.slice(0, features.count),
      shape: features.shape.slice(),
      label: labels.indexOf(label),
      weight: 1,
      tone: null,
      toneWeight: 0,
      offset: [blame, 0, praise, tone],
    };
  });
}

function layerOf(model: SentimentModel, examples: readonly Example[]): DeskLayer {
  const { hashed, units, shape } = inBytes(trainLinear(examples, training));
  const learned: number[] = [];
  for (let bucket = 0; bucket < BUCKETS; bucket += 1)
    if (outputsOf(hashed, bucket).some((weight) => weight !== 0)) learned.push(bucket);
  return {
    modelId: model.id,
    buckets: Int32Array.from(learned),
    hashed: Int8Array.from(learned.flatMap((bucket) => [...outputsOf(hashed, bucket)])),
    units,
    shape,
  };
}

function outputsOf(hashed: Int8Array, bucket: number): Int8Array {
  return hashed.subarray(bucket * OUTPUTS, bucket * OUTPUTS + OUTPUTS);
}

/** The layer as weights that are added to the model's. Throws an Error when it was learned on another model. */
export function expandDeskLayer(model: Pick<SentimentModel, "id">, layer: DeskLayer): LinearWeights {
  if (layer.modelId !== model.id) throw new Error("This desk layer was learned on another sentiment model.");
  const hashed = new Int8Array(HASHED_WEIGHTS);
  for (const [at, bucket] of layer.buckets.entries())
    hashed.set(layer.hashed.subarray(at * OUTPUTS, at * OUTPUTS + OUTPUTS), bucket * OUTPUTS);
  return { hashed, units: layer.units, shape: layer.shape };
}
