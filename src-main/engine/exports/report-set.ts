import type { Report, ReportChart, ReportTable } from "../../contract/methods/reports.ts";
import type { Cell } from "../../ports/table-writer.ts";
import { readyScope } from "../kpis/scope.ts";
import { type AskedReport, readReport } from "../reports/read-report.ts";
import type { Say } from "../store/mention-shape.ts";
import { inPages } from "./dataset.ts";
import type { Dataset, DatasetRow, Sheet } from "./dataset.ts";
import { sayColumns } from "./say-columns.ts";
import { sayScope } from "./say-scope.ts";
import { scopeHours } from "./scope-hours.ts";
import type { SetParts } from "./set-parts.ts";

const flatColumns = ["table", "row", "column", "value", "text", "unit", "n"];
const iso = (at: number): string => new Date(at).toISOString();

/**
 * A report as tables: one a chart (a row a step) and one a table; for CSV and JSON one long table, a row a number. Refusals:
 * bad-period, not-allowed, not-found.
 */
export async function reportSet(
  { db, say, now, showsPersons }: SetParts,
  { report, step, ...scope }: AskedReport,
): Promise<Dataset> {
  const made = await readReport(db, { report, step, ...scope }, { now, call: null, seesPeople: showsPersons });
  const rows = flatRows(made, say);
  const flat: Sheet = {
    name: report,
    columns: sayColumns(say, "report", flatColumns),
    total: rows.length,
    pages: () => inPages(rows),
  };
  const sheets = [
    ...made.charts.map((chart) => chartSheet(chart, say)),
    ...made.tables.map((table) => tableSheet(table, say)),
  ];
  return {
    ...{
      definitions: [],
      facts: sayScope(say, made.basis),
      hours: await scopeHours(db, await readyScope(db, scope, { now, call: null })),
      flat,
    },
    sheets: sheets.length === 0 ? [flat] : sheets,
  };
}

function chartSheet({ key, unit, times, series }: ReportChart, say: Say): Sheet {
  const names = distinct(series.map((one) => seriesName(one, say)));
  const [start, count] = sayColumns(say, "report", ["begins_at", "n"]);
  const columns = [
    ...(start ? [start] : []),
    ...names.flatMap((name) => [
      { name: `${name} (${unit})`, means: name },
      { name: `${name} n`, means: count?.means ?? "" },
    ]),
  ];
  const rows = times.map((at, place) => ({
    cells: [iso(at), ...series.flatMap(({ values, n }) => [values[place] ?? null, n[place] ?? null])],
  }));
  return sheetOf(say({ code: `reports.chart.${key}`, params: {} }), columns, rows);
}

function tableSheet(table: ReportTable, say: Say): Sheet {
  const word = (key: string) => say({ code: `reports.column.${key}`, params: {} });
  const names = distinct([
    word("name"),
    ...table.columns.map(({ key, unit }) => (unit ? `${word(key)} (${unit})` : word(key))),
  ]);
  const rows = table.rows.map((row) => ({
    cells: [nameOf(row.name, say), ...row.cells.map((cell, at) => sayCell(cell, table.columns[at], say))],
  }));
  const title = say({ code: `reports.table.${table.key}`, params: {} });
  return sheetOf(
    title,
    names.map((name) => ({ name, means: title })),
    rows,
  );
}

function sheetOf(name: string, columns: Sheet["columns"], rows: readonly DatasetRow[]): Sheet {
  return { name, columns, total: rows.length, pages: () => inPages(rows) };
}

function flatRows({ charts, tables }: Report, say: Say): readonly DatasetRow[] {
  const ofCharts = charts.flatMap(({ key, unit, times, series }) =>
    series.flatMap((one) =>
      times.map((at, place) => [
        key,
        iso(at),
        seriesName(one, say),
        one.values[place] ?? null,
        null,
        unit,
        one.n[place] ?? null,
      ]),
    ),
  );
  const ofTables = tables.flatMap((table) =>
    table.rows.flatMap((row) =>
      row.cells.map((cell, at): Cell[] => {
        const column = table.columns[at];
        const said = sayCell(cell, column, say);
        const isNumber = typeof said === "number";
        const [value, text] = isNumber ? [said, null] : [null, said];
        return [table.key, nameOf(row.name, say), column?.key ?? null, value, text, column?.unit ?? null, null];
      }),
    ),
  );
  return [...ofCharts, ...ofTables].map((cells) => ({ cells }));
}

function sayCell(cell: string | number | null, column: ReportTable["columns"][number] | undefined, say: Say): Cell {
  if (typeof cell === "number") return column?.isInstant === true ? iso(cell) : cell;
  return cell !== null && column?.words !== undefined ? say({ code: `${column.words}.${cell}`, params: {} }) : cell;
}

const seriesName = ({ key, name }: ReportChart["series"][number], say: Say): string =>
  name ?? say({ code: `reports.series.${key}`, params: {} });

const nameOf = (name: ReportTable["rows"][number]["name"], say: Say): string =>
  typeof name === "string" ? name : say(name);

/** No column has another one's name. */
function distinct(names: readonly string[]): readonly string[] {
  return names.map((name, at) => {
    const before = names.slice(0, at).filter((one) => one === name).length;
    return before === 0 ? name : `${name} ${before + 1}`;
  });
}
