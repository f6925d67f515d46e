import { expect, test } from "vitest";
import { insertAlarm } from "../../../src-main/engine/store/alarm.ts";
import { insertWatch } from "../../../src-main/engine/store/watch.ts";
import { caseIdOf, sourceIdOf, writeCycles } from "../../support/kpi-desk.ts";
import { seedStories, type SeedStory } from "../../support/seed-stories.ts";
import { at, chartOf, dayMs, hourMs, minuteMs, monday, startReportDesk, tableOf, valuesOf } from "./desk.ts";

type Desk = Awaited<ReturnType<typeof startReportDesk>>;
const tuesday = monday + dayMs;

const told: readonly SeedStory[] = [
  { at: at("09:00"), bucket: "care", sentiment: "negative", copies: 3 },
  { at: at("10:00"), bucket: "care", sentiment: "positive" },
  { at: at("11:00"), bucket: "analytics", sentiment: "unsure", copies: 2 },
  { at: at("09:00", tuesday), bucket: "pr", sentiment: "positive" },
];

test("volume counts copies and stories per day and bucket, and unknown hours are no zeros", async () => {
  const desk = await startReportDesk({ heardFrom: at("08:00") });
  await seedStories(desk.parts, told);
  const report = await desk.read("volume");
  expect(valuesOf(report, "volume", "mentions")).toEqual([6, 1]);
  expect(valuesOf(report, "volume", "stories")).toEqual([3, 1]);
  expect(valuesOf(report, "net", "net")).toEqual([-50, 100]);
  expect(valuesOf(report, "buckets", "care")).toEqual([4, 0]);
  expect(tableOf(report, "buckets").map(({ name, ...cells }) => [name, cells])).toMatchObject([
    ["bucket.unsorted", { mentions: 0, stories: 0, syndication: null, net: null }],
    ["bucket.analytics", { mentions: 2, stories: 1, syndication: 2, net: null, sure: 0, unsure: 2 }],
    ["bucket.pr", { mentions: 1, net: 100 }],
    ["bucket.care", { mentions: 4, stories: 2, syndication: 2, net: -50, sure: 4, unsure: 0 }],
    ["reports.row.total", { mentions: 7, stories: 4, syndication: 1.75, net: expect.closeTo(-20), sure: 5, unsure: 2 }],
  ]);
  const hours = valuesOf(await desk.read("volume", { step: "hour" }), "volume", "mentions") ?? [];
  // Nobody listened before 08:00, and after 10:00 on Tuesday nothing has happened yet.
  expect(hours.slice(0, 12)).toEqual([null, null, null, null, null, null, null, null, 0, 3, 1, 2]);
  expect(hours.slice(33, 36)).toEqual([1, null, null]);
});

test("steps add up to the total, and a total is the figure of the same scope", async () => {
  const desk = await startReportDesk();
  await seedStories(desk.parts, told);
  for (const buckets of [[], ["care"], ["care", "pr"]] as const)
    for (const counted of ["mentions", "stories"] as const) {
      const scope = { buckets: [...buckets], counted };
      const report = await desk.read("volume", { ...scope, step: "hour" });
      const volume = await desk.kpi("volume", scope);
      const net = await desk.kpi("net_sentiment", scope);
      const sum = (valuesOf(report, "volume", counted) ?? []).reduce<number>((total, value) => total + (value ?? 0), 0);
      expect(sum).toBe(volume?.value);
      expect(tableOf(report, "buckets").at(-1)).toMatchObject({ [counted]: sum, net: net?.value, sure: net?.n });
    }
});

