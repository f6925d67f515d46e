import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { KpiScope } from "../../../src-main/contract/methods/kpis.ts";
import type { Kpi, KpiName } from "../../../src-main/contract/methods/kpis.ts";
import type { Resolution } from "../../../src-main/contract/values.ts";
import type { Call } from "../../../src-main/engine/handlers.ts";
import { createKpis } from "../../../src-main/engine/kpis/index.ts";
import { defaultSettings, writeSettings } from "../../../src-main/engine/store/setting.ts";
import { type CycleRow, sourceIdOf, writeCycles } from "../../support/kpi-desk.ts";
import {
  type OracleCalendar,
  oracleBacklog,
  oracleClock,
  oracleDeadline,
  oracleKpis,
} from "../../support/kpi-oracle.ts";
import { startTestParts, type TestParts } from "../../support/test-engine.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const workdays = (...hours: (readonly [number, number])[]) =>
  Object.fromEntries(["Mon", "Tue", "Wed", "Thu", "Fri"].map((name) => [name, hours]));

const utcOffice: OracleCalendar = { tz: "UTC", week: workdays([540, 1020]), holidays: [] };

/** Three calendars, a week with a night shift over each change of the clock, and elapsed time. */
const calendars: readonly (OracleCalendar | null)[] = [
  utcOffice,
  { tz: "Europe/Berlin", week: workdays([480, 720], [810, 1080]), holidays: ["2026-03-30"] },
  {
    tz: "America/New_York",
    week: { ...workdays([0, 360], [540, 1440]), Sun: [[60, 300]], Sat: [[0, 1440]] },
    holidays: [],
  },
  null,
];

/** Weeks that hold the changes of the clock of both continents, in spring and in autumn, and one that holds none. */
const weeks = [
  Date.UTC(2026, 2, 6),
  Date.UTC(2026, 2, 27),
  Date.UTC(2026, 9, 23),
  Date.UTC(2026, 9, 30),
  Date.UTC(2026, 0, 19),
];

const oneCycle = fc.record({
  bucket: fc.constantFrom("care", "pr", "unsorted"),
  source: fc.constantFrom(1, 2),
  queued: fc.integer({ min: 0, max: 96 * 4 }),
  answeredAfter: fc.option(fc.integer({ min: 0, max: 2400 })),
  resolvedAfter: fc.option(fc.integer({ min: 0, max: 2400 })),
  resolution: fc.constantFrom<Resolution>(
    ...(["spam", "duplicate", "withdrawn", "no_reply_needed", "counted_only", "closed_without_reply"] as const),
  ),
  opened: fc.option(fc.integer({ min: 0, max: 300 })),
  submitted: fc.option(fc.integer({ min: 0, max: 600 })),
  approved: fc.option(fc.integer({ min: 0, max: 900 })),
  active: fc.integer({ min: 0, max: 20 }),
  wrap: fc.integer({ min: 0, max: 5 }),
});

const targetMs = hour;

function writtenCycle(begin: number, cal: OracleCalendar | null) {
  return (drawn: typeof oneCycle extends fc.Arbitrary<infer Of> ? Of : never): CycleRow => {
    const queuedAt = begin + drawn.queued * 15 * minute;
    const after = (minutes: number | null) => (minutes === null ? null : queuedAt + minutes * minute);
    const firstResponseAt = after(drawn.answeredAfter);
    const resolvedAt =
      drawn.resolvedAfter === null ? null : (firstResponseAt ?? queuedAt) + drawn.resolvedAfter * minute;
    return {
      bucket: drawn.bucket as "care",
      source: drawn.source as 1,
      queuedAt,
      targetMs,
      // Elapsed time is asked of a desk that set its deadlines by hours.
      dueAt: oracleDeadline(queuedAt, targetMs, cal ?? utcOffice),
      firstOpenedAt: after(drawn.opened),
      submittedAt: after(drawn.submitted),
      approvedAt: after(drawn.approved),
      firstResponseAt,
      resolvedAt,
      resolution: resolvedAt === null ? null : firstResponseAt === null ? drawn.resolution : "answered",
      activeMs: drawn.active * minute,
      // The oracle counts only cases that somebody worked on.
      wrapMs: drawn.active === 0 ? 0 : drawn.wrap * minute,
    };
  };
}

