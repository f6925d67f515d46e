import { expect, test } from "vitest";
import { writeCycles, type CycleRow } from "../../support/kpi-desk.ts";
import { at, chartOf, dayMs, hourMs, minuteMs, monday, startReportDesk, tableOf, valuesOf } from "./desk.ts";

const minutes = (count: number) => count * minuteMs;
const times = (
  queued: string,
  opened?: string,
  submitted?: string,
  approved?: string,
  answered?: string,
): CycleRow => ({
  queuedAt: at(queued),
  dueAt: at(queued) + hourMs,
  firstOpenedAt: opened ? at(opened) : null,
  submittedAt: submitted ? at(submitted) : null,
  approvedAt: approved ? at(approved) : null,
  firstResponseAt: answered ? at(answered) : null,
});

/** Monday: one in time, three late, one still unanswered, one spam, one that needs no reply; Tuesday: one that just came. */
const played: readonly CycleRow[] = [
  times("09:00", "09:10", "09:20", "09:30", "09:40"),
  times("10:00", "10:05", "10:10", "12:00", "12:05"),
  { ...times("13:00", "15:00", "15:01", "15:02", "15:03"), bucket: "pr", source: 2 },
  { ...times("14:00", "16:00"), firstResponseAt: at("16:10") },
  times("15:00"),
  { ...times("15:30"), resolvedAt: at("15:40"), resolution: "spam" },
  { ...times("16:00"), resolvedAt: at("16:10"), resolution: "no_reply_needed" },
  { ...times("09:30"), queuedAt: at("09:30", monday + dayMs), dueAt: at("10:30", monday + dayMs) },
];

async function playedDesk() {
  const desk = await startReportDesk();
  writeCycles(desk.parts.store.raw, played);
  await desk.parts.store.write((trx) =>
    trx
      .insertInto("shift")
      .values({
        public_id: desk.parts.ids.ulid(0),
        opened_at: at("08:00"),
        opened_by: desk.lead.person?.rowId ?? 0,
        closed_at: at("14:30"),
        closed_by: null,
      })
      .execute(),
  );
  return desk;
}

test("the service level of a day is made from its counts, and a day of which nothing can be judged has none", async () => {
  const desk = await playedDesk();
  const report = await desk.read("service");
  expect(valuesOf(report, "service_level", "service_level")).toEqual([20, null]);
  expect(chartOf(report, "service_level").series[0]?.n).toEqual([5, 0]);
  expect(chartOf(report, "service_level")).toMatchObject({
    goal: 80,
    times: [monday, monday + dayMs],
    end: monday + 2 * dayMs,
    opens: { kpi: "service_level", part: null },
  });
  expect(valuesOf(report, "first_response", "median")).toEqual([minutes(124), null]);
  expect(valuesOf(report, "first_response", "p90")).toEqual([minutes(130), null]);
  expect(report.basis.excluded).toBe(1);
});

test("the pieces are means over the same answers, and add up to the mean of them", async () => {
  const desk = await playedDesk();
  const pieces = tableOf(await desk.read("service"), "pieces").map(({ name, ...cells }) => [name, cells]);
  expect(pieces).toEqual([
    ["reports.row.piece_found", { mean: minutes(1), n: 4 }],
    ["reports.row.piece_queue", { mean: minutes(63.75), n: 4 }],
    ["reports.row.piece_draft", { mean: minutes(4), n: 4 }],
    ["reports.row.piece_approve", { mean: minutes(30.25), n: 4 }],
    ["reports.row.piece_post", { mean: minutes(6.5), n: 4 }],
  ]);
  const kpi = await desk.kpi("first_response");
  expect(kpi?.also["mean"]).toBe(minutes(104.5));
});

test("late answers have one cause each, and the causes add up to them", async () => {
  const desk = await playedDesk();
  const report = await desk.read("service");
  expect(tableOf(report, "late_by_cause")).toEqual([
    { name: "reports.cause.queue", count: 1, share: 100 / 3 },
    { name: "reports.cause.shift_end", count: 1, share: 100 / 3 },
    { name: "reports.cause.approve", count: 1, share: 100 / 3 },
    { name: "reports.row.total", count: 3, share: 100 },
  ]);
  expect(tableOf(report, "late")).toEqual([
    { name: "Post 2", cause: "approve", late_by: minutes(65), first_response: minutes(125), source: "Source 1" },
    { name: "Post 3", cause: "queue", late_by: minutes(63), first_response: minutes(123), source: "Source 2" },
    { name: "Post 4", cause: "shift_end", late_by: minutes(70), first_response: minutes(130), source: "Source 1" },
  ]);
});

test("each bucket has its service, and all is made from the sums", async () => {
  const desk = await playedDesk();
  const rows = tableOf(await desk.read("service"), "service");
  expect(rows.map(({ name, ...cells }) => [name, cells])).toMatchObject([
    ["bucket.pr", { service_level: 0, judged: 1, within: 0, late: 1, due: 0 }],
    ["bucket.care", { service_level: 25, judged: 4, within: 1, late: 2, due: 2, no_reply: 1, pending: 1, excluded: 1 }],
    ["reports.row.total", { service_level: 20, judged: 5, within: 1, late: 3, due: 2, no_reply: 1, pending: 1 }],
  ]);
});

test("every number that opens rows opens as many as it says", async () => {
  const desk = await playedDesk();
  const report = await desk.read("service");
  const counted = report.tables
    .filter(({ key }) => key === "service" || key === "late_by_cause")
    .flatMap(({ columns, rows }) =>
      rows.flatMap(({ cells, opens }) =>
        columns.flatMap(({ unit }, index) => {
          const leads = opens[index];
          return unit === "count" && leads ? [{ count: cells[index], leads }] : [];
        }),
      ),
    );
  expect(counted.length).toBeGreaterThan(20);
  for (const { count, leads } of counted) expect([leads, (await desk.rows(leads)).total]).toEqual([leads, count]);
});

test("what was seen at an earlier instant has not happened yet", async () => {
  const desk = await playedDesk();
  const report = await desk.read("service", { asOf: at("11:30") });
  expect(valuesOf(report, "service_level", "service_level")).toEqual([50, null]);
  expect(tableOf(report, "late_by_cause")).toEqual([{ name: "reports.row.total", count: 0, share: null }]);
});

test("night, weekend and sleep are gaps, and days have their local edges", async () => {
  const desk = await startReportDesk({ heardFrom: at("06:00") });
  const report = await desk.read("service", { from: monday, to: monday + dayMs, step: "hour" });
  expect(chartOf(report, "service_level").gaps).toEqual([
    { from: monday, to: at("06:00"), kind: "off" },
    { from: at("06:00"), to: at("09:00"), kind: "closed" },
    { from: at("17:00"), to: monday + dayMs, kind: "closed" },
  ]);
});

test("a report of a person's figures is for leads", async () => {
  const desk = await startReportDesk();
  const personId = desk.agent.person?.id ?? "";
  await expect(desk.read("service", { personId }, desk.agent)).rejects.toMatchObject({ code: "not-allowed" });
  expect((await desk.read("service", { personId })).report).toBe("service");
});
