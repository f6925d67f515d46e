import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { ExportFormat, ExportWhat } from "../../../src-main/contract/methods/exports.ts";
import { KpiScope } from "../../../src-main/contract/methods/kpis.ts";
import type { Kpi } from "../../../src-main/contract/methods/kpis.ts";
import { addBusiness } from "../../../src-main/domain/calendar/business-time.ts";
import type { Engine } from "../../../src-main/engine/engine.ts";
import type { Call } from "../../../src-main/engine/handlers.ts";
import { keepPastHours } from "../../../src-main/engine/store/past-hours.ts";
import { defaultSettings, writeSettings } from "../../../src-main/engine/store/setting.ts";
import { writeCycles } from "../../support/kpi-desk.ts";
import type { CycleRow } from "../../support/kpi-desk.ts";
import { oracleClock } from "../../support/kpi-oracle.ts";
import type { OracleCalendar } from "../../support/kpi-oracle.ts";
import { startTestParts } from "../../support/test-engine.ts";
import type { TestParts } from "../../support/test-engine.ts";
import { createWholeEngine } from "../../support/whole-engine.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** The weeks in which London's clocks go back (169 hours long) and forward (167), from Monday to Monday. */
const weeks = {
  autumn: { from: Date.UTC(2026, 9, 18, 23), to: Date.UTC(2026, 9, 26) },
  spring: { from: Date.UTC(2027, 2, 22), to: Date.UTC(2027, 2, 28, 23) },
} as const;
type Week = (typeof weeks)[keyof typeof weeks];

let parts: TestParts;
let engine: Engine;
let lead: Call;
beforeEach(async () => {
  parts = await startTestParts();
  lead = await parts.addPerson("Lea", "lead");
  const settings = defaultSettings("Europe/London");
  await parts.store.write((trx) => writeSettings(trx, { version: 2, settings }));
  engine = createWholeEngine(parts);
});
afterEach(async () => {
  await engine.stop();
  await parts.close();
});

/** The hours until Wednesday noon; afterwards the desk also works in the evenings, but not on Friday. */
const before = defaultSettings("Europe/London").calendar;
const minutes = (...stretches: [number, number][]): [number, number][] => stretches;
const after = {
  ...before,
  week: { ...before.week, Thu: minutes([540, 720], [1140, 1380]), Sun: minutes([0, 240]) },
};

const changedAt = (week: Week) => week.from + 2.5 * day;
const changed = (week: Week) => ({
  ...after,
  holidays: [new Date(week.from + 4.5 * day).toISOString().slice(0, 10)],
});

async function changeHours(week: Week): Promise<void> {
  const settings = defaultSettings("Europe/London");
  const calendar = changed(week);
  const past = { until: changedAt(week), hours: { ...settings, calendar: before } };
  await parts.store.write(async (trx) => {
    await keepPastHours(trx, past);
    await writeSettings(trx, { version: 3, settings: { ...settings, calendar } });
  });
}

/** Cases all over the week, some answered in time, late, not at all, exactly on target, or not to be answered. */
function fillWeek(week: Week, hours: "same" | "changed"): void {
  const targetMs = hour;
  // As the desk does: what is open when the hours change gets a new deadline by the new ones.
  const deadline = (from: number, endedAt: number) =>
    addBusiness(from, targetMs, hours === "same" || endedAt < changedAt(week) ? before : changed(week));
  const cycles = Array.from({ length: 84 }, (_, at): CycleRow => {
    const queuedAt = week.from + at * 2 * hour + 7 * minute;
    const kind = at % 7;
    const early = deadline(queuedAt, queuedAt) ?? 0;
    const endedAt = [queuedAt + 25 * minute, early, queuedAt + 75 * minute, queuedAt + 100 * minute][kind];
    const dueAt = kind === 1 && early < changedAt(week) ? early : deadline(queuedAt, endedAt ?? week.to + hour);
    return {
      ...{ queuedAt, targetMs, dueAt },
      ...(kind < 4 && { firstResponseAt: queuedAt + (kind + 1) * 25 * minute, resolvedAt: queuedAt + 5 * hour }),
      ...(kind === 1 && { firstResponseAt: dueAt, resolvedAt: dueAt }),
      ...(kind < 4 && { resolution: "answered" as const }),
      ...(kind === 4 && { resolvedAt: queuedAt + hour, resolution: "no_reply_needed" as const }),
      ...(kind === 5 && { resolvedAt: queuedAt + hour, resolution: "spam" as const }),
    };
  });
  writeCycles(parts.store.raw, cycles);
}

/** The file and its sidecar. */
async function exported(what: ExportWhat, format: ExportFormat): Promise<readonly [string, Sidecar]> {
  const { handlers } = engine;
  const { id } = await handlers["exports.start"]({ commandId: parts.commandId(), what, format }, lead);
  await engine.idle();
  const run = await handlers["exports.get"]({ id }, lead);
  expect([run.state, run.says]).toEqual(["done", null]);
  const [file = "", sidecar = ""] = run.files.map(({ fileName }) =>
    readFileSync(join(parts.folder, "exports", fileName), "utf8"),
  );
  return [file, JSON.parse(sidecar) as Sidecar];
}

