import type { LearnedKind, LearningOutcome } from "../../contract/methods/learning.ts";
import { runEngineAct } from "../commands.ts";
import type { Act } from "../commands.ts";
import type { Parts } from "../parts.ts";
import { readLearning, saveLearning, saveModel } from "../store/learned-model.ts";
import type { LearningState } from "../store/learned-model.ts";
import type { Taught } from "./learn.ts";
import type { LearningTrouble } from "./trainer.ts";

type Try = {
  readonly kind: LearnedKind;
  /** Which lessons it learned from. */
  readonly marker: string;
  readonly base: string;
  readonly lessons: number;
  /** Null when there were too few to judge. */
  readonly taught: Taught | LearningTrouble | null;
};

/**
 * Writes down how a try went. What is better than the shipped model is used from now on; else the shipped one is, because what was learned before
 * came from verdicts that look otherwise today. A model that a person chose stays in either case, and after trouble nothing changes.
 */
export function settleLearning(parts: Parts, tried: Try): Promise<LearningOutcome> {
  return runEngineAct(parts, { topics: ["learning"] }, async (act) => {
    const { kind, marker, taught } = tried;
    const before = await readLearning(act.trx, kind);
    const outcome = outcomeOf(tried);
    const frame = { marker, learnedAt: act.at, outcome };
    if (taught !== null && "trouble" in taught) {
      await saveLearning(act.trx, kind, frame);
      return outcome;
    }
    const made = taught && (await keepTry(act, { ...tried, taught, outcome }));
    // Content is there only where it is better than the shipped model: learn.ts decides that, and nobody else.
    const adopted = made && taught.content !== null ? made : null;
    const modelRowId = adopted?.rowId ?? null;
    await saveLearning(act.trx, kind, { ...frame, ...(before.isHeld ? {} : { modelRowId }) });
    if (!before.isHeld) await tell(act, { tried, before, made, adopted });
    return outcome;
  });
}

function outcomeOf({ taught, lessons }: Try): LearningOutcome {
  if (taught === null) return lessons === 0 ? "none" : "too_few";
  return "trouble" in taught ? taught.trouble : taught.outcome;
}

type Made = { readonly id: string; readonly rowId: number; readonly version: number };

async function keepTry(
  act: Act,
  { kind, base, lessons, taught, outcome }: Omit<Try, "taught"> & { taught: Taught; outcome: LearningOutcome },
): Promise<Made> {
  const id = act.newId();
  const { judged, content } = taught;
  const { rowId, version } = await saveModel(act.trx, {
    ...{ id, kind, base, lessons, outcome, judged, content },
    madeAt: act.at,
  });
  return { id, rowId, version };
}

type Told = {
  readonly tried: Try;
  readonly before: LearningState;
  readonly made: Made | null;
  readonly adopted: Made | null;
};

/** A model that comes into use is told of, and a refusal when it changes what is used or is the first of its kind. */
async function tell(act: Act, { tried, before, made, adopted }: Told): Promise<void> {
  const payload = { of: tried.kind, lessons: tried.lessons, version: made?.version ?? 0 };
  if (adopted) return act.record({ kind: "model.adopted", subjectId: adopted.id, payload });
  const outcome = outcomeOf(tried);
  if (before.modelRowId === null && before.outcome === outcome) return;
  if (before.modelRowId === null && made === null) return;
  await act.record({
    kind: "model.refused",
    subjectId: made?.id ?? tried.kind,
    payload: { ...payload, because: outcome },
  });
}
