import type { LearningOutcome, PartScore } from "../../contract/methods/learning.ts";
import { sentimentLabels } from "../../contract/values.ts";
import type { SentimentLabel } from "../../contract/values.ts";
import { isBeyondLuck } from "../../domain/learning/beyond-luck.ts";
import { judgeDeskScorer, trainDeskScorer } from "../../domain/routing/desk-scorer.ts";
import type { DeskScore, Move } from "../../domain/routing/desk-scorer.ts";
import { scored } from "../../domain/routing/leaning.ts";
import { shippedScorer } from "../../domain/routing/shipped-scorer.ts";
import { deskLayerToBytes } from "../../domain/sentiment/desk-layer-bytes.ts";
import { judgeDeskLayer, trainDeskLayer } from "../../domain/sentiment/desk-layer.ts";
import type { Correction } from "../../domain/sentiment/desk-layer.ts";
import type { SentimentModel } from "../../domain/sentiment/sentiment-model.ts";
import type { Judged, JudgedLesson } from "../store/learned-model.ts";

/** What is to be learned, oldest first: plain data, so that it can be sent to a worker. */
export type LearningTask =
  | { readonly kind: "sentiment"; readonly lessons: readonly (Correction & { readonly id: string })[] }
  | { readonly kind: "routing"; readonly lessons: readonly (Move & { readonly id: string })[] };

/** What came of it. Content only where it is better than what ships: what has none is never used. */
export type Taught = {
  readonly outcome: Extract<LearningOutcome, "not_better" | "loses_care" | "better" | "too_few">;
  readonly judged: Judged;
  readonly content: Uint8Array | null;
};

const mostWrong = 50;

/**
 * Judges what can be learned on verdicts that were held out, and learns from all of them when that is better than the shipped model: more right
 * than luck would win, and no worse for the labels that are rare.
 */
export function learn(model: SentimentModel, task: LearningTask): Taught {
  return task.kind === "sentiment" ? learnSentiment(model, task.lessons) : learnRouting(task.lessons);
}

function learnSentiment(model: SentimentModel, lessons: readonly (Correction & { readonly id: string })[]): Taught {
  const { n, shipped, desk, held } = judgeDeskLayer(model, lessons);
  // By the lesson itself: two people may have written the same words.
  const idOf = new Map<Correction, string>(lessons.map((lesson) => [lesson, lesson.id]));
  const verdicts = held.map(({ correction, ...said }) => ({
    ...{ id: idOf.get(correction) ?? "", said: correction.label },
    ...said,
  }));
  const isBetter = desk.macroF1 > shipped.macroF1 && wins(verdicts);
  const score = ({ accuracy, macroF1 }: typeof shipped) => ({ accuracy, macroF1, careToAnalytics: null });
  return {
    outcome: isBetter ? "better" : "not_better",
    judged: { n, shipped: score(shipped), desk: score(desk), ...tell<SentimentLabel>(verdicts, sentimentLabels) },
    content: isBetter ? deskLayerToBytes(trainDeskLayer(model, lessons)) : null,
  };
}

function learnRouting(lessons: readonly (Move & { readonly id: string })[]): Taught {
  const { moves, shipped, desk, held, because } = judgeDeskScorer(shippedScorer, lessons);
  const verdicts = held.map((said, at) => ({
    ...{ id: lessons[at]?.id ?? "", said: lessons[at]?.bucket ?? "unsorted" },
    ...said,
  }));
  const score = ({ accuracy, careToAnalytics }: DeskScore) => ({ accuracy, macroF1: null, careToAnalytics });
  const scorer = because === "better" ? trainDeskScorer(shippedScorer, lessons) : null;
  return {
    outcome: because,
    judged: { n: moves, shipped: score(shipped), desk: score(desk), ...tell<string>(verdicts, scored) },
    content: scorer && new TextEncoder().encode(JSON.stringify(scorer)),
  };
}

type HeldOut = JudgedLesson & { readonly said: string };

function wins(verdicts: readonly HeldOut[]): boolean {
  const won = verdicts.filter(({ said, shipped, desk }) => desk === said && shipped !== said).length;
  const lost = verdicts.filter(({ said, shipped, desk }) => desk !== said && shipped === said).length;
  return isBeyondLuck({ won, lost });
}

function tell<Name extends string>(
  verdicts: readonly HeldOut[],
  names: readonly Name[],
): Pick<Judged, "parts" | "wrong" | "wrongCount"> {
  const wrong = verdicts.filter(({ said, desk }) => desk !== said);
  // Ids are ULIDs: their order is that of time.
  const newest = wrong.toSorted((a, b) => (a.id < b.id ? 1 : -1)).slice(0, mostWrong);
  return {
    parts: names.map((name): PartScore => {
      const those = verdicts.filter(({ said }) => said === name);
      const right = (by: "shipped" | "desk") => those.filter((one) => one[by] === name).length;
      return { name, n: those.length, shipped: right("shipped"), desk: right("desk") };
    }),
    wrong: newest.map(({ id, shipped, desk }) => ({ id, shipped, desk })),
    wrongCount: wrong.length,
  };
}