test("a source is measured by the cases that it brought to an end by an answer or in private", async () => {
  const desk = await startReportDesk();
  const done = { firstResponseAt: at("09:20"), resolvedAt: at("09:30") };
  writeCycles(desk.parts.store.raw, [
    { queuedAt: at("09:00"), ...done, resolution: "answered" },
    { queuedAt: at("09:05"), ...done, resolution: "handed_private" },
    { queuedAt: at("09:10"), resolvedAt: at("09:30"), resolution: "spam" },
    { queuedAt: at("09:15"), source: 2 },
  ]);
  const { raw } = desk.parts.store;
  const slots = raw.prepare("INSERT INTO slot_source (slot, source_id, mentions, stories) VALUES (?, ?, ?, ?)");
  slots.run(at("09:00") / 900_000, 1, 8, 4);
  slots.run(at("09:00") / 900_000, 2, 5, 5);
  const report = await desk.read("sources");
  expect(tableOf(report, "sources")).toEqual([
    { name: "Source 1", mentions: 8, stories: 4, cases: 2, answered: 2, acted: 2, led_to_action: 50 },
    { name: "Source 2", mentions: 5, stories: 5, cases: 1, answered: 0, acted: 0, led_to_action: 0 },
    {
      name: "reports.row.total",
      mentions: 13,
      stories: 9,
      cases: 3,
      answered: 2,
      acted: 2,
      led_to_action: (100 * 2) / 9,
    },
  ]);
  // A story of the day before whose case was queued today is acted on, and no part of what this day brought.
  const late = { bucket: "care", queuedAt: at("09:20"), publishedAt: at("09:20") - dayMs, source: 2 } as const;
  writeCycles(desk.parts.store.raw, [{ caseRowId: 9, ...late, ...done, resolution: "answered" }], { clear: false });
  const later = tableOf(await desk.read("sources"), "sources").find(({ name }) => name === "Source 2");
  expect(later).toMatchObject({ acted: 1, led_to_action: 0 });
  const [first] = report.tables[0]?.rows ?? [];
  expect(first?.opens[2]).toEqual({ kpi: "response_rate", part: "offered", scope: { sourceId: sourceIdOf(1) } });
});

/** Replies of cases 1, 2 …: handed in, decided, sent. */
function writeReplies(
  { parts: { store, ids }, lead }: Desk,
  replies: readonly {
    readonly submitted: string;
    readonly approved?: string;
    readonly returned?: string;
    readonly edited?: string;
    readonly script?: boolean;
    readonly changed?: boolean;
  }[],
): void {
  const { raw } = store;
  const person = lead.person?.rowId ?? 0;
  raw.exec("INSERT OR IGNORE INTO script (id, public_id, key) VALUES (1, '0SCR0000000000000000000000', 'refund')");
  raw
    .prepare("INSERT OR IGNORE INTO script_version (script_id, version, content, saved_at) VALUES (1, 1, ?, 0)")
    .run(JSON.stringify({ name: "Refund" }));
  const reply = raw.prepare(`
    INSERT INTO reply (id, public_id, case_id, state, network, account, text, cycle, saved_at, script_id, script_text, approved_at,
      returned_at, returned_by, sent_at)
    VALUES (?, ?, ?, ?, 'news', 'desk', ?, 1, 0, ?, ?, ?, ?, ?, ?)`);
  const revision = raw.prepare(
    "INSERT INTO reply_revision (public_id, reply_id, person_id, at, kind, text) VALUES (?, ?, ?, ?, ?, '')",
  );
  const approval = raw.prepare(
    "INSERT INTO approval (reply_id, kind, person_id, role, hash, at) VALUES (?, 'person', ?, 'corpcomm', 'h', ?)",
  );
  for (const [index, of] of replies.entries()) {
    const id = index + 1;
    const moment = (clock: string | undefined) => (clock === undefined ? null : at(clock));
    const approvedAt = moment(of.approved);
    const sentAt = approvedAt === null ? null : approvedAt + minuteMs;
    const words = of.changed ? "Changed" : "Rendered";
    const state = sentAt === null ? (of.returned ? "returned" : "submitted") : "sent";
    const returnedBy = of.returned ? person : null;
    reply.run(
      ...[id, ids.ulid(0), id, state, words, of.script ? 1 : null, of.script ? "Rendered" : null, approvedAt],
      ...[moment(of.returned), returnedBy, sentAt],
    );
    revision.run(ids.ulid(0), id, person, at(of.submitted), "submitted");
    if (of.edited) revision.run(ids.ulid(0), id, person, at(of.edited), "edited");
    if (approvedAt !== null) approval.run(id, person, approvedAt);
  }
}

const cases = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ queuedAt: at("09:00") + index * minuteMs }));

