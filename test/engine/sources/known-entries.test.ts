import fc from "fast-check";
import { expect, test } from "vitest";
import { parseFeed } from "../../../src-main/engine/sources/feed/parse.ts";
import { purgeItems } from "../../../src-main/engine/store/item.ts";
import type { Http } from "../../../src-main/ports/http.ts";
import { feedHistory, writeFeed } from "../../support/random-feeds.ts";
import { rss } from "./feed-server.ts";
import { startPollDesk } from "./intake-desk.ts";
import type { PollDesk } from "./intake-desk.ts";

/** A desk whose feeds say what `say` said last, and how many entries its parser was asked to make out. */
async function startDesk({ takesKnown }: { readonly takesKnown: boolean }) {
  const bodies = new Map<string, Uint8Array>();
  const seen = { read: 0 };
  const http: Pick<Http, "get"> = {
    get: async ({ url }) => ({
      status: "ok",
      body: bodies.get(url) ?? new Uint8Array(),
      ...{ url, httpStatus: 200, headers: {}, redirects: [], tookMs: 1 },
    }),
  };
  const desk = await startPollDesk(http as Http, async (bytes, { known, ...meta }) => {
    const feed = await parseFeed(bytes, takesKnown && known !== undefined ? { ...meta, known } : meta);
    if ("items" in feed) seen.read += feed.items.length;
    return feed;
  });
  return {
    ...{ desk, seen },
    /** The source's feed says this now, and is polled. */
    say: async (id: string, url: string, body: Uint8Array) => {
      bodies.set(url, body);
      desk.clock.advance(90_000);
      await desk.poll(id);
    },
  };
}

const tables = {
  item: [
    "id",
    "source_id",
    "key",
    "key_hash",
    "second_hash",
    "published_at",
    "date_guessed",
    "first_seen_at",
    "backfill",
  ],
  item_version: ["item_id", "version", "title", "text", "seen_at"],
  mention: ["id", "story_id", "bucket", "slot"],
  source: [
    "id",
    "name",
    "site_url",
    "newest_item_at",
    "repaired",
    "ttl_minutes",
    "pace_minutes",
    "trouble",
    "body_hash",
  ],
  fetch: ["source_id", "outcome", "new_items"],
  purged_key: ["source_id", "key_hash"],
  event: ["seq", "kind"],
} as const;

/** All that the way in wrote. */
function stored({ store }: PollDesk): Readonly<Record<string, readonly unknown[]>> {
  const more = {
    item: ", content_hash, version, title, text, author, handle, url, lang, reply_url, categories, enclosures",
  };
  return Object.fromEntries(
    Object.entries(tables).map(([table, columns]) => {
      const also = table === "item" ? more.item : "";
      return [table, store.raw.prepare(`SELECT ${columns.join(", ")}${also} FROM ${table} ORDER BY 1, 2`).all()];
    }),
  );
}

const url = (feed: number) => `http://feed-${feed}.example/x`;

test("what is stored is the same whether known entries were read again or not", async () => {
  const short = await startDesk({ takesKnown: true });
  const whole = await startDesk({ takesKnown: false });
  let feeds = 0;
  await fc.assert(
    fc.asyncProperty(feedHistory(3), fc.boolean(), async (history, purges) => {
      const at = url(feeds++);
      for (const { desk, say } of [short, whole]) {
        const { id } = await desk.add(at, { everything: !purges });
        for (const [turn, feed] of history.entries()) {
          await say(id, at, writeFeed(feed));
          if (purges && turn === 0) await purgeOldest(desk);
        }
      }
      expect(stored(short.desk)).toEqual(stored(whole.desk));
    }),
    { numRuns: 5 },
  );
});

const post = (id: string, text = `Post ${id}`, hour = 1) => ({
  id,
  text,
  date: new Date(Date.UTC(2026, 10, 16, hour)),
});
const [one, two, three] = [post("1"), post("2"), post("3")];

test.each([
  [
    "an entry under the key of a known one after it",
    [
      [one, two, three],
      [post("1", "Other words"), one, two, three],
    ],
  ],
  [
    "an entry under the key of a known one before it",
    [
      [one, two, three],
      [one, post("1", "Other words"), two, three],
    ],
  ],
  [
    "an entry that its double had hidden",
    [
      [one, post("1", "Other words"), two],
      [post("1", "Other words"), two],
    ],
  ],
  [
    "an entry that changes and changes back",
    [
      [one, two],
      [post("1", "Other words"), two],
      [one, two],
    ],
  ],
])("what is stored is the same for %s", async (_, history) => {
  const results: unknown[] = [];
  for (const takesKnown of [true, false]) {
    const { desk, say } = await startDesk({ takesKnown });
    const { id } = await desk.add(url(1), { everything: true });
    for (const entries of history) await say(id, url(1), Buffer.from(rss(...entries)));
    results.push(stored(desk));
  }
  expect(results[0]).toEqual(results[1]);
});

test("known entries are not read again", async () => {
  const { desk, say, seen } = await startDesk({ takesKnown: true });
  const { id } = await desk.add(url(1));
  await say(id, url(1), Buffer.from(rss(one, two)));
  await say(id, url(1), Buffer.from(rss(three, one, two)));
  await say(id, url(1), Buffer.from(rss(three, one)));
  expect(seen.read).toBe(3);
});

test("after a purge a feed is read whole, and its new keys are known for what they are", async () => {
  const { desk, say, seen } = await startDesk({ takesKnown: true });
  const { id } = await desk.add(url(1), { everything: false });
  const gone = [1, 2, 3, 4].map((at) => post(`gone-${at}`, `Gone ${at}`, at));
  const kept = [5, 6, 7, 8].map((at) => post(`kept-${at}`, `Kept ${at}`, at));
  await say(id, url(1), Buffer.from(rss(...gone, ...kept)));
  for (const _ of gone) await purgeOldest(desk);
  seen.read = 0;
  await say(id, url(1), Buffer.from(rss(...gone, ...kept.map((entry) => ({ ...entry, id: `new-${entry.id}` })))));
  expect(seen.read).toBe(8);
  expect(desk.store.raw.prepare("SELECT key FROM item ORDER BY id").pluck().all()).toEqual(
    kept.map((entry) => `new-${entry.id}`),
  );
});

/** Deletes what nobody followed up; its story goes with it elsewhere. */
async function purgeOldest({ store, clock }: PollDesk): Promise<void> {
  const free = store.raw
    .prepare<[], { id: number }>("SELECT id FROM item WHERE id NOT IN (SELECT id FROM mention) ORDER BY id LIMIT 1")
    .all();
  await store.write((trx) =>
    purgeItems(
      trx,
      free.map(({ id }) => id),
      clock.now(),
    ),
  );
}
