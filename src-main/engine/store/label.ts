import { sql } from "kysely";
import { labelTones, type LabelRef, type LabelTone } from "../../contract/methods/labels.ts";
import type { Db, Trx } from "./open.ts";

/** What the words that stories carry mean now, by the word in lower case; null where the label was removed. */
export type LabelMeanings = ReadonlyMap<string, LabelRef | null>;

export type Label = LabelRef & { readonly rowId: number; readonly id: string };

/** Words compare as SQLite's NOCASE does: without case, for the letters of English. */
export function foldLabel(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}

const mostNames = 20_000;

export async function labelMeanings(db: Db): Promise<LabelMeanings> {
  const rows = await db
    .selectFrom("label_name")
    .leftJoin("label", "label.id", "label_name.label_id")
    .select(["label_name.name as word", "label.name", "label.tone"])
    .orderBy("label_name.name")
    .limit(mostNames)
    .execute();
  return new Map(
    rows.map(({ word, name, tone }) => [foldLabel(word), name === null ? null : { name, tone: toneOf(tone) }]),
  );
}

/** The labels of a story from the words that it carries; what nobody named otherwise is called as it was written. */
export function labelsOf(words: string, meanings: LabelMeanings): LabelRef[] {
  const named = wordsOf(words).flatMap((word): readonly LabelRef[] => {
    const meaning = meanings.get(foldLabel(word));
    if (meaning === undefined) return [{ name: word, tone: "plain" }];
    return meaning === null ? [] : [meaning];
  });
  return [...new Map(named.map((label) => [foldLabel(label.name), label])).values()];
}

/** The column of labels is written by this program alone, as a JSON array of words. */
export function wordsOf(labels: string): readonly string[] {
  return labels === "[]" ? [] : (JSON.parse(labels) as string[]);
}

function toneOf(tone: string | null): LabelTone {
  return labelTones.find((known) => known === tone) ?? "plain";
}

export async function labelByName(db: Db, name: string): Promise<Label | null> {
  const row = await db.selectFrom("label").selectAll().where("name", "=", name).executeTakeFirst();
  return row ? { rowId: row.id, id: row.public_id, name: row.name, tone: toneOf(row.tone) } : null;
}

/** The words that mean a label now. For one that nobody changed that is its own name. */
export async function wordsMeaning(db: Db, name: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom("label_name")
    .innerJoin("label", "label.id", "label_name.label_id")
    .select("label_name.name as word")
    .where("label.name", "=", name)
    .orderBy("label_name.name")
    .limit(mostNames)
    .execute();
  const claimed = await db.selectFrom("label_name").select("label_id").where("name", "=", name).executeTakeFirst();
  return claimed === undefined ? [name, ...rows.map(({ word }) => word)] : rows.map(({ word }) => word);
}

/** Every word that a story carries, each once, by hopping along the index. */
export async function labelWords(db: Db): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    WITH RECURSIVE hop (name) AS (
      SELECT min(name) FROM story_label
      UNION ALL
      SELECT (SELECT min(name) FROM story_label WHERE name > hop.name) FROM hop WHERE hop.name IS NOT NULL
    )
    SELECT name FROM hop WHERE name IS NOT NULL LIMIT ${mostNames}`.execute(db);
  return rows.map(({ name }) => name);
}

/** How many stories carry one of these words; not counted beyond `cap`. */
export async function countLabelled(
  db: Db,
  { words, cap }: { readonly words: readonly string[]; readonly cap: number },
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    SELECT count(*) AS n
    FROM (
      SELECT DISTINCT story_id
      FROM story_label
      WHERE name IN (SELECT value FROM json_each(${JSON.stringify(words)}))
      LIMIT ${cap}
    )`.execute(db);
  return rows[0]?.n ?? 0;
}

export async function listLabels(db: Db): Promise<readonly LabelRef[]> {
  const rows = await db.selectFrom("label").select(["name", "tone"]).orderBy("name").limit(mostNames).execute();
  return rows.map(({ name, tone }) => ({ name, tone: toneOf(tone) }));
}

export async function insertLabel(
  trx: Trx,
  { id, name, tone, at }: LabelRef & { readonly id: string; readonly at: number },
): Promise<number> {
  const { insertId } = await trx
    .insertInto("label")
    .values({ public_id: id, name, tone, made_at: at })
    .executeTakeFirstOrThrow();
  return Number(insertId);
}

export async function updateLabel(trx: Trx, rowId: number, { name, tone }: LabelRef): Promise<void> {
  await trx.updateTable("label").set({ name, tone }).where("id", "=", rowId).execute();
}

/** A label that no word means any more. */
export async function deleteLabel(trx: Trx, rowId: number): Promise<void> {
  await trx.deleteFrom("label").where("id", "=", rowId).execute();
}

/** Says what words mean from now on; null takes the label off every story that carries the word. */
export async function setMeaning(trx: Trx, words: readonly string[], labelRowId: number | null): Promise<void> {
  for (const name of words)
    await trx
      .insertInto("label_name")
      .values({ name, label_id: labelRowId })
      .onConflict((conflict) => conflict.column("name").doUpdateSet({ label_id: labelRowId }))
      .execute();
}

/** Forgets that words were ever named otherwise. */
export async function forgetMeaning(trx: Trx, words: readonly string[]): Promise<void> {
  if (words.length > 0)
    await trx
      .deleteFrom("label_name")
      .where("name", "in", [...words])
      .execute();
}

/** Takes a word off every story that carries it, for good. */
export async function eraseWord(trx: Trx, word: string): Promise<void> {
  await sql`
    UPDATE story
    SET labels = (
      SELECT json_group_array(value) FROM json_each(story.labels) WHERE value <> ${word} COLLATE NOCASE
    )
    WHERE id IN (SELECT story_id FROM story_label WHERE name = ${word})`.execute(trx);
}

/** The words that stories carry, by row of the story. */
export async function wordsOfStories(
  db: Db,
  storyRowIds: readonly number[],
): Promise<ReadonlyMap<number, readonly string[]>> {
  const rows = await db
    .selectFrom("story")
    .select(["id", "labels"])
    .where("id", "in", sql<number>`(SELECT value FROM json_each(${JSON.stringify(storyRowIds)}))`)
    .orderBy("id")
    .limit(10_000)
    .execute();
  return new Map(rows.map((row) => [row.id, wordsOf(row.labels)]));
}

/** Gives stories other words. Their versions are counted up by whoever calls. */
export async function saveWords(
  trx: Trx,
  changes: readonly { readonly rowId: number; readonly words: readonly string[] }[],
): Promise<void> {
  const rows = JSON.stringify(changes.map(({ rowId, words }) => ({ rowId, labels: JSON.stringify(words) })));
  await sql`
    UPDATE story
    SET labels = new.labels
    FROM (SELECT value ->> 'rowId' AS row_id, value ->> 'labels' AS labels FROM json_each(${rows})) AS new
    WHERE story.id = new.row_id`.execute(trx);
}

/** The public id of the label that a word means; null where it was removed, undefined where nobody ever named it. */
export async function meaningOf(db: Db, word: string): Promise<string | null | undefined> {
  const row = await db
    .selectFrom("label_name")
    .leftJoin("label", "label.id", "label_name.label_id")
    .select("label.public_id")
    .where("label_name.name", "=", word)
    .executeTakeFirst();
  return row === undefined ? undefined : row.public_id;
}
