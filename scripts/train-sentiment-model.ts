// From labelled rows to the files of the model. No clock, no chance: the same rows give the same bytes.
import type { SentimentLabel } from "../src-main/contract/values.ts";
import { hashOf } from "../src-main/domain/sentiment/hash-features.ts";
import { judgeEvidence } from "../src-main/domain/sentiment/judge-post.ts";
import { parseLexicon, type LexiconFiles } from "../src-main/domain/sentiment/lexicon.ts";
import {
  addEvidence,
  inBytes,
  outputNames,
  OUTPUTS,
  type LinearWeights,
} from "../src-main/domain/sentiment/linear-weights.ts";
import { bucketsOf } from "../src-main/domain/sentiment/post-features.ts";
import { createPostReader, type PostReader } from "../src-main/domain/sentiment/read-post.ts";
import { scoresOf, type Scores } from "../src-main/domain/sentiment/scores.ts";
import { sha256, type Manifest } from "../src-main/domain/sentiment/sentiment-model.ts";
import { shapeNames } from "../src-main/domain/sentiment/shape-features.ts";
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

/** What one of our posts counts beside a rated text, and what a word of the lexicon counts. */
const OUR_WEIGHT = 3;
const WORD_WEIGHT = 0.5;
/** How far rare labels are lifted: 0 not at all, 1 to the same weight as common ones. */
const BALANCE = 0.5;
/** A mean rating of so much is as likely felt as not, and how steeply that changes. */
const FELT_FROM = 0.6;
const FELT_STEEPNESS = 2;
/** The largest mean rating. */
const MOST_RATING = 4;
/** What neutral is given beforehand: in doubt nothing was felt. */
const NEUTRAL_LEAN = 0.1;
/** The score: what the learned tone gives, and what the rules give. */
const SCORE = { tone: 0.75, rules: 0.15 };
const training: Training = {
  epochs: 8,
  averaged: 4,
  rate: 0.05,
  toneRate: 0.15,
  shapeRate: 0.05,
  decay: 1e-6,
  shapeDecay: 1e-6,
};
const labels: readonly SentimentLabel[] = ["negative", "neutral", "positive"];
const words = "words";
const TONE = outputNames.indexOf("tone");

type Sample = { readonly row: Row; readonly example: Example };

/** Trains on all rows; the manifest's scores are of folds that were held out. */
export function trainSentimentModel(input: TrainingInput): TrainedModel {
  const { rows, brands, lexicon, data, date, folds } = input;
  const read = createPostReader(parseLexicon(lexicon));
  const samples = balanced([...rows, ...wordRows(lexicon)]).map(({ row, weight }) => ({
    row,
    example: exampleOf(row, { read, brands, weight }),
  }));
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
    training: { ...training, ourWeight: OUR_WEIGHT, wordWeight: WORD_WEIGHT, balance: BALANCE },
    scores: tests.scores,
    files,
    sharpness: tests.sharpness,
    units: [...weights.units],
    shape: [...weights.shape].map((weight) => Number(weight.toPrecision(6))),
  } satisfies Manifest & Record<string, unknown>;
  return { weights: new Uint8Array(weights.hashed.buffer), manifest: `${JSON.stringify(manifest, null, 1)}\n` };
}

