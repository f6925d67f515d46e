import type { SentimentLabel } from "../../contract/values.ts";
import { BUCKETS } from "./hash-features.ts";
import { labelOf } from "./judge-post.ts";
import { addEvidence, HASHED_WEIGHTS, inBytes, OUTPUTS, type LinearWeights } from "./linear-weights.ts";
import { bucketsOf } from "./post-features.ts";
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

const training = {
  epochs: 16,
  averaged: 6,
  rate: 0.06,
  shapeRate: 0.04,
  toneRate: 0.06,
  decay: 1e-4,
  shapeDecay: 1e-3,
};
/** How far rare labels are lifted: 0 not at all, 1 to the same weight as common ones. */
const BALANCE = 0.5;
/** What a verdict leaves to the other two labels: a person may be wrong too. */
const DOUBT = 0.05;
/** Each is judged by what the others teach. */
const FOLDS = 5;
const labels: readonly SentimentLabel[] = ["negative", "neutral", "positive"];

/** Learns a layer from corrections, oldest first; of the same text the last one counts. The same corrections give the same layer, bit for bit. */
export function trainDeskLayer(model: SentimentModel, corrections: readonly Correction[]): DeskLayer {
  return layerOf(model, examplesOf(model, latestOf(corrections)));
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
  const judged = latestOf(corrections);
  const examples = examplesOf(model, judged);
  const held = Array.from({ length: FOLDS }, (_, fold) => {
    const layer = expandDeskLayer(
      model,
      layerOf(
        model,
        examples.filter((_example, at) => at % FOLDS !== fold),
      ),
    );
    return examples.flatMap((example, at) =>
      at % FOLDS === fold ? [{ at, verdict: verdictOn(judged[at]!, example, layer) }] : [],
    );
  });
  const verdicts = held
    .flat()
    .toSorted((a, b) => a.at - b.at)
    .map(({ verdict }) => verdict);
  const truths = verdicts.map(({ correction }) => correction.label);
  return {
    n: verdicts.length,
    shipped: scoresOf(
      truths,
      verdicts.map(({ shipped }) => shipped),
    ),
    desk: scoresOf(
      truths,
      verdicts.map(({ desk }) => desk),
    ),
    held: verdicts,
  };
}

function verdictOn(correction: Correction, example: Example, layer: LinearWeights): HeldVerdict {
  const evidence = Float64Array.of(example.offset?.[0] ?? 0, example.offset?.[2] ?? 0, 0);
  const shipped = labelOf(evidence[0]!, evidence[1]!);
  addEvidence(layer, example, evidence);
  return { correction, shipped, desk: labelOf(evidence[0]!, evidence[1]!) };
}

/** Of the same text the last verdict counts. */
function latestOf(corrections: readonly Correction[]): readonly Correction[] {
  return [...new Map(corrections.map((correction) => [correction.text, correction])).values()];
}

function examplesOf(model: SentimentModel, corrections: readonly Correction[]): readonly Example[] {
  return corrections.map(({ text, names, label }) => {
    const { features } = model.read(text, { brands: names, rivals: [] });
    const evidence = new Float64Array(OUTPUTS);
    model.weigher.addTo(evidence, features);
    const [blame = 0, praise = 0, tone = 0] = evidence;
    return {
      buckets: bucketsOf(features),
      shape: features.shape.slice(),
      target: labels.map((one) => (one === label ? 1 - DOUBT : DOUBT / (labels.length - 1))),
      weight: 1,
      tone: null,
      toneWeight: 0,
      offset: [blame, 0, praise, tone],
    };
  });
}

function balanced(examples: readonly Example[]): readonly Example[] {
  const labelAt = ({ target }: Example) => target.indexOf(Math.max(...target));
  const counts = Map.groupBy(examples, labelAt);
  return examples.map((example) => {
    const alike = counts.get(labelAt(example))?.length ?? 1;
    return { ...example, weight: (examples.length / (labels.length * alike)) ** BALANCE };
  });
}

function layerOf(model: SentimentModel, examples: readonly Example[]): DeskLayer {
  const { hashed, units, shape } = inBytes(trainLinear(balanced(examples), training));
  const learned: number[] = [];
  for (let bucket = 0, at = 0; bucket < BUCKETS; bucket += 1, at += OUTPUTS)
    if (hashed[at] !== 0 || hashed[at + 1] !== 0 || hashed[at + 2] !== 0) learned.push(bucket);
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
