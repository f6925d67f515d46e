// From labelled rows to the files of the model. No clock, no chance: the same rows give the same bytes.
import type { SentimentLabel } from "../src-main/contract/values.ts";
import { hashOf } from "../src-main/domain/sentiment/hash-features.ts";
import { judgeEvidence } from "../src-main/domain/sentiment/judge-post.ts";
import { parseLexicon, type LexiconFiles } from "../src-main/domain/sentiment/lexicon.ts";
import { addEvidence, inBytes, OUTPUTS, type LinearWeights } from "../src-main/domain/sentiment/linear-weights.ts";
import { bucketsOf } from "../src-main/domain/sentiment/post-features.ts";
import { createPostReader, type PostReader } from "../src-main/domain/sentiment/read-post.ts";
import { scoresOf, type Scores } from "../src-main/domain/sentiment/scores.ts";
import { sha256, type Manifest } from "../src-main/domain/sentiment/sentiment-model.ts";
import { trainLinear, type Example, type Training } from "../src-main/domain/sentiment/train-linear.ts";
import type { Row } from "./training-rows.ts";

export type TrainingInput = {
  readonly rows: readonly Row[];
  readonly brands: readonly string[];
  readonly lexicon: LexiconFiles;
  /** Files and their SHA-256. */
  readonly data: Readonly<Record<string, string>>;
  /** ISO date that the manifest bears. */
  readonly date: string;
  readonly folds: number;
};

export type TrainedModel = { readonly weights: Uint8Array; readonly manifest: string };

/** What one of our posts counts beside a rated text. */
const OUR_WEIGHT = 3;
/** How far rare labels are lifted: 0 not at all, 1 to the same weight as common ones. */
const BALANCE = 0.5;
const training: Training = {
  epochs: 5,
  rate: 0.15,
  shapeRate: 0.05,
  decay: 1e-6,
  shapeDecay: 1e-6,
  smoothing: 0,
};
const labels: readonly SentimentLabel[] = ["negative", "neutral", "positive"];

type Sample = { readonly row: Row; readonly example: Example };

/** Trains on all rows; the manifest's scores are of folds that were held out. */
export function trainSentimentModel(input: TrainingInput): TrainedModel {
  const { rows, brands, lexicon, data, date, folds } = input;
  const read = createPostReader(parseLexicon(lexicon));
  const samples = balanced(rows).map(({ row, weight }) => ({ row, example: exampleOf(row, { read, brands, weight }) }));
  const tests = heldOut(samples, folds);
  const weights = inBytes(
    trainLinear(
      samples.map(({ example }) => example),
      training,
    ),
  );
  const files: Manifest["files"] = {
    weights: sha256(new Uint8Array(weights.hashed.buffer)),
    lexicon: sha256(lexicon.lexicon),
    emoji: sha256(lexicon.emoji),
    service: sha256(lexicon.service),
  };
  const manifest = {
    version: 1,
    date,
    data,
    rows: countBy(rows, ({ source }) => source),
    training: { ...training, ourWeight: OUR_WEIGHT, balance: BALANCE },
    scores: tests.scores,
    files,
    sharpness: tests.sharpness,
    units: [...weights.units],
    shape: [...weights.shape].map((weight) => Number(weight.toPrecision(6))),
  } satisfies Manifest & Record<string, unknown>;
  return { weights: new Uint8Array(weights.hashed.buffer), manifest: `${JSON.stringify(manifest, null, 1)}\n` };
}

function balanced(rows: readonly Row[]): readonly { readonly row: Row; readonly weight: number }[] {
  const counts = countBy(rows, ({ label }) => label);
  return rows.map((row) => {
    const lift = (rows.length / (labels.length * (counts[row.label] ?? 1))) ** BALANCE;
    return { row, weight: lift * (row.source === "posts" ? OUR_WEIGHT : 1) };
  });
}

type Reading = { readonly read: PostReader; readonly brands: readonly string[]; readonly weight: number };

function exampleOf({ text, label, rating }: Row, { read, brands, weight }: Reading): Example {
  const { features } = read(text, { brands, rivals: [] });
  return {
    buckets: bucketsOf(features),
    shape: features.shape.slice(),
    label: labels.indexOf(label),
    weight,
    tone: rating === null ? null : rating / 4,
    toneWeight: 1,
    offset: null,
  };
}

function countBy<Value>(values: readonly Value[], keyOf: (value: Value) => string): Readonly<Record<string, number>> {
  return Object.fromEntries([...Map.groupBy(values, keyOf)].map(([key, group]) => [key, group.length]));
}

type Judged = { readonly row: Row; readonly verdict: SentimentLabel };

/** Each fold is judged by weights of the others. Texts that are the same are in the same fold. */
function heldOut(samples: readonly Sample[], folds: number) {
  const foldOf = ({ row }: Sample) => (hashOf(row.text) >>> 0) % folds;
  const judged = Array.from({ length: folds }, (_, fold) => {
    const others = samples.filter((sample) => foldOf(sample) !== fold);
    const weights = inBytes(
      trainLinear(
        others.map(({ example }) => example),
        training,
      ),
    );
    return samples.filter((sample) => foldOf(sample) === fold).map((sample) => judge(sample, weights));
  });
  const scores = judged.map((rows) => scoresBySource(rows));
  return { scores, sharpness: 1 };
}

function judge({ row, example }: Sample, weights: LinearWeights): Judged {
  const evidence = new Float64Array(OUTPUTS);
  addEvidence(weights, example, evidence);
  return { row, verdict: judgeEvidence(evidence, 1).label };
}

function scoresBySource(judged: readonly Judged[]): Readonly<Record<string, Scores>> {
  return Object.fromEntries(
    [...Map.groupBy(judged, ({ row }) => row.source)].map(([source, rows]) => [
      source,
      scoresOf(
        rows.map(({ row }) => row.label),
        rows.map(({ verdict }) => verdict),
      ),
    ]),
  );
}
