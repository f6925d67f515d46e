import { expect, test } from "vitest";
import type { Output } from "../../../src-main/contract/methods.ts";
import { triageViews } from "../../../src-main/contract/methods/triage.ts";
import { addAlarmMentions } from "../../../src-main/engine/store/alarm.ts";
import type { Seeded } from "../../support/seed-stories.ts";
import { startDesk, HOUR, MINUTE } from "./desk.ts";

test("a row tells story, case, clock, reason and the first matching sentence with its marks", async () => {
  const desk = await startDesk();
  const text = "Hello there. My ferry is late again! Who helps?";
  const at = text.indexOf("ferry");
  await desk.seed({
    text,
    title: "Ferry",
    spans: [
      { field: "title", from: 0, to: 5 },
      { field: "text", from: at, to: at + 5 },
    ],
    copies: 2,
    handle: "@tom",
  });
  desk.parts.clock.advance(50 * MINUTE);
  const [row] = await desk.page("waiting");
  expect(row).toMatchObject({
    version: 1,
    bucket: "care",
    reason: { says: { code: "reason.rule", params: { rule: "Delays" } }, confidence: 0.9, query: "late" },
    case: { status: "new", priority: 2, owner: null, opened: false, resolution: null },
    clock: { leftMs: 10 * MINUTE, targetMs: HOUR, state: "watch", running: true },
    badge: null,
    source: "Murmur",
    excerpt: "My ferry is late again!",
    marks: [
      { field: "title", from: 0, to: 5 },
      { field: "excerpt", from: 3, to: 8 },
    ],
    sentiment: "negative",
    copies: 2,
  });
});

test("a view is read page by page in the order of its deadlines, each story once", async () => {
  const desk = await startDesk();
  await desk.seed(
    ...Array.from({ length: 25 }, (_, index) => ({
      text: `Post ${index}`,
      at: desk.parts.clock.now() - (index % 7) * MINUTE,
    })),
  );
  const read: string[] = [];
  const dues: (number | null)[] = [];
  let cursor: string | null = null;
  do {
    const { rows, next }: Output<"triage.page"> = await desk.call("triage.page", {
      view: "waiting" as const,
      limit: 10,
      cursor,
    });
    read.push(...rows.map((row) => row.id));
    dues.push(...rows.map((row) => row.clock.dueAt));
    cursor = next;
  } while (cursor);
  expect(new Set(read).size).toBe(25);
  expect(dues).toEqual(dues.toSorted((a, b) => (a ?? 0) - (b ?? 0)));
  expect(read).toHaveLength(25);
});

test("each view holds what its name says, and the counts agree", async () => {
  const desk = await startDesk();
  const [unsorted, care, pr, analytics, snoozed, resolved, late] = await desk.seed(
    { bucket: "unsorted", text: "u" },
    { bucket: "care", text: "c" },
    { bucket: "pr", text: "p", urgency: "low" },
    { bucket: "analytics", text: "a" },
    { bucket: "care", text: "s" },
    { bucket: "care", text: "r" },
    { bucket: "care", text: "l", at: desk.parts.clock.now() - 40 * MINUTE },
  );
  if (!unsorted || !care || !pr || !analytics || !snoozed || !resolved || !late) throw new Error("seven were seeded");
  await desk.call("triage.assign", { stories: await desk.seen(care), personId: desk.ann.person?.id ?? "" });
  await desk.call("triage.snooze", { stories: await desk.seen(snoozed), until: desk.parts.clock.now() + HOUR });
  await desk.call("triage.resolve", { stories: await desk.seen(resolved), resolution: "handed_private" });
  const views = await Promise.all(
    triageViews.map(async (view) => [view, (await desk.page(view)).map((row) => row.excerpt)] as const),
  );
  expect(Object.fromEntries(views)).toEqual({
    waiting: ["l", "u", "c", "p"],
    unsorted: ["u"],
    mine: ["c"],
    care: ["l", "c"],
    pr: ["p"],
    analytics: ["a"],
    breaching: ["l"],
    approval: [],
    private: [],
    snoozed: ["s"],
    resolved: ["r"],
  });
  const { counts, cappedAt } = await desk.call("triage.counts", {});
  expect({ counts, cappedAt }).toEqual({
    counts: Object.fromEntries(views.map(([view, rows]) => [view, rows.length])),
    cappedAt: 1000,
  });
});

test.each([
  ["until they answer", (_now: number) => null],
  ["for a day", (now: number) => now + 24 * HOUR],
])("an unanswered case put away %s keeps its clock and stands in breaching when it is due", async (_name, until) => {
  const desk = await startDesk();
  const [story] = await desk.seed({ text: "x" });
  if (!story) throw new Error("one was seeded");
  await desk.call("triage.snooze", { stories: await desk.seen(story), until: until(desk.parts.clock.now()) });
  desk.parts.clock.advance(50 * MINUTE);
  expect((await desk.page("breaching")).map((row) => row.clock)).toMatchObject([
    { leftMs: 10 * MINUTE, state: "watch", running: true },
  ]);
  desk.parts.clock.advance(HOUR);
  expect((await desk.page("breaching")).map((row) => row.clock.state)).toEqual(["breached"]);
});

