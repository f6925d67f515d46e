import type { LabelTone } from "../../contract/methods/labels.ts";
import {
  deleteLabel,
  forgetMeaning,
  insertLabel,
  labelByName,
  meaningOf,
  setMeaning,
  updateLabel,
} from "../store/label.ts";
import type { Db } from "../store/open.ts";
import type { Act } from "../commands.ts";

/** What some labels are called and what some words mean: enough to take a change of them back. */
export type LabelSnapshot = {
  readonly labels: readonly { readonly id: string; readonly name: string; readonly tone: LabelTone }[];
  /** Each word with the id of its label; null = removed, undefined never stands here: a word without meaning is left out. */
  readonly words: readonly (readonly [string, string | null])[];
};

export async function snapshotOf(
  db: Db,
  of: { readonly words: readonly string[]; readonly names: readonly string[] },
): Promise<LabelSnapshot> {
  const labels = new Map<string, LabelSnapshot["labels"][number]>();
  for (const name of of.names) {
    const label = await labelByName(db, name);
    if (label) labels.set(label.id, { id: label.id, name: label.name, tone: label.tone });
  }
  const words: (readonly [string, string | null])[] = [];
  for (const word of [...new Set(of.words)].toSorted()) {
    const meaning = await meaningOf(db, word);
    if (meaning !== undefined) words.push([word, meaning]);
  }
  return { labels: [...labels.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1)), words };
}

/** Whether labels and words stand as a snapshot says. */
export async function standsAs(db: Db, snapshot: LabelSnapshot): Promise<boolean> {
  const now = await snapshotOf(db, {
    words: snapshot.words.map(([word]) => word),
    names: snapshot.labels.map(({ name }) => name),
  });
  return JSON.stringify(now) === JSON.stringify(snapshot);
}

/** Makes labels and words what they were. */
export async function restoreSnapshot(
  act: Act,
  { before, after }: { readonly before: LabelSnapshot; readonly after: LabelSnapshot },
): Promise<void> {
  for (const { name } of after.labels) {
    const label = await labelByName(act.trx, name);
    if (!label) continue;
    const was = before.labels.find(({ id }) => id === label.id);
    await forgetMeaning(
      act.trx,
      after.words.map(([word]) => word),
    );
    if (was) await updateLabel(act.trx, label.rowId, was);
    else await deleteLabel(act.trx, label.rowId);
  }
  await forgetMeaning(
    act.trx,
    after.words.map(([word]) => word),
  );
  for (const was of before.labels)
    if (!(await labelByName(act.trx, was.name))) await insertLabel(act.trx, { ...was, at: act.at });
  for (const [word, id] of before.words) {
    const label = before.labels.find((one) => one.id === id);
    const row = label ? await labelByName(act.trx, label.name) : null;
    await setMeaning(act.trx, [word], row?.rowId ?? null);
  }
}
