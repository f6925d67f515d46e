import type { Narrowed } from "../../contract/methods/saved-views.ts";
import { Refusal } from "../../contract/refusal.ts";
import type { Versioned } from "../../contract/values.ts";
import type { Act } from "../commands.ts";
import type { Call } from "../handlers.ts";
import { ownerOf, requireMayChange, requireRoom } from "../may-keep.ts";
import { insertView, mostViews, updateView, viewById, viewsOf, type StoredView } from "../store/saved-view.ts";
import { readSearch } from "../triage/read-search.ts";

type Saved = {
  readonly call: Call;
  readonly id: string | null;
  readonly version: number;
  readonly name: string;
  readonly forAll: boolean;
  readonly shows: Narrowed;
};

/** Saves a view, new or changed. Refusals: not-found, stale, not-allowed, name-taken, too-many { most }, query-invalid. */
export async function saveView(act: Act, { call, id, version, name, forAll, shows }: Saved): Promise<Versioned> {
  // A search that cannot be read now would never be readable.
  readSearch(shows.search);
  const ownerRowId = ownerOf(call, { forAll });
  const known = id === null ? null : await takeView(act, { call, id });
  if (known && known.version !== version) throw new Refusal("stale", { ids: known.id, count: 1 });
  const others = (await viewsOf(act.trx, ownerRowId)).filter((view) => view.id !== id);
  requireRoom(others, { name, most: mostViews });
  const last = Math.max(0, ...others.map(({ position }) => position));
  const saved = { id: known?.id ?? act.newId(), version: (known?.version ?? 0) + 1 };
  if (!known) await insertView(act.trx, { id: saved.id, ownerRowId, name, shows, position: last + 1 });
  else {
    const moved = known.ownerRowId === ownerRowId ? {} : { position: last + 1 };
    await updateView(act.trx, known, { ownerRowId, name, shows, ...moved });
  }
  await act.record({ kind: "view.saved", subjectId: saved.id, payload: { name, forAll: forAll ? 1 : 0, shows } });
  return saved;
}

/** Moves a view past its neighbour; at the end it stays. Refusals: not-found, not-allowed. */
export async function placeView(
  act: Act,
  { call, id, by }: { readonly call: Call; readonly id: string; readonly by: -1 | 1 },
): Promise<void> {
  const view = await takeView(act, { call, id });
  const all = [...(await viewsOf(act.trx, view.ownerRowId))];
  const at = all.findIndex((one) => one.id === id);
  const other = all[at + by];
  if (!other) return;
  [all[at], all[at + by]] = [other, view];
  // Written anew from 1 on, so that equal positions of old never matter. The order is no version of a view.
  for (const [index, one] of all.entries())
    if (one.position !== index + 1)
      await updateView(act.trx, { ...one, version: one.version - 1 }, { position: index + 1 });
  await act.record({ kind: "view.placed", subjectId: id, payload: { by } });
}

/** Refusals: not-found, not-allowed, stale. */
export async function removeView(
  act: Act,
  { call, view }: { readonly call: Call; readonly view: Versioned },
): Promise<void> {
  const known = await takeView(act, { call, id: view.id });
  if (known.version !== view.version) throw new Refusal("stale", { ids: known.id, count: 1 });
  await updateView(act.trx, known, { removedAt: act.at });
  await act.record({ kind: "view.removed", subjectId: known.id, payload: { name: known.name } });
}

/** Refusals: not-found, not-allowed, and where another one came meanwhile name-taken, too-many { most }. */
export async function restoreView(act: Act, { call, id }: { readonly call: Call; readonly id: string }): Promise<void> {
  const known = await viewById(act.trx, id);
  if (!known) throw new Refusal("not-found", { what: "view" });
  requireMayChange(call, known);
  const others = (await viewsOf(act.trx, known.ownerRowId)).filter((view) => view.id !== id);
  requireRoom(others, { name: known.name, most: mostViews });
  await updateView(act.trx, known, { removedAt: null });
  await act.record({ kind: "view.restored", subjectId: id, payload: { name: known.name } });
}

async function takeView(act: Act, { call, id }: { readonly call: Call; readonly id: string }): Promise<StoredView> {
  const view = await viewById(act.trx, id);
  if (!view || view.isRemoved) throw new Refusal("not-found", { what: "view" });
  requireMayChange(call, view);
  return view;
}