test("a case whose reply was submitted stands among the approvals with its badge", async () => {
  const desk = await startDesk();
  const [story] = await desk.seed({ text: "x" }, { text: "y" });
  const row = await desk.parts.store.read
    .selectFrom("desk_case")
    .select("id")
    .where("story_id", "=", story?.rowId ?? 0)
    .executeTakeFirstOrThrow();
  const reply = {
    public_id: desk.parts.commandId(),
    case_id: row.id,
    state: "submitted",
    network: "bluesky",
    account: "assisted",
    parent_url: null,
    text: "Hi",
  } as const;
  const none = {
    script_id: null,
    script_version: null,
    variant: null,
    approved_at: null,
    hold_until: null,
    handed_over_at: null,
    sent_at: null,
    proof_url: null,
    returned_by: null,
    returned_at: null,
    return_reason: null,
  };
  await desk.parts.store.write((trx) =>
    trx
      .insertInto("reply")
      .values({ ...reply, ...none, cycle: 1, saved_at: 1, submitted_at: 1 })
      .execute(),
  );
  expect((await desk.page("approval")).map(({ excerpt, badge }) => ({ excerpt, badge }))).toEqual([
    { excerpt: "x", badge: "awaiting_approval" },
  ]);
});

test("search narrows by words, by the grammar and by the author's name", async () => {
  const desk = await startDesk();
  await desk.seed(
    { text: "Refund my ticket" },
    { text: "Where is the refund, and the ferry?", author: "Zoe" },
    { text: "Thanks!", author: "Zoe" },
  );
  const search = async (words: string) =>
    (await desk.call("triage.page", { view: "waiting", search: words })).rows.map((row) => row.excerpt);
  expect(await search("refund")).toHaveLength(2);
  expect(await search("refund -ferry")).toEqual(["Refund my ticket"]);
  expect(await search("author:zoe refund")).toEqual(["Where is the refund, and the ferry?"]);
  expect(await search("zoe")).toHaveLength(2);
  expect(await search("nothing")).toEqual([]);
});

test("a search that cannot be read says where and why", async () => {
  const desk = await startDesk();
  const broken = desk.call("triage.page", { view: "waiting", search: 'late "and so' });
  await expect(broken).rejects.toMatchObject({
    code: "query-invalid",
    params: { at: 5, says: "query.error.unclosed_quote" },
  });
});

test("a searched page goes on where it ended", async () => {
  const desk = await startDesk();
  await desk.seed(...Array.from({ length: 30 }, (_, index) => ({ text: index % 2 ? "even" : `odd ${index}` })));
  const first = await desk.call("triage.page", { view: "waiting", search: "odd", limit: 10 });
  const second = await desk.call("triage.page", { view: "waiting", search: "odd", limit: 10, cursor: first.next });
  expect([first.rows.length, second.rows.length, second.next]).toEqual([10, 5, null]);
  expect(new Set([...first.rows, ...second.rows].map((row) => row.id)).size).toBe(15);
});

test("mentions are listed newest first in the shape of exports", async () => {
  const desk = await startDesk();
  await desk.seed({ text: "one", sentiment: "unsure" }, { text: "two", spans: [{ field: "text", from: 0, to: 3 }] });
  const first = await desk.call("mentions.list", { limit: 1 });
  const second = await desk.call("mentions.list", { limit: 1, cursor: first.next });
  expect(first.mentions).toMatchObject([
    {
      text: "two",
      publishedAt: "2026-11-17T10:00:00.000Z",
      bucket: "care",
      watches: ["Brand"],
      story: { copies: 1 },
      sentiment: { label: "negative", score: -0.5 },
    },
  ]);
  expect(first.mentions[0]?.reason).toBe('reason.rule {"rule":"Delays"}');
  expect(second.mentions).toMatchObject([{ text: "one", sentiment: null, watches: [] }]);
  expect(second.next).toBeNull();
});

test("with an alarm the page is every story of its mentions, newest first, resolved and counted ones too", async () => {
  const desk = await startDesk();
  const now = desk.parts.clock.now();
  const seeded = await desk.seed(
    { text: "Oldest", at: now - 3 * MINUTE, bucket: "analytics" },
    { text: "Resolved", at: now - 2 * MINUTE },
    { text: "Newest", at: now - MINUTE, copies: 2 },
    { text: "Of no alarm", at: now },
  );
  const [oldest, resolved, newest] = seeded.map(({ id }) => id);
  await desk.call("triage.resolve", {
    stories: await desk.seen(...seeded.slice(1, 2)),
    resolution: "spam",
    reason: "",
  });
  const alarm = await storedAlarm(desk, seeded.slice(0, 3));
  const first = await desk.call("triage.page", { view: "waiting", alarm, limit: 2 });
  expect(first.rows.map(({ id }) => id)).toEqual([newest, resolved]);
  const rest = await desk.call("triage.page", { view: "waiting", alarm, limit: 2, cursor: first.next });
  expect([rest.rows.map(({ id }) => id), rest.next]).toEqual([[oldest], null]);
  const found = await desk.call("triage.page", { view: "waiting", alarm, search: "newest" });
  expect(found.rows.map(({ id }) => id)).toEqual([newest]);
});

/** An alarm about the mentions of some stories. */
async function storedAlarm(desk: Awaited<ReturnType<typeof startDesk>>, stories: readonly Seeded[]): Promise<string> {
  const id = desk.parts.commandId();
  const now = desk.parts.clock.now();
  await desk.parts.store.write(async (trx) => {
    const rows = await trx
      .selectFrom("mention")
      .select("id")
      .where(
        "story_id",
        "in",
        stories.map(({ rowId }) => rowId),
      )
      .execute();
    const { id: rowId } = await trx
      .insertInto("alarm")
      .values({
        public_id: id,
        kind: "spike",
        series: "all",
        state: "raised",
        confidence: "sure",
        measure: "{}",
        evidence: "{}",
        since: now,
        raised_at: now,
        over_at: now,
        ended_at: null,
        dismissed_at: null,
        muted_until: null,
        notice_at: null,
        top_term: null,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    await addAlarmMentions(
      trx,
      rowId,
      rows.map((row) => row.id),
    );
  });
  return id;
}
