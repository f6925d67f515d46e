import type { LearnedKind } from "../../contract/methods/learning.ts";
import { Refusal } from "../../contract/refusal.ts";
import type { Act } from "../commands.ts";
import { listModels, saveLearning } from "../store/learned-model.ts";

/**
 * Lets the shipped model or an earlier one of the desk judge from now on, until somebody lets learning choose again. Refusal: not-found (a model
 * that is gone, was not good enough, or was learned on another shipped one).
 */
export async function useModel(
  act: Act,
  { kind, use, base }: { readonly kind: LearnedKind; readonly use: string; readonly base: string },
): Promise<void> {
  if (use === "best") return saveLearning(act.trx, kind, { isHeld: false, marker: "" });
  const model = use === "shipped" ? null : (await listModels(act.trx, kind)).find(({ id }) => id === use);
  if (model === undefined || (model && (!model.hasContent || model.base !== base)))
    throw new Refusal("not-found", { what: "model" });
  await saveLearning(act.trx, kind, { modelRowId: model?.rowId ?? null, isHeld: true });
  await act.record({
    kind: "model.restored",
    subjectId: model?.id ?? kind,
    payload: { of: model ? kind : `${kind}_shipped`, version: model?.version ?? 0, lessons: model?.lessons ?? 0 },
  });
}
