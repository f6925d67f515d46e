import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { replyHash } from "../../../src-main/domain/replies/reply-hash.ts";
import { isPin } from "../../../src-main/engine/people/pin.ts";
import { readSampleNow } from "../../../src-main/engine/sample/sample-now.ts";
import { chainHead } from "../../../src-main/engine/store/event-log.ts";
import { listPeople } from "../../../src-main/engine/store/person.ts";
import { listSpans } from "../../../src-main/engine/store/running-span.ts";
import { checkWorkspace } from "../../../src-main/engine/workspace/check.ts";
import { readDemoPins } from "../../../src-main/engine/workspace/demo-pins.ts";
import { readWorkspace } from "../../../src-main/engine/workspace/identity.ts";
import { describeAlarms } from "./alarms-of-sample.ts";
import { buildTestSample, friday, readExpected } from "./built-sample.ts";
import type { BuiltSample } from "./built-sample.ts";
import { describeContacts } from "./contacts-of-sample.ts";
import { routeWithTrueTone } from "./rules-with-true-tone.ts";
import { describeTopics } from "./topics-of-sample.ts";

const buildTimeout = 180_000;
const hourMs = 3_600_000;

let sample: BuiltSample;
beforeAll(async () => {
  sample = await buildTestSample();
}, buildTimeout);
afterAll(() => sample.close());

/** The key of an item by its address. */
function keysByLink(): ReadonlyMap<string, string> {
  return new Map([...sample.replay.items.values()].map(({ link, key }) => [link, key]));
}

async function cases() {
  const keys = keysByLink();
  const rows = await sample.store.read
    .selectFrom("desk_case")
    .innerJoin("story", "story.id", "desk_case.story_id")
    .innerJoin("item", "item.id", "story.head_id")
    .selectAll("desk_case")
    .select("item.url")
    .orderBy("desk_case.id")
    .execute();
  return rows.map((row) => ({ ...row, key: keys.get(row.url ?? "") ?? "" }));
}

async function replies() {
  const keys = keysByLink();
  const rows = await sample.store.read
    .selectFrom("reply")
    .innerJoin("desk_case", "desk_case.id", "reply.case_id")
    .innerJoin("story", "story.id", "desk_case.story_id")
    .innerJoin("item", "item.id", "story.head_id")
    .selectAll("reply")
    .select("item.url")
    .execute();
  return rows.map((row) => ({ ...row, key: keys.get(row.url ?? "") ?? "" }));
}

async function eventCount(kind: string): Promise<number> {
  const row = await sample.store.read
    .selectFrom("event")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .where("kind", "=", kind)
    .executeTakeFirstOrThrow();
  return row.n;
}

describe("the file", () => {
  test("is whole: references, counts, search index, event chain", async () => {
    expect(await checkWorkspace({ store: sample.store })).toEqual({ ok: true, findings: [] });
  });

  test("is a sample and says for which moment, cut to the minute, it was built", async () => {
    expect((await readWorkspace(sample.store.read)).kind).toBe("sample");
    expect(await readSampleNow(sample.store.read)).toBe(Date.UTC(2026, 10, 20, 15));
    expect(sample.store.raw.pragma("synchronous", { simple: true })).toBe(2);
  });

  test(
    "has the same history down to its last hash when it is built again for the same moment, and another for another",
    async () => {
      const headOf = async (at: number) => {
        const short = await buildTestSample({ at, days: 4 });
        try {
          return await chainHead(short.store.read);
        } finally {
          await short.close();
        }
      };
      const head = await headOf(friday);
      expect(await headOf(friday)).toEqual(head);
      expect(await headOf(friday + 24 * hourMs)).not.toEqual(head);
    },
    buildTimeout,
  );

  test("reached no network", () => {
    expect(sample.beyond).toEqual([]);
  });
});