type Row = Readonly<Record<string, string>>;
type Hours = { readonly timeZone: string; readonly week: OracleCalendar["week"]; readonly holidays: readonly string[] };
type Sidecar = {
  readonly hours: {
    readonly clock: string;
    readonly asOf: string;
    readonly inForce: readonly { until: string | null; care: Hours; pr: Hours; others: Hours }[];
  };
};

const at = (text: string | undefined) => (text === undefined || text === "" ? null : Date.parse(text));

/** The hours that the sidecar names for a row. */
function hoursFor(row: Row, { clock, asOf, inForce }: Sidecar["hours"]): OracleCalendar | null {
  if (clock === "elapsed") return null;
  const judgedAt = at(row["first_response_at"]) ?? at(row["resolved_at"]) ?? Date.parse(asOf);
  const then = inForce.find(({ until }) => until === null || judgedAt < Date.parse(until));
  const hours = row["bucket"] === "care" ? then?.care : row["bucket"] === "pr" ? then?.pr : then?.others;
  return hours ? { tz: hours.timeZone, week: hours.week, holidays: hours.holidays } : null;
}

/** A reader that knows the formulas and hours that came with the file, and nothing of the program: no length of its is read. */
function recompute(rows: readonly Row[], { hours }: Sidecar) {
  const read = rows.map((row) => {
    const length = (to: number | null) =>
      to === null ? null : oracleClock(at(row["queued_at"]) ?? 0, to, hoursFor(row, hours));
    const [answered, resolved] = [at(row["first_response_at"]), at(row["resolved_at"])];
    const [resolution = "", target] = [row["resolution"], Number(row["target_ms"])];
    return { resolution, target, resolved, ...{ took: length(answered), waited: length(Date.parse(hours.asOf)) } };
  });
  const left = read.filter(({ resolution, took }) => took !== null || !["spam", "duplicate"].includes(resolution));
  const answered = left.flatMap(({ took, target }) => (took === null ? [] : [{ took, target }]));
  const unanswered = left.filter(({ took }) => took === null);
  const noReply = unanswered.filter(({ resolution }) => resolution === "no_reply_needed");
  const pending = unanswered.filter(({ resolved, waited, target }) => resolved === null && (waited ?? 0) <= target);
  const base = left.length - pending.length - noReply.length;
  const lengths = answered.map(({ took }) => took).toSorted((one, other) => one - other);
  const half = lengths.length / 2;
  const median =
    lengths.length % 2 === 1 ? lengths[Math.floor(half)] : ((lengths[half - 1] ?? 0) + (lengths[half] ?? 0)) / 2;
  return {
    service_level: (100 * answered.filter(({ took, target }) => took <= target).length) / base,
    response_rate: (100 * answered.length) / base,
    no_reply_share: (100 * noReply.length) / left.length,
    first_response: median,
  };
}

const cases = (["autumn", "spring"] as const).flatMap((week) =>
  (["same", "changed"] as const).flatMap((hours) =>
    (["hours", "elapsed"] as const).map((clock) => ({ week, hours, clock })),
  ),
);

test.each(cases)(
  "the exported cases give the exported figures again, on the screen too, over a week of a clock change ($week, $hours hours, $clock)",
  async ({ week: name, hours, clock }) => {
    const week = weeks[name];
    fillWeek(week, hours);
    if (hours === "changed") await changeHours(week);
    parts.clock.advance(week.to + day - parts.clock.now());
    const scope = KpiScope.parse({ ...week, clock, asOf: week.to + hour });
    const [csv, sidecar] = await exported({ of: "cases", ...scope }, "csv");
    const rows = parse(csv, { columns: true, bom: true }) as Row[];
    const figures = JSON.parse((await exported({ of: "kpi", ...scope }, "json"))[0]) as (Kpi & { hash: string })[];
    const value = (figure: string) => figures.find((one) => one.name === figure)?.value;
    expect(rows.length).toBe(84);
    for (const [figure, made] of Object.entries(recompute(rows, sidecar)))
      expect([figure, made]).toEqual([figure, value(figure)]);
    for (const row of rows)
      expect(row["response_ms"] === "" ? null : Number(row["response_ms"])).toBe(tookOf(row, sidecar));
    const { kpis } = await engine.handlers["kpis.read"](scope, lead);
    expect(
      figures.map(({ hash: _hash, formula: _formula, ...kpi }: Kpi & { hash: string; formula?: string }) => kpi),
    ).toEqual(kpis);
  },
);

function tookOf(row: Row, { hours }: Sidecar): number | null {
  const [queuedAt, answeredAt] = [at(row["queued_at"]), at(row["first_response_at"])];
  return queuedAt === null || answeredAt === null ? null : oracleClock(queuedAt, answeredAt, hoursFor(row, hours));
}
