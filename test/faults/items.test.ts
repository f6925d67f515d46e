import { expect, test } from "vitest";
import { expectGood, expectHealthyGoesOn } from "./expect-fault.ts";
import { itemsOf, lookAgain, serveBody } from "./expect-items.ts";
import type { Served } from "./expect-items.ts";
import { feedAnswer, hour, rss } from "./fault-desk.ts";

// Faults 42 to 47: what a feed says of its items.

const channel = (items: readonly string[]) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>T</title>${items.join("")}</channel></rss>`;

type Post = { readonly guid?: string; readonly link?: string; readonly title: string; readonly date?: number };

const post = ({ guid, link, title, date }: Post) =>
  `<item>${guid === undefined ? "" : `<guid isPermaLink="false">${guid}</guid>`}${link === undefined ? "" : `<link>${link}</link>`}<title>${title}</title>${date === undefined ? "" : `<pubDate>${new Date(date).toUTCString()}</pubDate>`}</item>`;

/** Late enough that no source seems quiet, and before the desk's first look. */
const lastWeek = Date.UTC(2026, 10, 12);
const names = ["harbour", "ferry", "bakery", "school", "bridge", "market", "library", "garden"];
const posts = (change: (name: string, at: number) => Partial<Post>) =>
  channel(names.map((name, at) => post({ title: `News of the ${name}`, ...change(name, at) })));

/** The feed changes its words, and is looked at once more. */
async function serveNext(served: Served, body: string): Promise<void> {
  served.server.behave = (socket) => socket.end(feedAnswer(body));
  await lookAgain(served);
}

test.each<[string, (name: string, at: number) => Partial<Post>]>([
  ["no guid, but an address", (name) => ({ link: `https://gazette.example/${name}` })],
  ["no guid and no address", (_name, at) => ({ date: lastWeek + at * hour })],
  ["the same guid for all", (name) => ({ guid: "post", link: `https://gazette.example/${name}` })],
  ["an empty guid for all", (name) => ({ guid: "", link: `https://gazette.example/${name}` })],
])("fault 42: with %s, each post is stored once", async (_name, change) => {
  const served = await serveBody(posts(change));
  await expectGood(served.desk, served.id, names.length);
  await serveNext(served, posts(change).replace("</channel>", "<!-- again --></channel>"));
  expect(await served.desk.row(served.id)).toMatchObject({ state: "ok", items: names.length });
  const more = post({ ...change("station", names.length), title: "News of the station" });
  await serveNext(served, posts(change).replace("<item>", `${more}<item>`));
  expect(await served.desk.row(served.id)).toMatchObject({ state: "ok", items: names.length + 1 });
});

const byKey = ([one]: readonly unknown[], [other]: readonly unknown[]): number =>
  String(one).localeCompare(String(other));

test("fault 42: guids that change at each look bring no post twice", async () => {
  const change = (look: number) => (name: string, at: number) => ({
    guid: `${name}#${look}`,
    link: `https://gazette.example/${name}`,
    date: lastWeek + at * hour,
  });
  const served = await serveBody(posts(change(0)));
  await expectGood(served.desk, served.id, names.length);
  for (let look = 1; look <= 3; look += 1) {
    await serveNext(served, posts(change(look)));
    expect(await served.desk.row(served.id)).toMatchObject({
      state: "ok",
      items: names.length,
      mentions: names.length,
    });
  }
});

/** What waits for people, whose work a flood would be: the posts of a feed that have a case. */
async function waitingPosts({ desk, id }: Served): Promise<readonly (string | null)[]> {
  const rows = await desk.store.read
    .selectFrom("desk_case")
    .innerJoin("mention", "mention.story_id", "desk_case.story_id")
    .innerJoin("item", "item.id", "mention.id")
    .innerJoin("source", "source.id", "item.source_id")
    .where("source.public_id", "=", id)
    .select("item.key")
    .orderBy("item.id")
    .execute();
  return rows.map(({ key }) => key);
}

test("fault 42: a known feed whose posts are all new at once floods nobody: they count as read later", async () => {
  const served = await serveBody(rss(...names.map((name) => [name, `News of the ${name}`] as const)));
  await expectGood(served.desk, served.id, names.length);
  const old = Array.from({ length: 100 }, (_, at) =>
    post({ guid: `moved-${at}`, title: `Old story number ${at}`, date: Date.UTC(2026, 9, 1) + at * hour }),
  );
  const before = await waitingPosts(served);
  expect(before.length).toBeGreaterThan(0);
  await serveNext(served, channel(old));
  const stored = await itemsOf(served);
  expect(stored.slice(names.length).map(({ backfill }) => backfill)).toEqual(Array.from({ length: 100 }, () => 1));
  expect(await waitingPosts(served)).toEqual(before);
});

