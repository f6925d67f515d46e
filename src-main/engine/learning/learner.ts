import { learnedKinds } from "../../contract/methods/learning.ts";
import type { LearnedKind, LearningOutcome } from "../../contract/methods/learning.ts";
import { leastMoves } from "../../domain/routing/desk-scorer.ts";
import { createWatchLoop } from "../cases/watch-loop.ts";
import type { Parts } from "../parts.ts";
import { lessonTally } from "../store/lesson.ts";
import { readLearning } from "../store/learned-model.ts";
import { readSettings } from "../store/setting.ts";
import { gatherLessons } from "./gather.ts";
import { settleLearning } from "./settle.ts";
import type { Trainer } from "./trainer.ts";

/** Fewer verdicts than this cannot be judged. */
export const leastLessons: Readonly<Record<LearnedKind, number>> = { sentiment: 20, routing: leastMoves };

/** So many verdicts, or a pause after the last one, start it. */
const enough = 10;
const pauseMs = 2 * 60_000;
const everyMs = 15_000;

export type LearnerParts = Parts & {
  readonly trainer: Pick<Trainer, "learn">;
  /** What it learns on top of, by kind. */
  readonly bases: Readonly<Record<LearnedKind, string>>;
};

export type Learner = {
  readonly start: () => void;
  readonly stop: () => Promise<void>;
  /** Resolves when no learning is under way. */
  readonly idle: () => Promise<void>;
  /** Learns now, after what is under way; answers how it went. */
  readonly learnNow: (kind: LearnedKind) => Promise<LearningOutcome>;
  readonly isLearning: (kind: LearnedKind) => boolean;
};

/** Looks for new verdicts and learns from them: after ten, after a pause, and when the desk starts; one kind after the other, in a worker. */
export function createLearner(parts: LearnerParts): Learner {
  const busy = new Set<LearnedKind>();
  let running: Promise<unknown> = Promise.resolve();

  function learnNow(kind: LearnedKind): Promise<LearningOutcome> {
    const turn = running.then(async () => {
      busy.add(kind);
      parts.changed("learning");
      try {
        return await learnOnce(parts, kind);
      } finally {
        busy.delete(kind);
        parts.changed("learning");
      }
    });
    // The caller of this turn gets its error; the next turn goes on.
    running = turn.catch(() => {});
    return turn;
  }

  let isFirst = true;
  const loop = createWatchLoop(parts, {
    name: "learning",
    everyMs,
    look: async () => {
      const isStart = isFirst;
      isFirst = false;
      for (const kind of learnedKinds) if (await isDue(parts, kind, isStart)) await learnNow(kind);
    },
  });
  return {
    start: loop.start,
    stop: async () => {
      await loop.stop();
      await running;
    },
    idle: async () => void (await running),
    learnNow,
    isLearning: (kind) => busy.has(kind),
  };
}

async function isDue({ store, clock }: Parts, kind: LearnedKind, isStart: boolean): Promise<boolean> {
  const { marker, learnedAt } = await readLearning(store.read, kind);
  const now = await lessonTally(store.read, { kind, since: learnedAt });
  if (now.marker === marker) return false;
  return isStart || now.fresh >= enough || clock.now() - now.changedAt >= pauseMs;
}

async function learnOnce(parts: LearnerParts, kind: LearnedKind): Promise<LearningOutcome> {
  const { store, log } = parts;
  const { marker } = await lessonTally(store.read, { kind, since: 0 });
  const { settings } = await readSettings(store.read);
  const task = await gatherLessons(store.read, kind, settings);
  const frame = { kind, marker, base: parts.bases[kind], lessons: task.lessons.length };
  if (task.lessons.length < leastLessons[kind]) return settleLearning(parts, { ...frame, taught: null });
  const taught = await parts.trainer.learn(task);
  // What hangs or breaks is told of, and the desk goes on with what it had; other verdicts start it again.
  if ("trouble" in taught) log.error("learning.trouble", { kind, trouble: taught.trouble, detail: taught.detail });
  return settleLearning(parts, { ...frame, taught });
}