/** Every word of the lexicon is a text of its own: so the letters of good and bad words are known too. */
function wordRows(files: LexiconFiles): readonly Row[] {
  return [...parseLexicon(files).words].flatMap(([text, rating]) =>
    /^[a-z'-]+$/.test(text) ? [{ text, rating, label: labelOfRating(rating), source: words }] : [],
  );
}

function labelOfRating(rating: number): SentimentLabel {
  if (rating >= FELT_FROM) return "positive";
  return rating <= -FELT_FROM ? "negative" : "neutral";
}

function balanced(rows: readonly Row[]): readonly { readonly row: Row; readonly weight: number }[] {
  const counts = countBy(rows, ({ label }) => label);
  const weightOf = (source: string) => (source === "posts" ? OUR_WEIGHT : source === words ? WORD_WEIGHT : 1);
  return rows.map((row) => {
    const lift = (rows.length / (labels.length * (counts[row.label] ?? 1))) ** BALANCE;
    return { row, weight: lift * weightOf(row.source) };
  });
}

type Reading = { readonly read: PostReader; readonly brands: readonly string[]; readonly weight: number };

function exampleOf({ text, label, rating, source }: Row, { read, brands, weight }: Reading): Example {
  const { features } = read(text, { brands, rivals: [] });
  return {
    buckets: bucketsOf(features),
    shape: features.shape.slice(),
    target: rating === null ? labels.map((one) => Number(one === label)) : targetOf(rating),
    weight,
    tone: rating === null || source === words ? null : rating / MOST_RATING,
    toneWeight: 1,
    offset: null,
  };
}

/** Near the border people disagree, so a rating there is little of each. */
function targetOf(rating: number): readonly number[] {
  const felt = (strength: number) => 1 / (1 + Math.exp(-(strength - FELT_FROM) * FELT_STEEPNESS));
  const [negative, positive] = [felt(-rating), felt(rating)];
  return [negative, 1 - negative - positive, positive];
}

/** In doubt neutral; and the tone becomes the score's part of it, with what the rules say. */
function asShipped(learned: LinearWeights): LinearWeights {
  const [hashed, shape] = [Float32Array.from(learned.hashed), learned.shape.slice()];
  for (let at = TONE; at < hashed.length; at += OUTPUTS) hashed[at]! *= SCORE.tone;
  for (let at = TONE; at < shape.length; at += OUTPUTS) shape[at]! *= SCORE.tone;
  shape[shapeNames.indexOf("rules say praise") * OUTPUTS + TONE]! += SCORE.rules;
  shape[shapeNames.indexOf("rules say blame") * OUTPUTS + TONE]! -= SCORE.rules;
  shape[shapeNames.indexOf("always") * OUTPUTS]! -= NEUTRAL_LEAN;
  shape[shapeNames.indexOf("always") * OUTPUTS + 1]! -= NEUTRAL_LEAN;
  return { ...learned, hashed, shape };
}

function countBy<Value>(values: readonly Value[], keyOf: (value: Value) => string): Readonly<Record<string, number>> {
  return Object.fromEntries([...Map.groupBy(values, keyOf)].map(([key, group]) => [key, group.length]));
}

type Judged = { readonly row: Row; readonly target: number; readonly evidence: Float64Array };

/** Each fold is judged by weights of the others. Texts that are the same are in the same fold; the words of the lexicon teach only. */
function heldOut(samples: readonly Sample[], folds: number) {
  const foldOf = ({ row }: Sample) => (row.source === words ? -1 : (hashOf(row.text) >>> 0) % folds);
  const judged = Array.from({ length: folds }, (_, fold) => {
    const others = samples.filter((sample) => foldOf(sample) !== fold);
    const weights = inBytes(
      asShipped(
        trainLinear(
          others.map(({ example }) => example),
          training,
        ),
      ),
    );
    return samples.filter((sample) => foldOf(sample) === fold).map((sample) => judge(sample, weights));
  });
  return { scores: judged.map((rows) => scoresBySource(rows)), sharpness: bestSharpness(judged.flat()) };
}

function judge({ row, example }: Sample, weights: LinearWeights): Judged {
  const evidence = new Float64Array(OUTPUTS);
  addEvidence(weights, example, evidence);
  return { row, target: labels.indexOf(row.label), evidence };
}

/** The sharpness that gives the true labels of held-out posts the most credit. */
function bestSharpness(judged: readonly Judged[]): number {
  const own = judged.filter(({ row }) => row.source === "posts" || row.source === "tweets");
  const candidates = Array.from({ length: 36 }, (_, at) => 0.25 + at * 0.05);
  const lossOf = (sharpness: number) =>
    own.reduce((sum, { target, evidence: [blame = 0, praise = 0] }) => {
      const shares = [blame, 0, praise].map((value) => Math.exp(value * sharpness));
      return sum - Math.log(shares[target]! / (shares[0]! + shares[1]! + shares[2]!));
    }, 0);
  const losses = candidates.map(lossOf);
  return Number((candidates[losses.indexOf(Math.min(...losses))] ?? 1).toFixed(2));
}

function scoresBySource(judged: readonly Judged[]): Readonly<Record<string, Scores & { readonly r: number | null }>> {
  return Object.fromEntries(
    [...Map.groupBy(judged, ({ row }) => row.source)].map(([source, rows]) => {
      const verdicts = rows.map(({ evidence }) => judgeEvidence(evidence, 1));
      const scores = scoresOf(
        rows.map(({ row }) => row.label),
        verdicts.map(({ label }) => label),
      );
      const rated = rows.every(({ row }) => row.rating !== null);
      const r = rated
        ? correlation(
            rows.map(({ row }) => row.rating ?? 0),
            verdicts.map(({ score }) => score),
          )
        : null;
      return [source, { ...scores, r }];
    }),
  );
}

/** Pearson's r. */
function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  const sum = (of: (at: number) => number) => a.reduce((total, _, at) => total + of(at), 0);
  const product = sum((at) => (a[at]! - meanA) * (b[at]! - meanB));
  return product / Math.sqrt(sum((at) => (a[at]! - meanA) ** 2) * sum((at) => (b[at]! - meanB) ** 2));
}
