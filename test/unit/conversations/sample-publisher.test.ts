import { expect, test } from "vitest";
import { createSampleNetworks, sampleAccount } from "../../../src-main/adapters/sample-publisher.ts";

const minute = 60_000;
const link = "https://murmur.example/@hettie/111";
const item = {
  ...{ key: "k", source: "murmur-tag", publishedAt: 0, link, text: "Where is my refund?" },
  ...{ author: "Hettie Moss", handle: "@hettie@murmur.example", lang: "en" },
};
const account = { ...sampleAccount, id: "01A", kind: "mastodon", allowPrivate: false } as const;
const intent = { replyId: "R", text: "It comes today.", lang: "en", parentUrl: link, parentKey: null };

async function posted() {
  const time = { now: 1_000_000 };
  const make = () =>
    createSampleNetworks({ content: { items: () => [item] }, now: () => Promise.resolve(0), at: () => time.now });
  const { mastodon } = make().publishers;
  const parent = await mastodon.readParent(account, intent);
  const ref = parent.ok && parent.value.state === "there" ? parent.value.ref : "";
  const prepared = mastodon.prepare(intent, time.now);
  const told = await mastodon.publish(account, intent, { prepared, parentRef: ref });
  if (!told.ok) throw new Error("the sample refused");
  return { time, make, mastodon, prepared, ours: told.value };
}

test("whoever is answered writes back once, four minutes later", async () => {
  const { time, mastodon, ours } = await posted();
  expect(await mastodon.mentions(account, null)).toMatchObject({ value: { posts: [] } });
  time.now += 4 * minute;
  const heard = await mastodon.mentions(account, null);
  const [answer] = heard.ok ? heard.value.posts : [];
  expect(answer).toMatchObject({ parentId: ours.id, rootId: link, author: { handle: "hettie@murmur.example" } });
  const again = { ...intent, replyId: "R2", parentUrl: answer?.url ?? "" };
  const prepared = mastodon.prepare(again, time.now);
  await mastodon.publish(account, again, { prepared, parentRef: answer?.id ?? "" });
  time.now += 60 * minute;
  const later = await mastodon.mentions(account, heard.ok ? heard.value.cursor : null);
  expect(later).toMatchObject({ value: { posts: [] } });
});

test("a thread can be read by a program that was started again: its address says what it answers", async () => {
  const { time, make, ours } = await posted();
  time.now += 4 * minute;
  const thread = await make().publishers.mastodon.thread(account, { id: ours.id, url: ours.url });
  const authors = thread.ok ? thread.value.posts.map(({ author, parentId }) => [author.handle, parentId]) : [];
  expect(authors).toEqual([
    ["hettie@murmur.example", null],
    ["whimbrel@murmur.example", link],
    ["hettie@murmur.example", ours.id],
  ]);
});

test("a second attempt is the first one over again, and nobody connects a real account there", async () => {
  const { make, mastodon, prepared, ours } = await posted();
  expect(await mastodon.reconcile(account, intent, prepared)).toEqual({ ok: true, value: ours });
  const door = await make().accountDoors.mastodon.begin({ server: "https://real.example", allowPrivate: false });
  expect(door).toMatchObject({ ok: false, trouble: { class: "permanent" } });
});
