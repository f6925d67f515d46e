import type { Bucket, Network, SentimentSlot, Urgency } from "../../src-main/contract/values.ts";
import { writeReason } from "../../src-main/domain/cases/bucket-reason.ts";
import { openCases } from "../../src-main/engine/cases/queue-story.ts";
import { runEngineAct } from "../../src-main/engine/commands.ts";
import type { Trx } from "../../src-main/engine/store/open.ts";
import { indexMentions } from "../../src-main/engine/store/search.ts";
import { readSettings } from "../../src-main/engine/store/setting.ts";
import { countedOf, slotOf, writeCounts } from "../../src-main/engine/store/slot.ts";
import type { TestParts } from "./test-engine.ts";

export type SeedStory = {
  readonly bucket?: Bucket;
  readonly urgency?: Urgency;
  readonly title?: string | null;
  readonly text?: string;
  readonly author?: string | null;
  readonly handle?: string | null;
  readonly network?: Network;
  readonly copies?: number;
  readonly sentiment?: SentimentSlot;
  readonly at?: number;
  readonly spans?: readonly { readonly field: string; readonly from: number; readonly to: number }[];
};

export type Seeded = { readonly rowId: number; readonly id: string };

let count = 0;

/** Puts stories into a test workspace as intake does: source, items, mentions, counts, and cases where they belong. */
export async function seedStories(parts: TestParts, stories: readonly SeedStory[]): Promise<readonly Seeded[]> {
  const { settings } = await readSettings(parts.store.read);
  return runEngineAct(parts, { topics: [] }, async (act) => {
    await ensureSource(act.trx);
    const seeded: Seeded[] = [];
    const mentionIds: number[] = [];
    for (const story of stories) {
      const at = story.at ?? act.at;
      const items = await insertItems(act.trx, { story, at, newId: act.newId });
      const id = act.newId();
      const rowId = await insertStory(act.trx, { id, head: items[0] ?? 0, story, at, copies: items.length });
      mentionIds.push(...items);
      for (const [index, item] of items.entries())
        await insertMention(act.trx, { item, rowId, story, at, isFirst: index === 0 });
      seeded.push({ rowId, id });
      const { author = "Tom Reed", handle = null, network = "bluesky", urgency = "normal" } = story;
      const bucket = story.bucket ?? "care";
      if (bucket === "analytics") continue;
      await openCases(act, settings, [
        {
          storyRowId: rowId,
          storyId: id,
          bucket,
          urgency,
          queuedAt: at,
          publishedAt: at,
          author,
          handle,
          network,
        },
      ]);
    }
    await indexMentions(act.trx, mentionIds);
    const counted = await countedOf(act.trx, mentionIds);
    await writeCounts(
      act.trx,
      [...counted.values()].map((one) => ({ counted: one, by: 1 as const })),
    );
    return seeded;
  });
}

async function ensureSource(trx: Trx): Promise<void> {
  await trx
    .insertInto("source")
    .values({
      id: 1,
      public_id: "0".repeat(26),
      url: "https://murmur.example/feed",
      name: "Murmur",
      network: "bluesky",
      created_at: 0,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await trx
    .insertInto("watch")
    .values({ id: 1, public_id: "1".repeat(26), name: "Brand", set: "own", query: "ferry", saved_at: 0 })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

async function insertItems(
  trx: Trx,
  { story, at, newId }: { story: SeedStory; at: number; newId: () => string },
): Promise<number[]> {
  const ids: number[] = [];
  for (let copy = 0; copy < (story.copies ?? 1); copy += 1) {
    count += 1;
    const { id } = await trx
      .insertInto("item")
      .values({
        public_id: newId(),
        source_id: 1,
        key_hash: count,
        published_at: at,
        first_seen_at: at,
        content_hash: String(count),
        network: story.network ?? "bluesky",
        lang: "en",
        sentiment: story.sentiment === "unsure" ? null : (story.sentiment ?? "negative"),
        score: story.sentiment === "unsure" ? null : -0.5,
        confidence: story.sentiment === "unsure" ? null : 0.8,
        corrected_by: null,
        author: story.author === undefined ? "Tom Reed" : story.author,
        handle: story.handle ?? null,
        key: `key ${count}`,
        url: `https://murmur.example/${count}`,
        canonical_url: null,
        title: story.title ?? null,
        text: story.text ?? "My ferry is late.",
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    ids.push(id);
  }
  return ids;
}

async function insertStory(
  trx: Trx,
  { id, head, story, at, copies }: { id: string; head: number; story: SeedStory; at: number; copies: number },
): Promise<number> {
  const row = await trx
    .insertInto("story")
    .values({
      public_id: id,
      head_id: head,
      bucket: story.bucket ?? "care",
      decided_by: "rule",
      reason: writeReason({
        says: { code: "reason.rule", params: { rule: "Delays" } },
        confidence: 0.9,
        query: "late",
      }),
      rule_id: null,
      urgency: story.urgency ?? "normal",
      department: null,
      script_key: null,
      sentiment: story.sentiment ?? "negative",
      copies,
      newest_at: at,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return row.id;
}

async function insertMention(
  trx: Trx,
  { item, rowId, story, at, isFirst }: { item: number; rowId: number; story: SeedStory; at: number; isFirst: boolean },
): Promise<void> {
  await trx
    .insertInto("mention")
    .values({
      id: item,
      story_id: rowId,
      bucket: story.bucket ?? "care",
      slot: slotOf(at),
      slot_sentiment: story.sentiment ?? "negative",
      is_first: isFirst ? 1 : 0,
    })
    .execute();
  await trx
    .insertInto("story_member")
    .values({ story_id: rowId, mention_id: item, joined_at: at, reason: "alone", left_at: null })
    .execute();
  if (story.spans)
    await trx
      .insertInto("mention_watch")
      .values({ mention_id: item, watch_id: 1, spans: JSON.stringify(story.spans) })
      .execute();
}
