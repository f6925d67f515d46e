import type { MacroKey, MacroSteps } from "../../contract/methods/macros.ts";
import { Refusal } from "../../contract/refusal.ts";
import type { Versioned } from "../../contract/values.ts";
import { needsReason } from "../../domain/cases/resolution.ts";
import type { Act } from "../commands.ts";
import type { Call } from "../handlers.ts";
import { ownerOf, requireMayChange, requireRoom } from "../may-keep.ts";
import { insertMacro, macroById, macrosOf, mostMacros, updateMacro, type StoredMacro } from "../store/macro.ts";
import { hasScript } from "../store/story-script.ts";

type Saved = {
  readonly call: Call;
  readonly id: string | null;
  readonly version: number;
  readonly name: string;
  readonly key: MacroKey | null;
  readonly forAll: boolean;
  readonly steps: MacroSteps;
};

/** Saves a macro, new or changed. Refusals: not-found, stale, not-allowed, name-taken, reason-needed, too-many { most }. */
export async function saveMacro(act: Act, { call, id, version, name, key, forAll, steps }: Saved): Promise<Versioned> {
  requireReason(steps);
  if (steps.script !== undefined && !(await hasScript(act.trx, steps.script)))
    throw new Refusal("not-found", { what: "script" });
  const ownerRowId = ownerOf(call, { forAll });
  const known = id === null ? null : await takeMacro(act, { call, id });
  if (known && known.version !== version) throw new Refusal("stale", { ids: known.id, count: 1 });
  const others = (await macrosOf(act.trx, ownerRowId)).filter((macro) => macro.id !== id);
  requireRoom(others, { name, most: mostMacros });
  for (const other of others) if (key !== null && other.key === key) await updateMacro(act.trx, other, { key: null });
  const saved = { id: known?.id ?? act.newId(), version: (known?.version ?? 0) + 1 };
  if (known) await updateMacro(act.trx, known, { ownerRowId, name, key, steps });
  else await insertMacro(act.trx, { id: saved.id, ownerRowId, name, key, steps });
  await act.record({ kind: "macro.saved", subjectId: saved.id, payload: { name, forAll: forAll ? 1 : 0, key, steps } });
  return saved;
}

/** Refusals: not-found, not-allowed, stale. */
export async function removeMacro(
  act: Act,
  { call, macro }: { readonly call: Call; readonly macro: Versioned },
): Promise<void> {
  const known = await takeMacro(act, { call, id: macro.id });
  if (known.version !== macro.version) throw new Refusal("stale", { ids: known.id, count: 1 });
  await updateMacro(act.trx, known, { removedAt: act.at });
  await act.record({ kind: "macro.removed", subjectId: known.id, payload: { name: known.name } });
}

/** Brings a macro back, without its key where another has it now. Refusals: not-found, not-allowed, name-taken, too-many { most }. */
export async function restoreMacro(
  act: Act,
  { call, id }: { readonly call: Call; readonly id: string },
): Promise<void> {
  const known = await macroById(act.trx, id);
  if (!known) throw new Refusal("not-found", { what: "macro" });
  requireMayChange(call, known);
  const others = (await macrosOf(act.trx, known.ownerRowId)).filter((macro) => macro.id !== id);
  requireRoom(others, { name: known.name, most: mostMacros });
  const isTaken = others.some(({ key }) => key !== null && key === known.key);
  await updateMacro(act.trx, known, { removedAt: null, ...(isTaken && { key: null }) });
  await act.record({ kind: "macro.restored", subjectId: id, payload: { name: known.name } });
}

/** A macro that a person may use: the desk's, or their own. Refusal: not-found. */
export async function usableMacro(
  act: Pick<Act, "trx">,
  { call, id }: { readonly call: Call; readonly id: string },
): Promise<StoredMacro> {
  const macro = await macroById(act.trx, id);
  const isTheirs = macro && (macro.ownerRowId === null || macro.ownerRowId === call.person?.rowId);
  if (!isTheirs || macro.isRemoved) throw new Refusal("not-found", { what: "macro" });
  return macro;
}

async function takeMacro(act: Act, { call, id }: { readonly call: Call; readonly id: string }): Promise<StoredMacro> {
  const macro = await macroById(act.trx, id);
  if (!macro || macro.isRemoved) throw new Refusal("not-found", { what: "macro" });
  requireMayChange(call, macro);
  return macro;
}

/** What would be refused at each use is refused when it is saved. */
function requireReason({ resolution }: MacroSteps): void {
  if (!resolution || !needsReason(resolution.as)) return;
  const isListed = resolution.as === "no_reply_needed" && resolution.why !== undefined && resolution.why !== "other";
  if (!isListed && resolution.reason === "") throw new Refusal("reason-needed");
}
