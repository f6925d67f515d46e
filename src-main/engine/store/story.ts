import { sql } from "kysely";
import type { Bucket, Network, Role, SentimentSlot, ShownSentiment, Urgency } from "../../contract/values.ts";
import { insertRows } from "./insert-rows.ts";
import type { Db, Trx } from "./open.ts";

/** What a copy that joins a story needs to know of it. */
export type Story = {
  readonly rowId: number;
  readonly id: string;
  readonly headId: number;
  readonly bucket: Bucket;
  readonly urgency: Urgency;
  readonly sentiment: ShownSentiment;
  readonly copies: number;
  readonly newestAt: number;
  readonly decidedBy: "rule" | "scorer" | "person";
};

export type NewStory = Omit<Story, "copies"> & {
  readonly reason: string;
  readonly ruleRowId: number | null;
  readonly labels: readonly string[];
  readonly department: string | null;
  readonly scriptKey: string | null;
  readonly approvalRoles: readonly Role[];
};

const storyColumns = [
  "story.id",
  "story.public_id",
  "story.head_id",
  "story.bucket",
  "story.urgency",
  "story.sentiment",
  "story.copies",
  "story.newest_at",
  "story.decided_by",
] as const;

type Row = {
  readonly id: number;
  readonly public_id: string;
  readonly head_id: number;
  readonly bucket: Bucket;
  readonly urgency: Urgency;
  readonly sentiment: ShownSentiment;
  readonly copies: number;
  readonly newest_at: number;
  readonly decided_by: Story["decidedBy"];
};

function toStory(row: Row): Story {
  return {
    rowId: row.id,
    id: row.public_id,
    headId: row.head_id,
    bucket: row.bucket,
    urgency: row.urgency,
    sentiment: row.sentiment,
    copies: row.copies,
    newestAt: row.newest_at,
    decidedBy: row.decided_by,
  };
}

export type StoryKeys = { readonly keyHashes: readonly number[]; readonly canonicalUrls: readonly string[] };

/** Who said what stands under an address. */
export type Sayer = {
  readonly sourceId: number;
  readonly network: Network;
  readonly author: string | null;
  readonly handle: string | null;
};

export type FoundStories = {
  /** By the full key of a mention in the story. */
  readonly byKey: ReadonlyMap<string, Story>;
  readonly byUrl: ReadonlyMap<string, { readonly story: Story; readonly sayer: Sayer }>;
};

/** The stories, in any source, whose mentions have these keys or addresses; the oldest mention speaks for each. */
export async function storiesByKeys(db: Db, { keyHashes, canonicalUrls }: StoryKeys): Promise<FoundStories> {
  const byKey = new Map<string, Story>();
  const byUrl = new Map<string, { readonly story: Story; readonly sayer: Sayer }>();
  const query = db
    .selectFrom("item")
    .innerJoin("mention", "mention.id", "item.id")
    .innerJoin("story", "story.id", "mention.story_id")
    .select([...storyColumns, "item.key", "item.canonical_url"])
    .select(["item.source_id", "item.network", "item.author", "item.handle"])
    .orderBy("item.id");
  if (keyHashes.length > 0) {
    const list = sql<number>`(SELECT value FROM json_each(${JSON.stringify(keyHashes)}))`;
    for (const row of await query.where("item.key_hash", "in", list).execute())
      if (!byKey.has(row.key)) byKey.set(row.key, toStory(row));
  }
  if (canonicalUrls.length > 0) {
    const list = sql<string>`(SELECT value FROM json_each(${JSON.stringify(canonicalUrls)}))`;
    for (const row of await query.where("item.canonical_url", "in", list).execute()) {
      if (row.canonical_url === null || byUrl.has(row.canonical_url)) continue;
      const { source_id: sourceId, network, author, handle } = row;
      byUrl.set(row.canonical_url, { story: toStory(row), sayer: { sourceId, network, author, handle } });
    }
  }
  return { byKey, byUrl };
}

export async function storiesByRow(db: Db, rowIds: readonly number[]): Promise<ReadonlyMap<number, Story>> {
  const list = sql<number>`(SELECT value FROM json_each(${JSON.stringify(rowIds)}))`;
  const rows = await db.selectFrom("story").select(storyColumns).where("story.id", "in", list).execute();
  return new Map(rows.map((row) => [row.id, toStory(row)]));
}

/** The story of each of these mentions that is there, by the mention's row. */
export async function storiesOfMentions(db: Db, rowIds: readonly number[]): Promise<ReadonlyMap<number, Story>> {
  if (rowIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("mention")
    .innerJoin("story", "story.id", "mention.story_id")
    .select([...storyColumns, "mention.id as mention_id"])
    .where("mention.id", "in", sql<number>`(SELECT value FROM json_each(${JSON.stringify(rowIds)}))`)
    .execute();
  return new Map(rows.map((row) => [row.mention_id, toStory(row)]));
}

export async function nextStoryRow(trx: Trx): Promise<number> {
  const row = await trx.selectFrom("story").select("id").orderBy("id", "desc").limit(1).executeTakeFirst();
  return (row?.id ?? 0) + 1;
}

export async function insertStories(trx: Trx, stories: readonly NewStory[]): Promise<void> {
  const rows = stories.map((story) => ({
    id: story.rowId,
    public_id: story.id,
    head_id: story.headId,
    bucket: story.bucket,
    decided_by: story.decidedBy,
    reason: story.reason,
    rule_id: story.ruleRowId,
    urgency: story.urgency,
    labels: JSON.stringify(story.labels),
    department: story.department,
    script_key: story.scriptKey,
    approval_roles: JSON.stringify(story.approvalRoles),
    sentiment: story.sentiment,
    newest_at: story.newestAt,
  }));
  await insertRows(trx, "story", rows);
}

/** Writes what a copy that came or went changes. The version stays: a person's decision about the story is still about it. */
export async function saveStoryCopies(
  trx: Trx,
  story: Pick<Story, "rowId" | "headId" | "sentiment" | "copies" | "newestAt">,
): Promise<void> {
  await trx
    .updateTable("story")
    .set({ head_id: story.headId, sentiment: story.sentiment, copies: story.copies, newest_at: story.newestAt })
    .where("id", "=", story.rowId)
    .execute();
}

/** Writes what a story shows as its tone; like a copy, it leaves the version. */
export async function saveStoryTone(trx: Trx, rowId: number, sentiment: ShownSentiment): Promise<void> {
  await trx.updateTable("story").set({ sentiment }).where("id", "=", rowId).execute();
}

/** What a story shows when a copy of this sentiment joins. Unsure says nothing against a label. */
export function joinedSentiment(shown: ShownSentiment, copy: SentimentSlot): ShownSentiment {
  if (shown === copy || copy === "unsure") return shown;
  return shown === "unsure" ? copy : "mixed";
}