test("approvals have their time, their first-pass yield, and names only for leads", async () => {
  const desk = await startReportDesk();
  writeCycles(desk.parts.store.raw, cases(4));
  writeReplies(desk, [
    { submitted: "10:00", approved: "10:10" },
    { submitted: "10:00", approved: "10:30", edited: "10:20" },
    { submitted: "11:00", returned: "11:05" },
    { submitted: "12:00" },
  ]);
  const report = await desk.read("approvals");
  const all = { submitted: 4, approved: 2, returned: 1, open: 1, unchanged: 1, first_pass: 100 / 3 };
  const lengths = { median: 20 * minuteMs, p90: 30 * minuteMs };
  expect(tableOf(report, "approvals")).toEqual([{ name: "reports.row.total", ...all, ...lengths }]);
  expect(tableOf(report, "approvers")).toMatchObject([{ name: "Lea", approved: 2, returned: 1, first_pass: 100 / 3 }]);
  expect(valuesOf(report, "approval_time", "median")).toEqual([20 * minuteMs, null]);
  expect(await desk.kpi("approval_time")).toMatchObject({ value: 20 * minuteMs });
  expect(await desk.kpi("first_pass_yield")).toMatchObject({ value: 100 / 3, n: 3 });
  const seenByAgent = await desk.read("approvals", {}, desk.agent);
  expect(seenByAgent.tables.map(({ key }) => key)).toEqual(["approvals"]);
});

test("scripts are counted by what was sent with them, and what nobody wrote down is no zero", async () => {
  const desk = await startReportDesk();
  writeCycles(desk.parts.store.raw, [
    { queuedAt: at("09:00"), resolvedAt: at("12:00"), resolution: "answered" },
    ...cases(2),
  ]);
  writeReplies(desk, [
    { submitted: "10:00", approved: "10:10", script: true },
    { submitted: "10:00", approved: "10:30", script: true, changed: true },
    { submitted: "11:00", approved: "11:05" },
  ]);
  const report = await desk.read("scripts");
  expect(tableOf(report, "scripts")).toMatchObject([
    { name: "Refund", used: 2, changed: 50, known: 2, resolved: 1, success: 50 },
    { name: "reports.row.own_words", used: 1, changed: null, known: 0, resolved: 0, success: 0 },
    { name: "reports.row.total", used: 3, changed: 50, known: 2, success: 100 / 3 },
  ]);
  expect(valuesOf(report, "replies", "scripted")).toEqual([2, 0]);
  // At eleven the case was still open.
  const earlier = tableOf(await desk.read("scripts", { asOf: at("11:00") }), "scripts");
  expect(earlier[0]).toMatchObject({ name: "Refund", used: 2, resolved: 0, success: 0 });
});

test("the way into private is a funnel, and an invitation that may still be followed says nothing", async () => {
  const desk = await startReportDesk();
  const { raw } = desk.parts.store;
  const early = monday - 3 * dayMs;
  writeCycles(
    raw,
    ["09:00", "09:01", "09:02"].map((clock) => ({ queuedAt: at(clock, early) })).concat([{ queuedAt: at("09:00") }]),
  );
  const path = raw.prepare(
    "INSERT INTO private_path (case_id, cycle, invited_at, confirmed_at, solved_at) VALUES (?, 1, ?, ?, ?)",
  );
  path.run(1, at("10:00", early), at("11:00", early), at("12:00", early));
  path.run(2, at("10:00", early), null, null);
  path.run(4, at("10:00"), null, null);
  const scope = { from: early, to: tuesday + dayMs };
  const report = await desk.read("handovers", scope);
  expect(tableOf(report, "handovers").map(({ name, ...cells }) => [name, cells])).toEqual([
    ["reports.row.complaints", { count: 4, of_complaints: null, of_invited: null }],
    ["reports.row.invited", { count: 3, of_complaints: 75, of_invited: 100 }],
    ["reports.row.reached", { count: 1, of_complaints: 25, of_invited: 100 / 3 }],
    ["reports.row.not_reached", { count: 1, of_complaints: 25, of_invited: 100 / 3 }],
    ["reports.row.declined", { count: 0, of_complaints: 0, of_invited: 0 }],
    ["reports.row.solved", { count: 1, of_complaints: 25, of_invited: 100 / 3 }],
  ]);
  expect(tableOf(report, "reached")).toMatchObject([{ share: 50, judged: 2 }]);
  expect(await desk.kpi("private_completed", scope)).toMatchObject({ value: 50, n: 2 });
});

