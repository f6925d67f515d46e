import { expect, test } from "vitest";
import type { QueueFilter } from "../../../src-main/contract/queue-filter.ts";
import { writeReach } from "../../../src-main/engine/store/reach.ts";
import { candidateStories } from "../../../src-main/engine/store/search.ts";
import { readSearch } from "../../../src-main/engine/triage/read-search.ts";
import { HOUR, MINUTE, startDesk } from "./desk.ts";

/** A desk with stories that differ in everything a filter asks about. */
async function startMixed() {
  const desk = await startDesk();
  const now = desk.parts.clock.now();
  const [praise, , , answered] = await desk.seed(
    { text: "praise", bucket: "pr", urgency: "low", sentiment: "positive", network: "news" },
    { text: "late", bucket: "care", urgency: "high", at: now - 50 * MINUTE },
    { text: "old", bucket: "care", at: now - 40 * HOUR },
    { text: "mine", bucket: "unsorted", sentiment: "neutral", network: "forum" },
  );
  if (!praise || !answered) throw new Error("four were seeded");
  await desk.call("triage.assign", { stories: await desk.seen(answered), personId: desk.ann.person?.id ?? "" });
  await desk.parts.store.write(async (trx) => {
    await trx.updateTable("story").set({ department: "Sales" }).where("id", "=", praise.rowId).execute();
    await trx.updateTable("item").set({ lang: null }).where("text", "=", "mine").execute();
  });
  const found = async (filter: QueueFilter, search = "") =>
    (await desk.call("triage.page", { view: "waiting", filter, search })).rows.map((row) => row.excerpt).toSorted();
  return { desk, found };
}

test("each part of a filter narrows, values of one part add up, parts must all hold", async () => {
  const { desk, found } = await startMixed();
  const ann = desk.ann.person?.id ?? "";
  expect({
    buckets: await found({ buckets: ["pr", "unsorted"] }),
    sentiments: await found({ sentiments: ["positive"] }),
    networks: await found({ networks: ["news", "forum"] }),
    sources: await found({ sources: ["0".repeat(26)] }),
    otherSource: await found({ sources: ["2".repeat(26)] }),
    priorities: await found({ priorities: [3] }),
    me: await found({ owners: ["me"] }),
    ann: await found({ owners: [ann] }),
    nobody: await found({ owners: ["nobody"] }),
    departments: await found({ departments: ["sales"] }),
    unknown: await found({ langs: ["unknown"] }),
    newer: await found({ newerThanHours: 24, buckets: ["care"] }),
    older: await found({ olderThanHours: 24 }),
    both: await found({ buckets: ["pr", "care"], sentiments: ["positive"] }),
    nothing: await found({ labels: ["none has it"] }),
    withWords: await found({ buckets: ["care"] }, "late"),
  }).toEqual({
    buckets: ["mine", "praise"],
    sentiments: ["praise"],
    networks: ["mine", "praise"],
    sources: ["late", "mine", "old", "praise"],
    otherSource: [],
    priorities: ["praise"],
    me: ["mine"],
    ann: ["mine"],
    nobody: ["late", "old", "praise"],
    departments: ["praise"],
    unknown: ["mine"],
    newer: ["late"],
    older: ["old"],
    both: ["praise"],
    nothing: [],
    withWords: ["late"],
  });
});

test("a filter by reach knows what is known of who wrote, and who is unknown", async () => {
  const { desk, found } = await startMixed();
  const followers = { praise: 999, late: 1000, old: 10_000 };
  await desk.parts.store.write(async (trx) => {
    const at = desk.parts.clock.now();
    for (const [text, count] of Object.entries(followers)) {
      const contact = { public_id: desk.parts.commandId(), name: text, created_at: at };
      const { id } = await trx.insertInto("contact").values(contact).returning("id").executeTakeFirstOrThrow();
      await writeReach(trx, id, { followers: count, source: "person", at, setByRowId: null });
      const wrote = trx.selectFrom("story").innerJoin("item", "item.id", "story.head_id").select("story.id");
      await trx
        .updateTable("desk_case")
        .set({ contact_id: id })
        .where("story_id", "in", wrote.where("item.text", "=", text))
        .execute();
    }
  });
  expect({
    under1000: await found({ reaches: ["under1000"] }),
    under10000: await found({ reaches: ["under10000"] }),
    from10000: await found({ reaches: ["from10000"] }),
    unknown: await found({ reaches: ["unknown"] }),
    both: await found({ reaches: ["from10000", "unknown"] }),
    urgent: await found({ reaches: ["under10000"], priorities: [1] }),
  }).toEqual({
    under1000: ["praise"],
    under10000: ["late"],
    from10000: ["old"],
    unknown: ["mine"],
    both: ["mine", "old"],
    urgent: ["late"],
  });
  const shows = { view: "waiting" as const, filter: { reaches: ["from10000" as const] }, search: "" };
  await desk.call("views.save", { name: "Wide", forAll: false, shows });
  expect(await desk.call("views.list", {})).toMatchObject([{ name: "Wide", shows, count: 1, isExact: true }]);
});

