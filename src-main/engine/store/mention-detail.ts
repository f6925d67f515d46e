import type { MentionDetail } from "../../contract/methods/mentions.ts";
import { readFacts } from "./item-facts.ts";
import { marksOf } from "./mark.ts";
import type { Db } from "./open.ts";

/** At most this many copies are shown of one story. */
const mostCopies = 200;

/** The mentions of a story, its head first and then by arrival. */
export async function mentionDetails(db: Db, storyRowId: number): Promise<readonly MentionDetail[]> {
  const rows = await db
    .selectFrom("mention")
    .innerJoin("item", "item.id", "mention.id")
    .innerJoin("source", "source.id", "item.source_id")
    .innerJoin("story", "story.id", "mention.story_id")
    .leftJoin("person", "person.id", "item.entered_by")
    .leftJoin("item_picture", "item_picture.item_id", "item.id")
    .selectAll("item")
    .select(["mention.slot_sentiment", "source.name as source_name"])
    .select(["person.name as entered_by_name", "item_picture.type as picture_type"])
    .where("mention.story_id", "=", storyRowId)
    .orderBy((eb) => eb.case().when("story.head_id", "=", eb.ref("mention.id")).then(0).else(1).end())
    .orderBy("mention.id")
    .limit(mostCopies)
    .execute();
  const ids = rows.map((row) => row.id);
  const [marks, watches, versions] = await Promise.all([
    marksOf(db, ids),
    watchNames(db, ids),
    earlierVersions(db, ids),
  ]);
  return rows.map((row) => ({
    id: row.public_id,
    source: row.source_name,
    network: row.network,
    author: row.author,
    handle: row.handle,
    title: row.title,
    text: row.text,
    url: row.url,
    ...readFacts(row),
    enteredBy: row.entered_by_name,
    hasPicture: row.picture_type !== null,
    lang: row.lang,
    publishedAt: row.published_at,
    dateGuessed: row.date_guessed === 1,
    firstSeenAt: row.first_seen_at,
    sentiment: row.slot_sentiment,
    score: row.score,
    confidence: row.confidence,
    marks: [...(marks.get(row.id) ?? [])],
    watches: [...(watches.get(row.id) ?? [])],
    versions: [...(versions.get(row.id) ?? [])],
  }));
}

/** The first copy of a story; null = there is no such story. */
export async function firstMention(db: Db, storyId: string): Promise<MentionDetail | null> {
  const story = await db.selectFrom("story").select("id").where("public_id", "=", storyId).executeTakeFirst();
  return story ? ((await mentionDetails(db, story.id))[0] ?? null) : null;
}

/** The names of the watches that each mention matched, in order. */
export async function watchNames(
  db: Db,
  mentionRowIds: readonly number[],
): Promise<ReadonlyMap<number, readonly string[]>> {
  if (mentionRowIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("mention_watch")
    .innerJoin("watch", "watch.id", "mention_watch.watch_id")
    .select(["mention_watch.mention_id", "watch.name"])
    .where("mention_watch.mention_id", "in", [...mentionRowIds])
    .orderBy("watch.id")
    .limit(20_000)
    .execute();
  const byMention = Map.groupBy(rows, (row) => row.mention_id);
  return new Map([...byMention].map(([id, found]) => [id, found.map((row) => row.name)]));
}

async function earlierVersions(
  db: Db,
  itemRowIds: readonly number[],
): Promise<ReadonlyMap<number, MentionDetail["versions"]>> {
  if (itemRowIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("item_version")
    .selectAll()
    .where("item_id", "in", [...itemRowIds])
    .orderBy("item_id")
    .orderBy("version")
    .limit(2000)
    .execute();
  const byItem = Map.groupBy(rows, (row) => row.item_id);
  return new Map(
    [...byItem].map(([id, found]) => [
      id,
      found.map((row) => ({ title: row.title, text: row.text, seenAt: row.seen_at })),
    ]),
  );
}
