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
import { defaultSettings, writeSettings } from "../../../src-main/engine/store/setting.ts";
import { writeCycles } from "../../support/kpi-desk.ts";
import type { CycleRow } from "../../support/kpi-desk.ts";
import { startTestParts } from "../../support/test-engine.ts";
import type { TestParts } from "../../support/test-engine.ts";
import { createWholeEngine } from "../../support/whole-engine.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** The week in which London's clocks go back: Monday 2026-10-19 to Monday 2026-10-26, 169 hours long. */
const week = { from: Date.UTC(2026, 9, 18, 23), to: Date.UTC(2026, 9, 26) };

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

/** Cases all over the week, some answered in time, late, not at all, or not to be answered. */
function fillWeek(): void {
  const { calendar } = defaultSettings("Europe/London");
  const targetMs = hour;
  const cycles = Array.from({ length: 84 }, (_, at): CycleRow => {
    const queuedAt = week.from + at * 2 * hour;
    const kind = at % 7;
    return {
      ...{ queuedAt, targetMs, dueAt: addBusiness(queuedAt, targetMs, calendar) },
      ...(kind < 4 && { firstResponseAt: queuedAt + (kind + 1) * 25 * minute, resolvedAt: queuedAt + 5 * hour }),
      ...(kind < 4 && { resolution: "answered" as const }),
      ...(kind === 4 && { resolvedAt: queuedAt + hour, resolution: "no_reply_needed" as const }),
      ...(kind === 5 && { resolvedAt: queuedAt + hour, resolution: "spam" as const }),
    };
  });
  writeCycles(parts.store.raw, cycles);
}

async function exported(what: ExportWhat, format: ExportFormat): Promise<string> {
  const { handlers } = engine;
  const { id } = await handlers["exports.start"]({ commandId: parts.commandId(), what, format }, lead);
  await engine.idle();
  const run = await handlers["exports.get"]({ id }, lead);
  return readFileSync(join(parts.folder, "exports", run.files[0]?.fileName ?? run.says?.code ?? ""), "utf8");
}

type Row = Readonly<Record<string, string>>;

/** A reader that knows the formulas of the file's definitions and nothing of the program. */
function recompute(rows: readonly Row[], asOf: number) {
  const at = (text: string | undefined) => (text === undefined || text === "" ? null : Date.parse(text));
  const left = rows.filter((row) => {
    const isOut = ["spam", "duplicate", "withdrawn"].includes(row["resolution"] ?? "");
    return !(isOut && at(row["first_response_at"]) === null);
  });
  const answered = left.filter((row) => at(row["first_response_at"]) !== null);
  const within = answered.filter((row) => Number(row["response_ms"]) <= Number(row["target_ms"]));
  const unanswered = left.filter((row) => at(row["first_response_at"]) === null);
  const noReply = unanswered.filter((row) => ["no_reply_needed", "counted_only"].includes(row["resolution"] ?? ""));
  const pending = unanswered.filter((row) => at(row["resolved_at"]) === null && asOf <= (at(row["due_at"]) ?? 0));
  const base = left.length - pending.length - noReply.length;
  const lengths = answered.map((row) => Number(row["response_ms"])).toSorted((one, other) => one - other);
  const half = lengths.length / 2;
  const median =
    lengths.length % 2 === 1 ? lengths[Math.floor(half)] : ((lengths[half - 1] ?? 0) + (lengths[half] ?? 0)) / 2;
  return {
    service_level: (100 * within.length) / base,
    response_rate: (100 * answered.length) / base,
    no_reply_share: (100 * noReply.length) / left.length,
    first_response: median,
  };
}

test.each(["hours", "elapsed"] as const)(
  "the exported cases give the exported figures again, on the screen too, over the week of a clock change (%s)",
  async (clock) => {
    fillWeek();
    parts.clock.advance(week.to + day - parts.clock.now());
    const scope = KpiScope.parse({ ...week, clock, asOf: week.to + hour });
    const cases = parse(await exported({ of: "cases", ...scope }, "csv"), { columns: true, bom: true }) as Row[];
    const figures = JSON.parse(await exported({ of: "kpi", ...scope }, "json")) as (Kpi & { hash: string })[];
    const again = recompute(cases, week.to + hour);
    const value = (name: string) => figures.find((one) => one.name === name)?.value;
    expect(cases.length).toBe(84);
    for (const [name, made] of Object.entries(again)) expect([name, made]).toEqual([name, value(name)]);
    const { kpis } = await engine.handlers["kpis.read"](scope, lead);
    expect(
      figures.map(({ hash: _hash, formula: _formula, ...kpi }: Kpi & { hash: string; formula?: string }) => kpi),
    ).toEqual(kpis);
  },
);