test("alarms are told with what was measured and what became of them", async () => {
  const desk = await startReportDesk();
  const { parts } = desk;
  const measure = { windowHours: 3, count: 40, usual: 8, bound: 20, n: 40, p: 0.001, ratio: 5 };
  const alarm = (of: { raisedAt: number; endedAt: number | null; dismissedAt?: number }) =>
    parts.store.write((trx) =>
      insertAlarm(trx, {
        ...{ id: parts.ids.ulid(0), kind: "spike", series: "all", also: [], coordinated: false, confidence: "sure" },
        ...{ measure, evidence: {} as never, since: of.raisedAt - hourMs, overAt: of.raisedAt, sharpAt: null },
        ...{
          state: "ended",
          dismissedAt: null,
          mutedUntil: null,
          noticeAt: null,
          mentions: 40,
          authors: 9,
          topTerm: null,
        },
        ...of,
      }),
    );
  await alarm({ raisedAt: at("09:00"), endedAt: at("12:00") });
  await alarm({ raisedAt: at("13:00"), endedAt: null, dismissedAt: at("13:05") });
  await alarm({ raisedAt: at("09:00", tuesday), endedAt: null });
  const report = await desk.read("spikes");
  expect(valuesOf(report, "alarms", "spike")).toEqual([2, 1]);
  expect(valuesOf(report, "alarms", "dip")).toEqual([0, 0]);
  expect(tableOf(report, "alarms")).toMatchObject([
    { name: "reports.row.series_all", measured: 40, usual: 8, ratio: 5, lasted: 4 * hourMs, outcome: "ended" },
    { outcome: "dismissed", lasted: null },
    { outcome: "running", raised: at("09:00", tuesday) },
  ]);
});

test("a mention that names us and a rival counts once for each, and shares are of their sum", async () => {
  const desk = await startReportDesk();
  const { parts } = desk;
  const watch = (name: string, set: "own" | "competitor") =>
    parts.store.write((trx) => insertWatch(trx, { id: parts.ids.ulid(0), name, set, query: name, at: 0 }));
  const [ours, ourName, rival] = [
    await watch("Ours", "own"),
    await watch("Our name", "own"),
    await watch("Rival", "competitor"),
  ];
  const seeded = await seedStories(parts, told);
  const name = parts.store.raw.prepare(
    "INSERT INTO mention_watch (mention_id, watch_id, spans) SELECT id, ?, '[]' FROM mention WHERE story_id = ?",
  );
  name.run(ours, seeded[0]?.rowId);
  name.run(ourName, seeded[0]?.rowId);
  name.run(rival, seeded[0]?.rowId);
  name.run(rival, seeded[3]?.rowId);
  const report = await desk.read("voice");
  expect(valuesOf(report, "share_of_voice", "own_brand")).toEqual([50, 0]);
  expect(tableOf(report, "voice")).toMatchObject([
    { name: "reports.row.own_brand", count: 3, share: (100 * 3) / 7, net: -100 },
    { name: "Rival", count: 4, share: (100 * 4) / 7, net: -50 },
    { name: "reports.row.total", count: 7, share: 100 },
  ]);
  const stories = { counted: "stories" } as const;
  expect(tableOf(await desk.read("voice", stories), "voice").at(-1)).toMatchObject({ count: 3 });
  expect(await desk.kpi("share_of_voice")).toMatchObject({ value: (100 * 3) / 7, n: 7 });
  parts.store.raw.prepare("UPDATE watch SET removed_at = 1 WHERE id = ?").run(rival);
  const alone = await desk.read("voice");
  expect(valuesOf(alone, "share_of_voice", "own_brand")).toEqual([null, null]);
  expect(tableOf(alone, "voice")).toMatchObject([
    { count: 3, share: null },
    { count: 3, share: null },
  ]);
});

test("an empty desk has no figures, no zeros that mean nothing, and every report", async () => {
  const desk = await startReportDesk({ heardFrom: at("09:00", tuesday) });
  for (const report of ["service", "sources", "scripts", "approvals", "handovers", "spikes", "voice"] as const) {
    const read = await desk.read(report, { to: tuesday });
    for (const chart of read.charts)
      expect([chart.key, chart.series.flatMap(({ values }) => values).every((value) => value === null)]).toEqual([
        chart.key,
        true,
      ]);
  }
  expect(chartOf(await desk.read("volume", { to: tuesday }), "volume").gaps).toEqual([
    { from: monday, to: tuesday, kind: "off" },
  ]);
});

test("a period that ends before it begins is refused", async () => {
  const desk = await startReportDesk();
  await expect(desk.read("service", { from: tuesday, to: monday })).rejects.toMatchObject({ code: "bad-period" });
  expect(caseIdOf(1)).toHaveLength(26);
});
