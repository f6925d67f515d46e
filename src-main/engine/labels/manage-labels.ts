import type { LabelTone } from "../../contract/methods/labels.ts";
import { Refusal } from "../../contract/refusal.ts";
import type { Act } from "../commands.ts";
import {
  countLabelled,
  deleteLabel,
  foldLabel,
  labelByName,
  setMeaning,
  updateLabel,
  wordsMeaning,
  type Label,
} from "../store/label.ts";
import { listRules } from "../store/rule.ts";
import type { Db } from "../store/open.ts";
import { makeLabel } from "./label-stories.ts";
import { snapshotOf } from "./label-snapshot.ts";

/** Numbers beyond this are not counted out. */
export const labelsCappedAt = 1000;

type Change = { readonly name: string; readonly to: string; readonly tone?: LabelTone | undefined };

/** Renames a label, gives it another tone, or puts it together with the one that has the new name. Refusal: not-found. */
export async function changeLabel(act: Act, { name, to, tone }: Change): Promise<number> {
  const words = await wordsMeaning(act.trx, name);
  const other = foldLabel(name) === foldLabel(to) ? null : await otherLabel(act, to);
  const touched = [...words, ...(other ? await wordsMeaning(act.trx, other.name) : [])];
  const before = await snapshotOf(act.trx, { words: touched, names: [name, to] });
  const label = await knownLabel(act, { name, words });
  if (other) {
    await setMeaning(act.trx, words, other.rowId);
    await deleteLabel(act.trx, label.rowId);
    await updateLabel(act.trx, other.rowId, { name: other.name, tone: tone ?? other.tone });
  } else {
    await setMeaning(act.trx, words, label.rowId);
    await updateLabel(act.trx, label.rowId, { name: to, tone: tone ?? label.tone });
  }
  const after = await snapshotOf(act.trx, { words: touched, names: [name, to] });
  await act.record({
    kind: "label.changed",
    subjectId: other?.id ?? label.id,
    payload: { name, to: other?.name ?? to, before, after },
  });
  return countLabelled(act.trx, { words: await wordsMeaning(act.trx, to), cap: labelsCappedAt });
}

/** Takes a label off every story. Refusals: not-found, label-in-rules { rules }. */
export async function removeLabel(act: Act, name: string): Promise<number> {
  const words = await wordsMeaning(act.trx, name);
  const before = await snapshotOf(act.trx, { words, names: [name] });
  const label = await knownLabel(act, { name, words });
  const rules = await rulesGiving(act.trx, words);
  if (rules.length > 0) throw new Refusal("label-in-rules", { rules: rules.slice(0, 5).join(", ") });
  const stories = await countLabelled(act.trx, { words, cap: labelsCappedAt });
  await setMeaning(act.trx, words, null);
  await deleteLabel(act.trx, label.rowId);
  const after = await snapshotOf(act.trx, { words, names: [name] });
  await act.record({ kind: "label.removed", subjectId: label.id, payload: { name: label.name, before, after } });
  return stories;
}

/** The names of the rules that write one of these words on stories. */
export async function rulesGiving(db: Db, words: readonly string[]): Promise<readonly string[]> {
  const folded = new Set(words.map(foldLabel));
  const rules = await listRules(db);
  return rules
    .filter(({ then }) => (then.labels ?? []).some((word) => folded.has(foldLabel(word))))
    .map((rule) => rule.name);
}

/** The label of a name; one that only rules and stories know of becomes a row. */
async function knownLabel(
  act: Act,
  { name, words }: { readonly name: string; readonly words: readonly string[] },
): Promise<Label> {
  const label = await labelByName(act.trx, name);
  if (label) return label;
  const isCarried =
    (await countLabelled(act.trx, { words, cap: 1 })) > 0 || (await rulesGiving(act.trx, words)).length > 0;
  if (!isCarried || words.length === 0) throw new Refusal("not-found", { what: "label" });
  await makeLabel(act, name);
  const made = await labelByName(act.trx, name);
  if (!made) throw new Error("a label that was just made is there");
  return made;
}

/** The label that has a name already, if any: a row, or a word that rules wrote. */
async function otherLabel(act: Act, name: string): Promise<Label | null> {
  const label = await labelByName(act.trx, name);
  if (label) return label;
  const words = await wordsMeaning(act.trx, name);
  if (words.length === 0 || (await countLabelled(act.trx, { words, cap: 1 })) === 0) return null;
  return knownLabel(act, { name, words });
}