const drawnDesk = fc
  .record({
    week: fc.constantFrom(...weeks),
    cal: fc.constantFrom(...calendars),
    asOfHours: fc.integer({ min: 1, max: 8 * 24 }),
    cycles: fc.array(oneCycle, { minLength: 1, maxLength: 40 }),
  })
  .map(({ week, cal, asOfHours, cycles }) => ({
    cal,
    from: week,
    to: week + 4 * day,
    asOf: week + asOfHours * hour,
    rows: cycles.map(writtenCycle(week, cal)),
  }));

let parts: TestParts;
let lead: Call;
let handlers: ReturnType<typeof createKpis>;
let version = 1;

beforeAll(async () => {
  parts = await startTestParts();
  lead = await parts.addPerson("Lea", "lead");
  handlers = createKpis(parts);
});
afterAll(() => parts.close());

async function writeDesk({ rows, cal }: { readonly rows: readonly CycleRow[]; readonly cal: OracleCalendar | null }) {
  writeCycles(parts.store.raw, rows);
  const settings = defaultSettings(cal?.tz ?? "UTC");
  const calendar = cal
    ? { timeZone: cal.tz, week: { Sat: [], Sun: [], ...cal.week }, holidays: [...(cal.holidays ?? [])] }
    : settings.calendar;
  version += 1;
  await parts.store.write((trx) =>
    writeSettings(trx, { version, settings: { ...settings, calendar: calendar as typeof settings.calendar } }),
  );
}

async function read(scope: Partial<KpiScope> & { readonly from: number; readonly to: number }) {
  const { basis, kpis } = await handlers["kpis.read"](KpiScope.parse(scope), lead);
  const of = (name: KpiName): Kpi => {
    const kpi = kpis.find((one) => one.name === name);
    if (!kpi) throw new Error(`There is no ${name}`);
    return kpi;
  };
  return { basis, kpis, of };
}

/** A desk that changes with every run, and one that never does: a failure of the first prints its seed. */
async function onDesks(
  runs: number,
  check: (desk: typeof drawnDesk extends fc.Arbitrary<infer Of> ? Of : never) => Promise<void>,
) {
  const property = fc.asyncProperty(drawnDesk, async (desk) => {
    await writeDesk(desk);
    await check(desk);
  });
  await fc.assert(property, { numRuns: runs, seed: 20_260_308 });
  await fc.assert(property, { numRuns: runs });
}

const clockOf = (cal: OracleCalendar | null) => (cal ? "hours" : "elapsed");

test("the figures of any desk are those of the second reading", async () => {
  await onDesks(30, async ({ rows, cal, from, to, asOf }) => {
    const { basis, of } = await read({ from, to, asOf, clock: clockOf(cal) });
    const ignoreMs = basis.targets.ignoreMinutes * minute;
    const items = rows.map((row) => ({ ...row, bucket: row.bucket ?? "care", closeReason: row.resolution }));
    const expected = oracleKpis(items, { from, to, asOf, targetMs, ignoreMs, cal });
    const [level, rate] = [of("service_level"), of("response_rate")];
    const [first, handled] = [of("first_response"), of("handle_time")];
    expect({
      offered: level.parts["offered"],
      excluded: basis.excluded,
      answered: rate.parts["answered"],
      within: level.parts["within"],
      late: level.parts["late"],
      pending: level.parts["pending"],
      overdue: level.parts["due"],
      noReply: level.parts["no_reply"],
      ignored: rate.parts["ignored"],
      judged: level.n,
      answerable: rate.n,
      serviceLevel: level.value,
      responseRate: rate.value,
      ignoredRate: of("ignored_rate").value,
      noReplyShare: of("no_reply_share").value,
      frt: { n: first.n, mean: first.also["mean"], median: first.value, p90: first.also["p90"] },
      resolution: of("resolution_time").value,
      handleTime: handled.value,
    }).toEqual(expected);
    expect(of("backlog").value).toBe(oracleBacklog(items, Math.min(to, asOf)));
  });
});

