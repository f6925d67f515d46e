import type { Call } from "../../src-main/engine/handlers.ts";
import { createWallboard } from "../../src-main/engine/wallboard/index.ts";
import { ingestPosts } from "./ingest.ts";
import { alternate, type Ratio } from "./measure.ts";
import { type Bench, openBench } from "./workspace.ts";

const rounds = 5;
const repeats = 20;
const few = 10_000;
const dayMs = 24 * 3_600_000;
const call: Call = { device: "desk", sessionId: null, person: null, actor: { kind: "engine" } };

/**
 * A whole snapshot of the wall beside a scan of the mentions for the same numbers, and beside a desk of 10,000 mentions.
 * The bar of one hundredth is that of a million; a scan of fewer is shorter, the snapshot is not.
 */
export async function benchWallboard(many: number): Promise<readonly Ratio[]> {
  const small = await openBench();
  const large = await openBench();
  try {
    await ingestPosts(small, few);
    await ingestPosts(large, many);
    const snapshotOf = (bench: Bench) => {
      const network = { state: () => "online" as const, offlineSince: () => null };
      const { "wallboard.snapshot": read } = createWallboard({ ...bench.parts, network });
      return async () => {
        for (let at = 0; at < repeats; at += 1) await read({ wall: null }, call);
      };
    };
    const [ofFew, ofMany] = [snapshotOf(small), snapshotOf(large)];
    await ofFew();
    await ofMany();
    const flat = await alternate(rounds, { ours: ofMany, reference: ofFew });
    const scanned = await alternate(rounds, { ours: ofMany, reference: () => Promise.resolve(scan(large)) });
    const ours = scanned.ours / repeats;
    return [
      {
        name: `wallboard at ${many} mentions / a raw scan`,
        ours,
        reference: scanned.reference,
        unit: "us",
        most: (0.01 * 1_000_000) / many,
      },
      {
        name: `wallboard at ${many} / ${few} mentions`,
        ...{ ours: flat.ours / repeats, reference: flat.reference / repeats, unit: "us", most: 3 },
      },
    ];
  } finally {
    await small.close();
    await large.close();
  }
}

/** What a wall without slots would read: the hours of 28 days with bucket and tone, the share of voice, the top stories. */
function scan({ parts: { store, clock } }: Bench): void {
  const since = clock.now() - dayMs;
  store.raw
    .prepare(
      `SELECT item.published_at / 900000 AS slot, mention.bucket, mention.slot_sentiment, count(*), sum(mention.is_first)
       FROM mention
       JOIN item ON item.id = mention.id
       GROUP BY slot, mention.bucket, mention.slot_sentiment`,
    )
    .all();
  store.raw
    .prepare(
      `SELECT mention_watch.watch_id, count(*)
       FROM mention_watch
       JOIN item ON item.id = mention_watch.mention_id
       WHERE item.published_at >= ?
       GROUP BY mention_watch.watch_id`,
    )
    .all(since);
  store.raw
    .prepare(
      `SELECT mention.story_id, count(*) AS copies
       FROM mention
       JOIN item ON item.id = mention.id
       WHERE item.published_at >= ?
       GROUP BY mention.story_id
       ORDER BY copies DESC
       LIMIT 5`,
    )
    .all(since);
}