describe("what came in", () => {
  test("every item is there once, seen when it was published and never as a find in an archive", async () => {
    const items = await sample.store.read
      .selectFrom("item")
      .innerJoin("source", "source.id", "item.source_id")
      .where("source.kind", "=", "feed")
      .select(["item.url", "first_seen_at", "published_at", "backfill"])
      .execute();
    expect(items.map(({ url }) => url ?? "").toSorted()).toEqual([...keysByLink().keys()].toSorted());
    const wrong = items.filter((item) => item.first_seen_at !== item.published_at || item.backfill !== 0);
    expect(wrong).toEqual([]);
  });

  test("each watch matches the items that it should, and no other", async () => {
    const keys = keysByLink();
    const hits = await sample.store.read
      .selectFrom("mention_watch")
      .innerJoin("watch", "watch.id", "mention_watch.watch_id")
      .innerJoin("item", "item.id", "mention_watch.mention_id")
      .innerJoin("source", "source.id", "item.source_id")
      .where("source.kind", "=", "feed")
      .select(["item.url", "watch.key"])
      .execute();
    const found = hits.map(({ url, key }) => `${keys.get(url ?? "")} ${key}`).toSorted();
    const expected = Object.entries(readExpected()).flatMap(([item, { watches }]) =>
      watches.map((watch) => `${item} ${watch}`),
    );
    expect(found).toEqual(expected.toSorted());
  });

  test("when no tone is misjudged every rule fires where it should: 352 right, 62 for a person, 29 elsewhere", async () => {
    expect(await routeWithTrueTone(sample)).toEqual({
      wrong: [],
      tally: { right: 352, forAPerson: 62, elsewhere: 29 },
    });
  });

  test("its sources are healthy, and answer that nothing is new", async () => {
    const { engine, sourceIds, clock, people } = sample.replay;
    const all = await engine.handlers["sources.list"]({}, [...people.values()][0]!);
    const rows = all.filter(({ kind }) => kind === "feed");
    expect(rows.map(({ state, failures, lastOkAt }) => ({ state, failures, lastOkAt }))).toEqual(
      rows.map(({ state }) => ({ state: state === "quiet" ? "quiet" : "ok", failures: 0, lastOkAt: sample.now })),
    );
    clock.set(sample.now + hourMs);
    const report = await engine.handlers["sources.poll"](
      { ids: [...sourceIds.values()], all: false },
      [...people.values()][0]!,
    );
    expect(report).toEqual({ polled: 10, notModified: 10, failed: 0, newMentions: 0 });
  });

  test("the desk listened the whole time", async () => {
    const first = [...sample.replay.items.values()].reduce(
      (least, { publishedAt }) => Math.min(least, publishedAt),
      sample.now,
    );
    const [span, ...others] = await listSpans(sample.store.read, { from: 0, to: sample.now });
    expect(others).toEqual([]);
    expect(span?.from).toBeLessThan(first);
    expect(span?.to).toBe(sample.now);
    expect(sample.days.at(-1)).toBe(28);
  });
});

describe("what was answered", () => {
  test("79 replies went out, 77 of them from a script, after 6 returns", async () => {
    const sent = (await replies()).filter(({ state }) => state === "sent");
    expect(sent).toHaveLength(79);
    expect(sent.filter((reply) => reply.script_id !== null)).toHaveLength(77);
    expect(await eventCount("reply.returned")).toBe(6);
  });

  test("nothing left without an approval of exactly its words by somebody else, and none before its hold ended", async () => {
    const out = (await replies()).filter(({ state }) => state === "sent" || state === "handed_over");
    const approvals = await sample.store.read
      .selectFrom("approval")
      .selectAll()
      .where("voided_at", "is", null)
      .execute();
    const authors = await sample.store.read.selectFrom("reply_author").selectAll().execute();
    expect(out).toHaveLength(80);
    const wrong = out.filter((reply) => {
      const { network, account, parent_url: parentUrl, text } = reply;
      const hash = replyHash({ network, account, parentUrl, text });
      const approval = approvals.find((one) => one.reply_id === reply.id && one.hash === hash);
      const isOwn = authors.some((author) => author.reply_id === reply.id && author.person_id === approval?.person_id);
      const isEarly = (reply.handed_over_at ?? 0) < (reply.hold_until ?? Infinity);
      return !approval || isOwn || isEarly;
    });
    expect(wrong.map(({ key }) => key)).toEqual([]);
  });

  test("four answers were late by desk time", async () => {
    const sent = new Set((await replies()).filter(({ state }) => state === "sent").map(({ key }) => key));
    const late = (await cases()).filter(
      ({ key, first_response_at, due_at }) =>
        sent.has(key) && first_response_at !== null && due_at !== null && first_response_at > due_at,
    );
    expect(late.map(({ key }) => key)).toEqual(["tag-d26-0820", "for-d26-1420", "for-d24-2040", "timetable-21"]);
  });

  test("the customer system took everything but two lines that it was too busy for and one that it refused", async () => {
    const rows = await sample.store.read.selectFrom("delivery").select(["state", "trouble", "payload"]).execute();
    const lines = rows.map(({ payload }) => JSON.parse(payload) as { schema: string; type?: string });
    const types = Object.groupBy(lines, ({ schema, type }) => type ?? schema);
    expect(Object.fromEntries(Object.entries(types).map(([type, all]) => [type, all?.length]))).toEqual({
      ...{ reply: 79, call: 7, email: 4, "walk-in": 1, private: 8 },
      "watchroom.correction/1": 37,
    });
    const open = rows.filter(({ state }) => state !== "done").map(({ state }) => state);
    expect(open.toSorted()).toEqual(["dead", "queued", "queued"]);
    const statuses = rows.flatMap(({ trouble }) =>
      trouble === null ? [] : [(JSON.parse(trouble) as { params: { status: number } }).params.status],
    );
    expect(statuses.toSorted((a, b) => a - b)).toEqual([422, 503, 503]);
  });

  test("ten cases went on in private: seven completed, one declined, two waiting", async () => {
    const privately = new Set(
      sample.content.commands(sample.now).flatMap((command) => (command.do === "handToPrivate" ? [command.item] : [])),
    );
    const found = (await cases()).filter(({ key }) => privately.has(key));
    expect(found.filter(({ resolution }) => resolution === "handed_private")).toHaveLength(8);
    expect(found.filter(({ status }) => status === "waiting").map(({ key }) => key)).toEqual([
      "outage-40",
      "outage-50",
    ]);
    const all = await sample.store.read.selectFrom("private_path").selectAll().execute();
    const paths = all.filter((path) => found.some(({ id }) => id === path.case_id));
    expect({
      solved: paths.filter((path) => path.solved_at !== null).length,
      declined: paths.filter((path) => path.declined_at !== null).length,
      remindedOf: found.flatMap(({ id, key, status }) =>
        status === "waiting" && paths.some((path) => path.case_id === id && path.reminded_at !== null) ? [key] : [],
      ),
    }).toEqual({ solved: 7, declined: 1, remindedOf: ["outage-40", "outage-50"] });
    // An eleventh was told on the phone at once; nobody wrote down that it was solved there.
    const others = (await cases()).filter(({ id }) => all.some((path) => path.case_id === id && !paths.includes(path)));
    expect(others.map(({ key }) => key)).toEqual(["tag-d06-1630"]);
  });
});