test("the clock of a filter is the clock that the pills show", async () => {
  const { desk, found } = await startMixed();
  const { rows } = await desk.call("triage.page", { view: "waiting" });
  const byState = Map.groupBy(rows, (row) => row.clock.state);
  for (const state of ["ok", "watch", "breached"] as const)
    expect(await found({ clocks: [state] })).toEqual((byState.get(state) ?? []).map((row) => row.excerpt).toSorted());
});

test("a filter goes on page by page and is counted", async () => {
  const desk = await startDesk();
  await desk.seed(
    ...Array.from({ length: 30 }, (_, index) => ({
      text: `post ${index}`,
      sentiment: index % 3 === 0 ? ("positive" as const) : ("negative" as const),
      at: desk.parts.clock.now() - index * 1000,
    })),
  );
  const filter = { sentiments: ["positive" as const] };
  const first = await desk.call("triage.page", { view: "waiting", filter, limit: 6 });
  const rest = await desk.call("triage.page", { view: "waiting", filter, limit: 6, cursor: first.next });
  expect([first.rows.length, rest.rows.length, rest.next]).toEqual([6, 4, null]);
  expect(new Set([...first.rows, ...rest.rows].map(({ id }) => id)).size).toBe(10);
  expect(await desk.call("triage.count", { view: "waiting", filter })).toEqual({ count: 10, isExact: true });
});

test("the index names the few stories that a rare word can be in, so that the whole view is looked through", async () => {
  const desk = await startDesk();
  const [needle] = await desk.seed({ text: "the needle" }, { text: "hay" });
  const candidates = async (search: string) => {
    const query = readSearch(search);
    return query && candidateStories(desk.parts.store.read, query);
  };
  expect(await candidates("needle")).toEqual([needle?.rowId]);
  expect(await candidates("/need.*/")).toBe(null);
});

test("everywhere looks through all stories, whatever was done with them, newest arrival first", async () => {
  const desk = await startDesk();
  const stories = await desk.seed(
    { text: "ferry one", bucket: "analytics" },
    { text: "ferry two" },
    { text: "bus" },
    { text: "ferry three", copies: 3 },
  );
  await desk.call("triage.resolve", { stories: await desk.seen(...stories.slice(1, 2)), resolution: "spam" });
  const all = { view: "mine" as const, everywhere: true, search: "ferry" };
  const page = await desk.call("triage.page", { ...all, limit: 2 });
  expect(page.rows.map((row) => row.excerpt)).toEqual(["ferry three", "ferry two"]);
  const rest = await desk.call("triage.page", { ...all, limit: 2, cursor: page.next });
  expect([rest.rows.map((row) => row.excerpt), rest.next]).toEqual([["ferry one"], null]);
  expect(await desk.call("triage.count", all)).toEqual({ count: 3, isExact: true });
});

test("stored items that no watch wants are found on demand and are no mentions", async () => {
  const desk = await startDesk();
  await desk.seed({ text: "ferry mention" });
  await desk.parts.store.write(async (trx) => {
    await trx
      .insertInto("item")
      .values({
        ...{ public_id: desk.parts.commandId(), source_id: 1, key_hash: 777_777, content_hash: "x", network: "news" },
        ...{ published_at: desk.parts.clock.now(), first_seen_at: desk.parts.clock.now(), key: "k", lang: "en" },
        ...{ text: "A ferry that no watch wants.", title: "Unwanted", url: "https://murmur.example/unwanted" },
      })
      .execute();
  });
  const stored = await desk.call("triage.stored", { search: "ferry" });
  expect(stored.items.map(({ title, excerpt }) => [title, excerpt])).toEqual([
    ["Unwanted", "A ferry that no watch wants."],
  ]);
  expect(stored.next).toBe(null);
  await expect(desk.call("triage.stored", { search: '"ferry' })).rejects.toMatchObject({ code: "query-invalid" });
});
