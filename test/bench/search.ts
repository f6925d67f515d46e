import { sql } from "kysely";
import { parseQuery } from "../../src-main/domain/query/parse.ts";
import { indexMentions, searchMentionIds } from "../../src-main/engine/store/search.ts";
import { alternate } from "./measure.ts";
import type { Ratio } from "./measure.ts";
import { makePosts } from "./posts.ts";
import { storeMentions } from "./store-mentions.ts";
import { type Bench, openBench } from "./workspace.ts";

const rounds = 5;
const pageRows = 50;
/** A word that every post says. */
const common = "number";
const indexedAtOnce = 5000;

/**
 * Finding a page of a common word among many mentions: against a hundredth as many, and against sorting all its hits by
 * date. That grows with the mentions, so the bar is a thousandth of it at a million (`--full`), and less below.
 */
export async function benchSearch(many: number): Promise<readonly Ratio[]> {
  const few = Math.max(1000, many / 100);
  const [small, large] = [await fill(few), await fill(many)];
  const growth = await alternate(rounds, { ours: () => pages(large), reference: () => pages(small) });
  const byDate = await alternate(rounds, { ours: () => pages(large), reference: () => dateSorted(large) });
  await small.close();
  await large.close();
  return [
    {
      name: `search page of a common word at ${many} / ${few} mentions`,
      ...{ ours: growth.ours / repeats, reference: growth.reference / repeats, unit: "us", most: 2 },
    },
    {
      name: `search page of a common word at ${many} mentions / sorting its hits by date`,
      ...{ ours: byDate.ours / repeats, reference: byDate.reference, unit: "us", most: 1000 / many },
    },
  ];
}

// A desk that runs has searched before: the first ones, in which the code is still cold, are few among them.
const repeats = 200;

async function pages({ parts }: Bench): Promise<void> {
  const parsed = parseQuery(common);
  if (!parsed.ok) throw new Error("the word is not a query");
  for (let at = 0; at < repeats; at += 1) await searchMentionIds(parts.store.read, parsed.query, { limit: pageRows });
}

async function dateSorted({ parts }: Bench): Promise<void> {
  await sql`
    SELECT item.id FROM mention_fts JOIN item ON item.id = mention_fts.rowid
    WHERE mention_fts MATCH ${common} ORDER BY item.published_at DESC LIMIT ${pageRows}`.execute(parts.store.read);
}

async function fill(count: number): Promise<Bench> {
  const bench = await openBench();
  const posts = makePosts(count, { until: bench.parts.clock.now(), spacingMs: 60_000 });
  storeMentions(bench, { posts, watches: [], watchesOf: () => [] });
  for (let from = 1; from <= count; from += indexedAtOnce) {
    const ids = Array.from({ length: Math.min(indexedAtOnce, count - from + 1) }, (_, at) => from + at);
    await bench.parts.store.write((trx) => indexMentions(trx, ids));
  }
  return bench;
}
