import type { KpiName, KpiUnit } from "../../contract/methods/kpis.ts";
import type { Opens, Report, ReportChart, ReportTable } from "../../contract/methods/reports.ts";
import type { Said } from "../../contract/values.ts";
import { isUnheard } from "./frame.ts";
import type { ReportFrame } from "./frame.ts";

/** What one report adds to the frame that all share. */
export type ReportBody = Pick<Report, "charts" | "tables">;

type Series = {
  readonly key: string;
  readonly name?: string;
  /** One of each step. */
  readonly points: readonly { readonly value: number | null; readonly n: number }[];
  readonly opens?: Opens | null;
};

/** A chart over the steps of a report. */
export function chartOf(
  { steps, scope, gaps }: ReportFrame,
  chart: {
    readonly key: string;
    readonly unit: KpiUnit;
    readonly series: readonly Series[];
    readonly goal?: number | null;
    readonly opens: ReportChart["opens"];
  },
): ReportChart {
  return {
    key: chart.key,
    unit: chart.unit,
    times: steps.map(({ from }) => from),
    end: scope.to,
    series: chart.series.map(({ key, name, points, opens }) => ({
      key,
      name: name ?? null,
      values: points.map(({ value }) => value),
      n: points.map(({ n }) => n),
      ...(opens === undefined ? {} : { opens }),
    })),
    goal: chart.goal ?? null,
    gaps: [...gaps],
    opens: chart.opens,
  };
}

/** Counts as points of a series: 0 only where somebody listened. */
export function countPoints(frame: ReportFrame, counts: readonly number[]): Series["points"] {
  return counts.map((count, at) => {
    const step = frame.steps[at];
    return { value: count === 0 && step && isUnheard(frame, step) ? null : count, n: count };
  });
}

export type Cell = { readonly value: number | string | null; readonly opens: Opens | null };

/** A cell that leads nowhere. */
export function plain(value: number | string | null): Cell {
  return { value, opens: null };
}

/** A cell that opens the rows of a figure, or of its part, within a narrower scope. */
export function opening(
  value: number | null,
  kpi: KpiName,
  part: string | null = null,
  scope: Opens["scope"] = {},
): Cell {
  return { value, opens: { kpi, part, scope } };
}

type Shown = { readonly words: string } | { readonly isInstant: true };

export function tableOf(
  key: string,
  columns: readonly (readonly [key: string, unit: KpiUnit | null, shown?: Shown])[],
  rows: readonly { readonly name: string | Said; readonly cells: readonly Cell[] }[],
): ReportTable {
  return {
    key,
    columns: columns.map(([column, unit, shown]) => ({ key: column, unit, ...shown })),
    rows: rows.map(({ name, cells }) => ({
      name,
      cells: cells.map(({ value }) => value),
      opens: cells.map(({ opens }) => opens),
    })),
  };
}

/** A row's name from the words `reports.row.<key>`. */
export function rowWord(key: string): Said {
  return { code: `reports.row.${key}`, params: {} };
}