test("the pieces of all answers add up to their first response, and the parts of a cohort to what was offered", async () => {
  await onDesks(15, async ({ cal, from, to, asOf }) => {
    const { of } = await read({ from, to, asOf, clock: clockOf(cal) });
    const sum = (name: KpiName) => of(name).also["sum"] ?? 0;
    const pieces = sum("piece_queue") + sum("piece_draft") + sum("piece_approve") + sum("piece_post");
    expect(pieces).toBe(sum("first_response"));
    const { within = 0, late = 0, due = 0, pending = 0, offered } = of("service_level").parts;
    expect(within + late + due + pending).toBe(offered);
    const { answered = 0, ignored = 0, waiting = 0 } = of("response_rate").parts;
    expect(answered + ignored + waiting).toBe(of("response_rate").n);
  });
});

test("buckets, sources and days add up to the whole", async () => {
  await onDesks(8, async ({ cal, from, to, asOf }) => {
    const clock = clockOf(cal);
    const counts = async (narrower: Partial<KpiScope>) => {
      const { of } = await read({ from, to, asOf, clock, ...narrower });
      const counted: Record<string, number> = { ...of("service_level").parts, ...of("response_rate").parts };
      return { ...counted, judged: of("service_level").n } as Readonly<Record<string, number>>;
    };
    const whole = await counts({});
    const byBucket = await Promise.all(
      (["care", "pr", "unsorted"] as const).map((bucket) => counts({ buckets: [bucket] })),
    );
    const bySource = await Promise.all([1, 2].map((row) => counts({ sourceId: sourceIdOf(row) })));
    const byDay = await Promise.all(
      [0, 1, 2, 3].map((at) => counts({ from: from + at * day, to: from + (at + 1) * day })),
    );
    for (const divided of [byBucket, bySource, byDay]) {
      const sums = Object.keys(whole).map((key) => [key, divided.reduce((sum, one) => sum + (one[key] ?? 0), 0)]);
      expect(Object.fromEntries(sums)).toEqual(whole);
    }
  });
});

test("every number and every part opens as many rows as it says, and they make the same figure", async () => {
  await onDesks(6, async ({ cal, from, to, asOf }) => {
    const scope = KpiScope.parse({ from, to, asOf, clock: clockOf(cal) });
    const { kpis } = await read(scope);
    for (const kpi of kpis.filter(({ name }) => !["volume", "syndication", "net_sentiment"].includes(name))) {
      const values = (await allRows(scope, kpi.name, null)).map(({ value }) => value ?? 0);
      expect([kpi.name, values.length]).toEqual([kpi.name, kpi.n]);
      const mean = kpi.also["mean"] === undefined ? undefined : meanOf(values);
      expect([kpi.name, mean]).toEqual([kpi.name, kpi.also["mean"]]);
      for (const [part, count] of Object.entries(kpi.parts))
        expect([kpi.name, part, (await allRows(scope, kpi.name, part)).length]).toEqual([kpi.name, part, count]);
    }
  });
});

const meanOf = (values: readonly number[]) =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

type RowPage = Awaited<ReturnType<(typeof handlers)["kpis.rows"]>>;

/** All rows, read in pages of seven: none twice, none left out, and each page knows how many there are. */
async function allRows(scope: KpiScope, kpi: KpiName, part: string | null) {
  const pages: RowPage[] = [];
  let cursor: string | null = null;
  do {
    const page: RowPage = await handlers["kpis.rows"]({ ...scope, kpi, part, cursor, limit: 7 }, lead);
    pages.push(page);
    cursor = page.next;
  } while (cursor !== null);
  const rows = pages.flatMap((page) => page.rows);
  expect([kpi, part, rows.length]).toEqual([kpi, part, pages[0]?.total]);
  expect(new Set(rows.map(({ id, cycle }) => `${id} ${cycle}`)).size).toBe(rows.length);
  return rows;
}

test("an hour that does not exist is not worked, and one that comes twice is", () => {
  const cal = calendars[2] ?? null;
  expect(oracleClock(Date.UTC(2026, 2, 8, 5), Date.UTC(2026, 2, 9, 4), cal)).toBe(3 * hour);
});
