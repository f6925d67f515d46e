import type { LearnedKind, LearningOutcome, PartScore, Score } from "../../contract/methods/learning.ts";
import type { Db, Trx } from "./open.ts";

/** A verdict that was judged by a model that had not learned from it. */
export type JudgedLesson = { readonly id: string; readonly shipped: string; readonly desk: string };

/** How what was learned does on verdicts that it did not learn from, beside the shipped model. */
export type Judged = {
  readonly n: number;
  readonly shipped: Score;
  readonly desk: Score;
  readonly parts: readonly PartScore[];
  /** The newest that the desk's own model gets wrong, by lesson. */
  readonly wrong: readonly JudgedLesson[];
  readonly wrongCount: number;
};

export type StoredModel = {
  readonly rowId: number;
  readonly id: string;
  readonly version: number;
  readonly base: string;
  readonly lessons: number;
  readonly outcome: LearningOutcome;
  readonly judged: Judged;
  readonly hasContent: boolean;
  readonly madeAt: number;
};

const keptModels = 20;

/** The tries of a kind, newest first, at most 20. */
export async function listModels(db: Db, kind: LearnedKind): Promise<readonly StoredModel[]> {
  const rows = await db
    .selectFrom("learned_model")
    .select(["id", "public_id", "version", "base", "lessons", "verdict", "judged", "made_at"])
    .select((eb) => eb("content", "is not", null).as("has_content"))
    .where("kind", "=", kind)
    .orderBy("version", "desc")
    .limit(keptModels)
    .execute();
  return rows.map((row) => ({
    rowId: row.id,
    id: row.public_id,
    version: row.version,
    base: row.base,
    lessons: row.lessons,
    // Both written by saveModel only.
    outcome: row.verdict as LearningOutcome,
    judged: JSON.parse(row.judged) as Judged,
    hasContent: Boolean(row.has_content),
    madeAt: row.made_at,
  }));
}

export type NewModel = Omit<StoredModel, "rowId" | "version" | "hasContent"> & {
  readonly kind: LearnedKind;
  readonly content: Uint8Array | null;
};

/** Keeps a try under the next version, and the last 20 of its kind beside those in use. Gives its row and version. */
export async function saveModel(
  trx: Trx,
  model: NewModel,
): Promise<{ readonly rowId: number; readonly version: number }> {
  const newest = await trx
    .selectFrom("learned_model")
    .select("version")
    .where("kind", "=", model.kind)
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
  const version = (newest?.version ?? 0) + 1;
  const { id } = await trx
    .insertInto("learned_model")
    .values({
      public_id: model.id,
      kind: model.kind,
      version,
      base: model.base,
      lessons: model.lessons,
      verdict: model.outcome,
      judged: JSON.stringify(model.judged),
      content: model.content,
      made_at: model.madeAt,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await trx
    .deleteFrom("learned_model")
    .where("kind", "=", model.kind)
    .where("version", "<=", version - keptModels)
    .where("id", "not in", (eb) => eb.selectFrom("learning").select("model_id").where("model_id", "is not", null))
    .execute();
  return { rowId: id, version };
}

/** What is used of a kind, and what was learned from last. */
export type LearningState = {
  readonly version: number;
  readonly modelRowId: number | null;
  readonly isHeld: boolean;
  readonly marker: string;
  readonly learnedAt: number;
  readonly outcome: LearningOutcome;
};

export async function readLearning(db: Db, kind: LearnedKind): Promise<LearningState> {
  const row = await db.selectFrom("learning").selectAll().where("kind", "=", kind).executeTakeFirstOrThrow();
  return {
    version: row.version,
    modelRowId: row.model_id,
    isHeld: row.is_held === 1,
    marker: row.marker,
    learnedAt: row.learned_at,
    // Written by saveLearning only.
    outcome: row.outcome as LearningOutcome,
  };
}

/** Changes what is used; each change counts its version up. */
export async function saveLearning(
  trx: Trx,
  kind: LearnedKind,
  change: Partial<Omit<LearningState, "version">>,
): Promise<void> {
  await trx
    .updateTable("learning")
    .set((eb) => ({
      version: eb("version", "+", 1),
      ...(change.modelRowId === undefined ? {} : { model_id: change.modelRowId }),
      ...(change.isHeld === undefined ? {} : { is_held: change.isHeld ? (1 as const) : (0 as const) }),
      ...(change.marker === undefined ? {} : { marker: change.marker }),
      ...(change.learnedAt === undefined ? {} : { learned_at: change.learnedAt }),
      ...(change.outcome === undefined ? {} : { outcome: change.outcome }),
    }))
    .where("kind", "=", kind)
    .execute();
}

export type ModelContent = {
  readonly rowId: number;
  readonly version: number;
  readonly base: string;
  readonly content: Uint8Array;
};

/** What is in use, by kind; kinds that use the shipped model are left out. */
export async function modelsInUse(db: Db): Promise<ReadonlyMap<LearnedKind, ModelContent>> {
  const rows = await db
    .selectFrom("learning")
    .innerJoin("learned_model", "learned_model.id", "learning.model_id")
    .select([
      "learning.kind",
      "learned_model.id",
      "learned_model.version",
      "learned_model.base",
      "learned_model.content",
    ])
    .orderBy("learning.kind")
    .execute();
  return new Map(
    rows.flatMap(({ kind, content, ...row }) => (content ? [[kind, { ...contentOf(row), content }]] : [])),
  );
}

/** The kept models of a kind that can judge, newest first. */
export async function keptModelsOf(db: Db, kind: LearnedKind): Promise<readonly ModelContent[]> {
  const rows = await db
    .selectFrom("learned_model")
    .select(["id", "version", "base", "content"])
    .where("kind", "=", kind)
    .where("content", "is not", null)
    .orderBy("version", "desc")
    .limit(keptModels)
    .execute();
  return rows.flatMap(({ content, ...row }) => (content ? [{ ...contentOf(row), content }] : []));
}

function contentOf({ id, version, base }: { readonly id: number; readonly version: number; readonly base: string }) {
  return { rowId: id, version, base };
}
