import { expect, test } from "vitest";
import type { Store } from "../../src-main/engine/store/open.ts";
import { recount, slotOf, writeCounts } from "../../src-main/engine/store/slot.ts";
import { addMention, addSource, openTestStore } from "./open-test-store.ts";

const counts = (store: Store) =>
  store.read
    .selectFrom("slot_bucket")
    .select(["slot", "bucket", "sentiment", "mentions", "stories"])
    .orderBy("slot")
    .orderBy("bucket")
    .execute();

test("a slot is a quarter of an hour", () => {
  expect([slotOf(0), slotOf(899_999), slotOf(900_000)]).toEqual([0, 0, 1]);
});

test("a batch adds each cell once, and a moved mention takes its count along", async () => {
  const store = await openTestStore();
  const one = {
    slot: 4,
    bucket: "unsorted",
    sentiment: "negative",
    sourceId: 1,
    watchIds: [7],
    isFirst: true,
  } as const;
  await store.write(async (trx) => {
    await addSource(trx);
    await addMention(trx, { id: 1, text: "late", slot: 4, sentiment: "negative" });
    await addMention(trx, { id: 2, text: "late too", slot: 4, sentiment: "negative" });
    await writeCounts(trx, [
      { counted: one, by: 1 },
      { counted: one, by: 1 },
    ]);
  });
  expect(await counts(store)).toEqual([
    { slot: 4, bucket: "unsorted", sentiment: "negative", mentions: 2, stories: 2 },
  ]);
  expect(await store.read.selectFrom("slot_watch").select(["slot", "watch_id", "mentions"]).execute()).toEqual([
    { slot: 4, watch_id: 7, mentions: 2 },
  ]);
  await store.write((trx) => recount(trx, [2], { bucket: "care", sentiment: "positive" }));
  expect(await counts(store)).toEqual([
    { slot: 4, bucket: "care", sentiment: "positive", mentions: 1, stories: 1 },
    { slot: 4, bucket: "unsorted", sentiment: "negative", mentions: 1, stories: 1 },
  ]);
  const moved = await store.read
    .selectFrom("mention")
    .select(["bucket", "slot_sentiment"])
    .where("id", "=", 2)
    .execute();
  expect(moved).toEqual([{ bucket: "care", slot_sentiment: "positive" }]);
});
