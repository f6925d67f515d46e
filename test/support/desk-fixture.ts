import type { Bucket, Network, Role } from "../../src-main/contract/values.ts";
import { runEngineAct } from "../../src-main/engine/commands.ts";
import { openCases } from "../../src-main/engine/cases/queue-story.ts";
import { readSettings } from "../../src-main/engine/store/setting.ts";
import type { Parts } from "../../src-main/engine/parts.ts";

export type FixtureStory = { readonly storyId: string; readonly storyRowId: number };

let keys = 0;

/** A source to hang mentions on. */
export async function addSourceRow(
  parts: Parts,
  { name = "Harbour Forum", network = "forum" as Network, url = "https://forum.example/feed" } = {},
): Promise<number> {
  const at = parts.clock.now();
  const row = await parts.store.write((trx) =>
    trx
      .insertInto("source")
      .values({ public_id: parts.ids.ulid(at), url: `${url}?${(keys += 1)}`, name, network, created_at: at })
      .returning("id")
      .executeTakeFirstOrThrow(),
  );
  return row.id;
}

/** A mention that stands alone in its story, and the case that its bucket asks for. */
export async function addStory(
  parts: Parts,
  {
    sourceRowId,
    text = "Where is my refund?",
    author = "Dorrit Hask",
    handle = "dorrit_h",
    network = "forum",
    bucket = "care",
    url = `https://forum.example/t/${(keys += 1)}`,
    approvalRoles = [],
  }: {
    readonly sourceRowId: number;
    readonly text?: string;
    readonly author?: string | null;
    readonly handle?: string | null;
    readonly network?: Network;
    readonly bucket?: Bucket;
    readonly url?: string | null;
    readonly approvalRoles?: readonly Role[];
  },
): Promise<FixtureStory> {
  return runEngineAct(parts, { topics: [] }, async (act) => {
    const key = (keys += 1);
    const item = await act.trx
      .insertInto("item")
      .values({
        public_id: act.newId(),
        source_id: sourceRowId,
        key_hash: key,
        key: `k${key}`,
        published_at: act.at - 60_000,
        first_seen_at: act.at,
        content_hash: `c${key}`,
        network,
        text,
        author,
        handle,
        url,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    const storyId = act.newId();
    const story = await act.trx
      .insertInto("story")
      .values({
        public_id: storyId,
        head_id: item.id,
        bucket,
        decided_by: "rule",
        reason: JSON.stringify({ says: { code: "reason.no_rule", params: {} }, confidence: null, query: null }),
        urgency: "normal",
        approval_roles: JSON.stringify(approvalRoles),
        sentiment: "negative",
        newest_at: act.at,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    await act.trx
      .insertInto("mention")
      .values({
        id: item.id,
        story_id: story.id,
        bucket,
        slot: Math.floor(act.at / 900_000),
        slot_sentiment: "unsure",
        is_first: 1,
      })
      .execute();
    const { settings } = await readSettings(act.trx);
    const queued = {
      storyRowId: story.id,
      storyId,
      urgency: "normal",
      queuedAt: act.at,
      publishedAt: act.at - 60_000,
      author,
      handle,
      network,
    } as const;
    if (bucket !== "analytics") await openCases(act, settings, [{ ...queued, bucket }]);
    return { storyId, storyRowId: story.id };
  });
}

/** Another mention in a story, as the next poll brings it. */
export async function addToStory(
  parts: Parts,
  {
    storyRowId,
    sourceRowId,
    text,
    handle = "dorrit_h",
    author = "Dorrit Hask",
    network = "forum",
    reason = "near_text",
    answers = false,
  }: {
    readonly storyRowId: number;
    readonly sourceRowId: number;
    readonly text: string;
    readonly handle?: string | null;
    readonly author?: string | null;
    readonly network?: Network;
    readonly reason?: "same_key" | "same_link" | "near_text" | "by_hand";
    readonly answers?: boolean;
  },
): Promise<string> {
  return runEngineAct(parts, { topics: [] }, async (act) => {
    const key = (keys += 1);
    const item = await act.trx
      .insertInto("item")
      .values({
        ...{ public_id: act.newId(), source_id: sourceRowId, key_hash: key, key: `k${key}`, content_hash: `c${key}` },
        ...{ published_at: act.at, first_seen_at: act.at, network, text, author, handle },
      })
      .returning(["id", "public_id"])
      .executeTakeFirstOrThrow();
    const slot = { slot: Math.floor(act.at / 900_000), slot_sentiment: "unsure", is_first: 0 } as const;
    await act.trx
      .insertInto("mention")
      .values({ id: item.id, story_id: storyRowId, bucket: "care", ...slot })
      .execute();
    await act.trx
      .insertInto("story_member")
      .values({ story_id: storyRowId, mention_id: item.id, joined_at: act.at, reason, answers: answers ? 1 : 0 })
      .execute();
    return item.public_id;
  });
}