describe("what stands at the desk now", () => {
  test("27 cases of the last 48 hours are open, three of them overdue, and the two stale ones", async () => {
    const open = (await cases()).filter(({ status }) => status !== "resolved");
    const keys = open.map(({ key }) => key);
    const young = open.filter(({ queued_at }) => queued_at > sample.now - 48 * hourMs);
    expect(young).toHaveLength(27);
    expect(keys.filter((key) => !young.some((one) => one.key === key))).toEqual(["outage-40", "outage-50"]);
    const overdue = open.filter(
      ({ breached_at, first_response_at }) => breached_at !== null && first_response_at === null,
    );
    expect(overdue.map(({ key }) => key)).toEqual(["tag-d00-1210", "tag-d00-1235", "tag-d00-1327"]);
  });

  test("replies wait for an approver, for their hold and for their proof", async () => {
    const waiting = (await replies())
      .filter(({ state }) => state !== "sent")
      .map(({ key, state }) => `${key} ${state}`);
    expect(waiting.toSorted()).toEqual([
      "legal-2 submitted",
      "rev-d00-1412 handed_over",
      "smear-01 approved",
      "tag-d00-1403 submitted",
      "tag-d00-1438 draft",
      "tag-d00-1438 submitted",
    ]);
    const [statement] = (await replies()).filter(({ state }) => state === "approved");
    expect(statement?.hold_until).toBe(sample.now + 60_000);
  });

  test("copies were decided with the first of their words", async () => {
    const expected = readExpected();
    const copies = (await cases()).filter(({ key }) => expected[key]?.story === "smear-sewage" && key !== "smear-01");
    expect(copies.map(({ resolution }) => resolution)).toEqual(Array.from({ length: 6 }, () => "duplicate"));
  });

  test("the 18th shift is open", async () => {
    const shifts = await sample.store.read.selectFrom("shift").select("closed_at").orderBy("id").execute();
    expect(shifts.map(({ closed_at }) => closed_at === null)).toEqual([
      ...Array.from({ length: 17 }, () => false),
      true,
    ]);
  });

  test("everybody can sign in with the PIN that stands there", async () => {
    const pins = await readDemoPins(sample.store.read);
    const people = await listPeople(sample.store.read);
    expect(people).toHaveLength(5);
    const opened = await Promise.all(people.map(({ id, pinHash }) => isPin(pins.get(id) ?? "", pinHash ?? "")));
    expect(opened).toEqual([true, true, true, true, true]);
  });

  test("three scripts hold a template approval", async () => {
    expect(await eventCount("script.approved")).toBe(3);
  });
});

describeContacts(() => sample);

describeTopics(() => sample);

describeAlarms(() => sample);
