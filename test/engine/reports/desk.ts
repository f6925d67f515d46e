import { onTestFinished } from "vitest";
import { KpiScope } from "../../../src-main/contract/methods/kpis.ts";
import type { KpiName } from "../../../src-main/contract/methods/kpis.ts";
import { Report } from "../../../src-main/contract/methods/reports.ts";
import type { Opens, ReportName, ReportStep } from "../../../src-main/contract/methods/reports.ts";
import type { Call } from "../../../src-main/engine/handlers.ts";
import { createKpis } from "../../../src-main/engine/kpis/index.ts";
import { createReports } from "../../../src-main/engine/reports/index.ts";
import { beginSpan, extendSpan } from "../../../src-main/engine/store/running-span.ts";
import { startTestParts } from "../../support/test-engine.ts";

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;
/** Monday 16 November 2026, 00:00 UTC; the desk's clock stands at Tuesday, 10:00. */
export const monday = Date.UTC(2026, 10, 16);
export const at = (clock: string, day = monday) => day + Date.parse(`1970-01-01T${clock}Z`);

type Scope = Partial<KpiScope>;

/** A desk with UTC hours, a lead and an agent, that listened since a while, and its reports and figures. */
export async function startReportDesk({ heardFrom = monday - 30 * dayMs }: { readonly heardFrom?: number } = {}) {
  const parts = await startTestParts();
  onTestFinished(() => parts.close());
  const lead = await parts.addPerson("Lea", "lead");
  const agent = await parts.addPerson("Ann", "agent");
  await parts.store.write(async (trx) => extendSpan(trx, await beginSpan(trx, heardFrom), parts.clock.now()));
  const reports = createReports(parts);
  const kpis = createKpis(parts);
  const scopeOf = (scope: object) => KpiScope.parse({ from: monday, to: monday + 2 * dayMs, ...scope });
  const read = async (report: ReportName, scope: Scope & { readonly step?: ReportStep } = {}, call: Call = lead) => {
    const { step = "day", ...rest } = scope;
    // Checked as the door would check it.
    return Report.parse(await reports["reports.read"]({ ...scopeOf(rest), report, step }, call));
  };
  return {
    ...{ parts, lead, agent, read },
    kpi: async (name: KpiName, scope: Scope = {}) =>
      (await kpis["kpis.read"](scopeOf(scope), lead)).kpis.find((kpi) => kpi.name === name),
    rows: async (opens: Opens, scope: Scope = {}) =>
      kpis["kpis.rows"](
        { ...scopeOf({ ...scope, ...opens.scope }), kpi: opens.kpi, part: opens.part, cursor: null, limit: 100 },
        lead,
      ),
  };
}

export const chartOf = (report: Report, key: string) => {
  const chart = report.charts.find((one) => one.key === key);
  if (!chart) throw new Error(`No chart ${key}`);
  return chart;
};
export const valuesOf = (report: Report, chart: string, series: string) =>
  chartOf(report, chart).series.find((one) => one.key === series)?.values;

/** A table as objects: a row's name with its cells by their columns. */
export const tableOf = (report: Report, key: string) => {
  const table = report.tables.find((one) => one.key === key);
  if (!table) throw new Error(`No table ${key}`);
  return table.rows.map(({ name, cells }) => ({
    name: typeof name === "string" ? name : name.code,
    ...Object.fromEntries(table.columns.map((column, index) => [column.key, cells[index]])),
  }));
};
