import { storyKeys } from "../../src-main/domain/stories/canonical-url.ts";
import { runEngineAct } from "../../src-main/engine/commands.ts";
import { contentHash, findKeys, itemKey, keyHash } from "../../src-main/engine/sources/item-key.ts";
import { storeBatch } from "../../src-main/engine/sources/ingest.ts";
import { insertItems } from "../../src-main/engine/store/item.ts";
import type { Item } from "../../src-main/engine/store/item.ts";
import { insertMentions } from "../../src-main/engine/store/mention.ts";
import type { NewMention } from "../../src-main/engine/store/mention.ts";
import type { Trx } from "../../src-main/engine/store/open.ts";
import { indexMentions } from "../../src-main/engine/store/search.ts";
import { slotOf, writeCounts } from "../../src-main/engine/store/slot.ts";
import { insertStories, storiesByKeys } from "../../src-main/engine/store/story.ts";
import type { NewStory } from "../../src-main/engine/store/story.ts";
import { alternate, cpuOf } from "./measure.ts";
import type { Ratio } from "./measure.ts";
import { makePosts } from "./posts.ts";
import { openBench } from "./workspace.ts";
import type { Bench } from "./workspace.ts";

const rows = 8000;
const batch = 200;
const rounds = 5;

type Rows = {
  readonly items: readonly Item[];
  readonly stories: readonly NewStory[];
  readonly mentions: readonly NewMention[];
};

/** The same rows that ingest would write, made beforehand: what is measured is the storing alone. */
function makeRows({ source, parts }: Bench): Rows {
  const now = parts.clock.now();
  const items = makePosts(rows, { until: now, spacingMs: 60_000 }).map((post, at): Item => {
    const [page] = storyKeys({ guid: null, url: post.link });
    return {
      rowId: at + 1,
      id: parts.ids.ulid(now),
      sourceId: source.rowId,
      key: itemKey(post),
      keyHash: keyHash(itemKey(post)),
      publishedAt: post.publishedAt ?? now,
      dateGuessed: false,
      firstSeenAt: now,
      backfill: true,
      contentHash: contentHash(post),
      network: "microblog",
      lang: "en",
      sentiment: { label: "neutral", score: 0, confidence: 0.7 },
      author: post.author,
      handle: post.handle,
      url: post.link,
      canonicalUrl: page?.slice(4) ?? null,
      title: post.title,
      text: post.text,
      spellings: null,
      ...{ replyUrl: null, categories: [], enclosures: [] },
    };
  });
  const bucket = "analytics";
  const stories = items.map((item): NewStory => ({
    ...{
      rowId: item.rowId,
      id: item.id,
      headId: item.rowId,
      bucket,
      urgency: "normal",
      sentiment: "neutral",
      newestAt: item.publishedAt,
    },
    ...{
      decidedBy: "scorer",
      reason: "{}",
      ruleRowId: null,
      labels: [],
      department: null,
      scriptKey: null,
      approvalRoles: [],
    },
  }));
  const mentions = items.map((item): NewMention => ({
    ...{
      rowId: item.rowId,
      storyRowId: item.rowId,
      bucket,
      slot: slotOf(item.publishedAt),
      sentiment: "neutral",
      isFirst: true,
    },
    ...{ joinedAt: now, joinReason: "alone", hits: [] },
  }));
  return { items, stories, mentions };
}

async function storeRows({ parts, source }: Bench, all: Rows, { extras }: { readonly extras: boolean }): Promise<void> {
  for (let from = 0; from < rows; from += batch) {
    const items = all.items.slice(from, from + batch);
    await parts.store.write(async (trx) => {
      if (extras) await lookUp(trx, source.rowId, items);
      await insertItems(trx, items);
      await insertStories(trx, all.stories.slice(from, from + batch));
      await insertMentions(trx, all.mentions.slice(from, from + batch));
      if (extras) await countAndIndex(trx, items, all.mentions.slice(from, from + batch));
    });
  }
}

async function lookUp(trx: Trx, sourceId: number, items: readonly Item[]): Promise<void> {
  const keys = items.map(({ key, keyHash: hash }) => ({ key, hash }));
  await findKeys(trx, sourceId, keys);
  await storiesByKeys(trx, {
    keyHashes: items.map((item) => item.keyHash),
    canonicalUrls: items.flatMap((item) => item.canonicalUrl ?? []),
  });
}

async function countAndIndex(trx: Trx, items: readonly Item[], mentions: readonly NewMention[]): Promise<void> {
  const counted = mentions.map(({ slot, bucket, sentiment, isFirst }, at) => ({
    slot,
    bucket,
    sentiment,
    isFirst,
    sourceId: items[at]?.sourceId ?? 0,
    watchIds: [],
  }));
  await writeCounts(
    trx,
    counted.map((one) => ({ counted: one, by: 1 as const })),
  );
  await indexMentions(
    trx,
    items.map((item) => item.rowId),
  );
}

async function inFreshWorkspace(work: (bench: Bench) => Promise<void>): Promise<void> {
  const bench = await openBench();
  await work(bench);
  await bench.close();
}

/** Storing with search, dedupe and counts against storing the same rows without; and the whole way in, for orientation. */
export async function benchIngest(): Promise<readonly Ratio[]> {
  const benches: { bench: Bench; all: Rows }[] = [];
  for (let at = 0; at < rounds * 2; at += 1) {
    const bench = await openBench();
    benches.push({ bench, all: makeRows(bench) });
  }
  const run = (at: number, extras: boolean) => {
    const given = benches[at];
    return given ? storeRows(given.bench, given.all, { extras }) : Promise.reject(new Error("no workspace left"));
  };
  const { ours, reference } = await alternate(rounds, {
    ours: (round) => run(round * 2, true),
    reference: (round) => run(round * 2 + 1, false),
  });
  for (const { bench } of benches) await bench.close();
  await inFreshWorkspace(async (bench) => {
    const whole = await cpuOf(() => ingestPosts(bench, 2000));
    console.log(
      `     the whole way in (language, sentiment, watches, stories, cases): ${(whole / 2000).toFixed(0)} us a post`,
    );
    const again = await cpuOf(() => ingestPosts(bench, 2000));
    console.log(`     reading the same posts again: ${(again / 2000).toFixed(0)} us a post`);
  });
  return [
    {
      name: "ingest with search, dedupe and counts / without",
      ours: ours / rows,
      reference: reference / rows,
      unit: "us a row",
      most: 4,
    },
  ];
}

/** 288 posts a day: a desk with many mentions has listened for long, as one with few has not. */
const spacingMs = 5 * 60_000;

/** Posts of a feed by the real way in: as a first fetch, of which only what is new opens cases, or as news of many people. */
export async function ingestPosts(
  { parts, source, understandings }: Bench,
  count: number,
  { backfill = true }: { readonly backfill?: boolean } = {},
): Promise<void> {
  const until = parts.clock.now();
  const posts = makePosts(count, backfill ? { until, spacingMs } : { until, spacingMs, authors: count });
  // Of one fetch the newest hundred are news.
  const atOnce = backfill ? batch : 100;
  for (let from = 0; from < posts.length; from += atOnce) {
    const items = posts.slice(from, from + atOnce);
    await runEngineAct(parts, { topics: [] }, async (act) =>
      storeBatch(act, await understandings(act.trx), { source, items, backfill }),
    );
  }
}