test("fault 43: a post that was edited is the same mention in a new version, with its old words kept and logged", async () => {
  const served = await serveBody(rss(["a", "The ferry is late"], ["b", "Lovely crossing"]));
  await expectGood(served.desk, served.id, 2);
  await serveNext(served, rss(["a", "The ferry is late, and so are we"], ["b", "Lovely crossing"]));
  expect(await served.desk.row(served.id)).toMatchObject({ items: 2, mentions: 2 });
  expect((await itemsOf(served)).map(({ key, text, version }) => [key, text, version]).toSorted(byKey)).toEqual([
    ["a", "The ferry is late, and so are we", 2],
    ["b", "Lovely crossing", 1],
  ]);
  const versions = served.desk.store.read.selectFrom("item_version").select(["version", "text"]).orderBy("version");
  expect(await versions.execute()).toEqual([
    { version: 1, text: "The ferry is late" },
    { version: 2, text: "The ferry is late, and so are we" },
  ]);
  const events = await served.desk.store.read
    .selectFrom("event")
    .innerJoin("event_payload", "event_payload.seq", "event.seq")
    .select("payload")
    .where("kind", "=", "ingest.stored")
    .execute();
  expect(
    events.map(({ payload }) => JSON.parse(payload) as { edited: number }).filter(({ edited }) => edited === 1),
  ).toHaveLength(1);
});

test("fault 44: a date that is missing, none, ahead or before all feeds is the moment we saw the post, marked as such, for good", async () => {
  const dates = [
    undefined,
    "the day after tomorrow",
    "Tue, 17 Nov 2099 10:00:00 GMT",
    "Thu, 01 Jan 1970 00:00:00 GMT",
    "Mon, 16 Nov 2026 08:30:00 GMT",
  ];
  const body = channel(
    dates.map(
      (date, at) =>
        `<item><guid>${at}</guid><title>Post ${at}</title>${date === undefined ? "" : `<pubDate>${date}</pubDate>`}</item>`,
    ),
  );
  const served = await serveBody(body);
  await expectGood(served.desk, served.id, dates.length);
  const first = await itemsOf(served);
  const byKey = new Map(first.map((item) => [item.key, item]));
  for (const key of ["0", "1", "2", "3"]) {
    const item = byKey.get(key);
    expect([item?.date_guessed, item?.published_at]).toEqual([1, item?.first_seen_at]);
  }
  expect(byKey.get("4")).toMatchObject({ date_guessed: 0, published_at: Date.UTC(2026, 10, 16, 8, 30) });
  await serveNext(served, body.replace("</channel>", "<!-- again --></channel>"));
  expect(await itemsOf(served)).toEqual(first);
});

test("fault 45: names of JavaScript's own are words like any other", async () => {
  const own = ["__proto__", "constructor", "toString", "hasOwnProperty", "prototype"];
  const items = own.map(
    (name) =>
      `<item><guid>${name}</guid><title>${name}</title><author>${name}</author><category>${name}</category><${name}>x</${name}><description>${name} said so</description></item>`,
  );
  const served = await serveBody(channel(items));
  await expectGood(served.desk, served.id, own.length);
  expect((await itemsOf(served)).map(({ key, title, author }) => [key, title, author]).toSorted(byKey)).toEqual(
    own.map((name) => [name, name, name]).toSorted(byKey),
  );
  const json = JSON.stringify({
    version: "https://jsonfeed.org/version/1.1",
    title: "T",
    items: own.map((name) => ({ id: `j-${name}`, content_text: name })),
  });
  await serveNext(served, json.replace('"items"', '"__proto__":{"polluted":1},"items"'));
  expect((await served.desk.row(served.id)).items).toBe(own.length * 2);
  expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  await expectHealthyGoesOn(served.desk, served.desk.healthy);
});

test("fault 46: a title of elements is its text", async () => {
  const served = await serveBody(
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><id>1</id><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">The <em>ferry</em> is <b>late</b></div></title><updated>2026-11-16T08:00:00Z</updated><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Again</p></div></content></entry></feed>',
  );
  await expectGood(served.desk, served.id, 1);
  expect(await itemsOf(served)).toMatchObject([{ title: "The ferry is late", text: "Again" }]);
});

test("fault 47: a link that is no plain web address leads nowhere", async () => {
  const links = [
    "javascript:alert(1)",
    "data:text/html,<script>1</script>",
    "file:///etc/passwd",
    "https://ann:secret@bank.example/",
    "ftp://files.example/",
    "vbscript:x",
    " java\nscript:alert(1)",
  ];
  const served = await serveBody(
    channel(
      [...links, "https://gazette.example/good"].map(
        (link, at) =>
          `<item><guid isPermaLink="false">${at}</guid><title>Post ${at}</title><link>${link.replaceAll("<", "&lt;")}</link><comments>${link.replaceAll("<", "&lt;")}</comments></item>`,
      ),
    ),
  );
  await expectGood(served.desk, served.id, links.length + 1);
  expect((await itemsOf(served)).flatMap(({ url }) => url ?? [])).toEqual(["https://gazette.example/good"]);
});
