import type { Learned, LearnedKind } from "../../contract/methods/learning.ts";
import type { Bucket } from "../../contract/values.ts";
import { listModels, readLearning } from "../store/learned-model.ts";
import type { StoredModel } from "../store/learned-model.ts";
import { lessonsById, movesCounted } from "../store/lesson-page.ts";
import { countLive, lessonTally } from "../store/lesson.ts";
import type { Db } from "../store/open.ts";
import { leastLessons } from "./learner.ts";
import type { Learner, LearnerParts } from "./learner.ts";

/** What the desk has learned of a kind, how it does on verdicts that were held out, and whether it is used. */
export async function summarise(
  db: Db,
  {
    kind,
    learner,
    bases,
  }: { readonly kind: LearnedKind; readonly learner: Learner; readonly bases: LearnerParts["bases"] },
): Promise<Learned> {
  const state = await readLearning(db, kind);
  const models = await listModels(db, kind);
  const canUse = (model: StoredModel) => model.hasContent && model.base === bases[kind];
  const used = models.find((model) => model.rowId === state.modelRowId && canUse(model));
  const tally = await lessonTally(db, { kind, since: state.learnedAt });
  // Too few to judge: what was judged before says nothing of them.
  const [last] = state.outcome === "none" || state.outcome === "too_few" ? [] : models;
  return {
    kind,
    lessons: await countLive(db, kind),
    least: leastLessons[kind],
    fresh: tally.marker === state.marker ? 0 : tally.fresh,
    isLearning: learner.isLearning(kind),
    learnedAt: state.learnedAt === 0 ? null : state.learnedAt,
    outcome: state.outcome,
    isHeld: state.isHeld,
    used: used ? { id: used.id, version: used.version, madeAt: used.madeAt } : null,
    judged: last ? await judgedOf(db, last) : null,
    models: models.map((model) => ({
      ...{ id: model.id, version: model.version, madeAt: model.madeAt, lessons: model.lessons },
      ...{ outcome: model.outcome, shipped: model.judged.shipped, desk: model.judged.desk },
      ...{ canUse: canUse(model), isUsed: model === used },
    })),
    // Written by keepMoves only.
    moves: kind === "routing" ? ([...(await movesCounted(db))] as { from: Bucket; to: Bucket; count: number }[]) : [],
  };
}

async function judgedOf(db: Db, { judged, madeAt }: StoredModel): Promise<Learned["judged"]> {
  const { n, shipped, desk, parts, wrong, wrongCount } = judged;
  const lessons = await lessonsById(
    db,
    wrong.map(({ id }) => id),
  );
  return {
    ...{ at: madeAt, n, shipped, desk, parts: [...parts], wrongCount },
    wrong: wrong.flatMap((one) => {
      const lesson = lessons.get(one.id);
      if (!lesson) return [];
      const { id, storyId, excerpt, said } = lesson;
      return [{ id, storyId, excerpt, said, shipped: one.shipped, desk: one.desk }];
    }),
  };
}
