import { Refusal } from "../../contract/refusal.ts";
import type { SentimentModel } from "../../domain/sentiment/sentiment-model.ts";
import { runCommand } from "../commands.ts";
import type { Handlers } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { lessonPage } from "../store/lesson-page.ts";
import { setForgotten } from "../store/lesson.ts";
import { routingBase } from "./desk-models.ts";
import type { ReadDeskModels } from "./desk-models.ts";
import { explainStory } from "./explain.ts";
import { createLearner } from "./learner.ts";
import type { Learner, LearnerParts } from "./learner.ts";
import { cancelRejudge, createRejudger, enqueueRejudge, readRejudging } from "./rejudge-job.ts";
import type { Rejudger } from "./rejudge-job.ts";
import { summarise } from "./summary.ts";
import type { Trainer } from "./trainer.ts";
import { useModel } from "./use-model.ts";

type LearningMethod =
  | "learning.explain"
  | "learning.summary"
  | "learning.lessons"
  | "learning.forget"
  | "learning.learn"
  | "learning.use"
  | "learning.rejudge"
  | "learning.cancelRejudge";

export type LearningParts = Parts & {
  readonly sentimentModel: SentimentModel;
  readonly trainer: Pick<Trainer, "learn">;
  readonly deskModels: ReadDeskModels;
};

export type Learning = {
  readonly handlers: Handlers<LearningMethod>;
  readonly start: () => void;
  readonly stop: () => Promise<void>;
  /** Resolves when nothing is learned or judged anew. */
  readonly idle: () => Promise<void>;
};

/** What the desk learns from its people: why something was judged, what was learned, how well, and whether it is used. */
export function createLearning(parts: LearningParts): Learning {
  const { store, sentimentModel: model } = parts;
  const bases = { sentiment: model.id, routing: routingBase };
  const learner = createLearner({ ...parts, bases });
  const rejudger = createRejudger(parts);
  return {
    start: () => {
      learner.start();
      rejudger.soon();
    },
    stop: async () => {
      await learner.stop();
      await rejudger.stop();
    },
    idle: async () => {
      await learner.idle();
      await rejudger.idle();
    },
    handlers: {
      "learning.explain": ({ storyId }) => explainStory(store.read, { model, storyId }),
      "learning.summary": async () => ({
        sentiment: await summarise(store.read, { kind: "sentiment", learner, bases }),
        routing: await summarise(store.read, { kind: "routing", learner, bases }),
        rejudging: await readRejudging(store.read),
      }),
      "learning.lessons": async ({ kind, before, limit }) => {
        const rows = await lessonPage(store.read, { kind, before, limit: limit + 1 });
        const shown = rows.slice(0, limit);
        return { rows: [...shown], next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null };
      },
      "learning.learn": async ({ kind }) => ({ outcome: await learner.learnNow(kind) }),
      ...choosing(parts, { learner, bases }),
      ...rejudging(parts, rejudger),
    },
  };
}

const topics = ["learning"] as const;

/** What is learned from, and what judges. */
function choosing(
  parts: Parts,
  { learner, bases }: { readonly learner: Learner; readonly bases: LearnerParts["bases"] },
): Handlers<"learning.forget" | "learning.use"> {
  return {
    "learning.forget": ({ commandId, id, isForgotten }, call) =>
      runCommand(parts, { call, method: "learning.forget", commandId, topics }, async (act) => {
        const lesson = await setForgotten(act.trx, { id, at: isForgotten ? act.at : null });
        if (!lesson) throw new Refusal("not-found", { what: "lesson" });
        const { storyId, kind } = lesson;
        const event = isForgotten ? "story.lesson_forgotten" : "story.lesson_kept";
        await act.record({ kind: event, subjectId: storyId ?? id, payload: { lesson: id, of: kind } });
        return {};
      }),
    "learning.use": async ({ commandId, kind, use }, call) => {
      const done = await runCommand(parts, { call, method: "learning.use", commandId, topics }, async (act) => {
        await useModel(act, { kind, use, base: bases[kind] });
        return {};
      });
      if (use === "best") await learner.learnNow(kind);
      return done;
    },
  };
}

function rejudging(parts: Parts, rejudger: Rejudger): Handlers<"learning.rejudge" | "learning.cancelRejudge"> {
  return {
    "learning.rejudge": async ({ commandId }, call) => {
      const done = await runCommand(parts, { call, method: "learning.rejudge", commandId, topics }, async (act) => {
        await enqueueRejudge(act);
        return {};
      });
      rejudger.soon();
      return done;
    },
    "learning.cancelRejudge": ({ commandId }, call) =>
      runCommand(parts, { call, method: "learning.cancelRejudge", commandId, topics }, async (act) => {
        await cancelRejudge(act);
        return {};
      }),
  };
}
