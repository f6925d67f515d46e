import type { SentimentLabel, SentimentSlot } from "../../contract/values.ts";
import type { Db } from "./open.ts";

/** An item whose sentiment nobody corrected; slot and story where it is a mention. */
export type UncorrectedItem = {
  readonly rowId: number;
  readonly title: string | null;
  readonly text: string;
  readonly lang: string | null;
  readonly label: SentimentLabel | null;
  readonly score: number | null;
  readonly confidence: number | null;
  readonly slot: SentimentSlot | null;
  readonly storyRowId: number | null;
};

/** The newest uncorrected items before a row, newest first. */
export async function uncorrectedItems(
  db: Db,
  { before, limit }: { readonly before: number; readonly limit: number },
): Promise<readonly UncorrectedItem[]> {
  const rows = await db
    .selectFrom("item")
    .leftJoin("mention", "mention.id", "item.id")
    .select(["item.id", "item.title", "item.text", "item.lang", "item.sentiment as label", "item.score"])
    .select(["item.confidence", "mention.slot_sentiment as slot", "mention.story_id"])
    .where("item.id", "<", before)
    .where("item.corrected_by", "is", null)
    .orderBy("item.id", "desc")
    .limit(limit)
    .execute();
  return rows.map(({ id, story_id: storyRowId, ...rest }) => ({ ...rest, rowId: id, storyRowId }));
}

/** How many items nobody corrected. */
export async function countUncorrected(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom("item")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("corrected_by", "is", null)
    .executeTakeFirstOrThrow();
  return count;
}

/** The last job of a kind, open or ended. */
export async function lastJob(db: Db, kind: string) {
  const row = await db
    .selectFrom("job")
    .select(["state", "done", "input", "created_at"])
    .where("kind", "=", kind)
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ? { state: row.state, done: row.done, input: row.input, startedAt: row.created_at } : null;
}
