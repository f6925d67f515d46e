import type { KpiName, KpiScope } from "../../../src-main/contract/methods/kpis.ts";
import type { ReportName } from "../../../src-main/contract/methods/reports.ts";
import { readScope, writeScope } from "../../lib/kpi-link.ts";
import { type Period, readPeriod, type Span, writePeriod } from "./period.ts";

export type Tab = ReportName | "all" | "saved";
export const tabs = [
  "service",
  "volume",
  "sources",
  "scripts",
  "approvals",
  "handovers",
  "spikes",
  "voice",
  "all",
  "saved",
] as const satisfies readonly Tab[];

/** A figure whose rows are open, and how its scope is narrower than that of the screen. */
export type OpenFigure = { kpi: KpiName; part: string | null; only: Partial<KpiScope> };

/** Whose part is counted, and how. */
export type Filter = Pick<KpiScope, "buckets" | "sourceId" | "departmentId" | "personId" | "clock" | "counted">;

/** All that the screen shows, as its address says it: a link to it shows the same. */
export type Choice = {
  tab: Tab;
  period: Period;
  filter: Filter;
  open: OpenFigure | null;
  /** The row that the cursor was on when its case was opened. */
  row: string | null;
  /** The panel of definitions is open. */
  isDefining: boolean;
};

const usual: Filter = {
  buckets: [],
  sourceId: null,
  departmentId: null,
  personId: null,
  clock: "hours",
  counted: "mentions",
};
const ONLY = "only-";
const IS_NAME = /^[a-z][a-z0-9_]{0,40}$/;

export function readChoice(params: URLSearchParams): Choice {
  const { from: _from, to: _to, asOf: _asOf, ...filter } = readScope(params);
  const [kpi, part, row] = [params.get("kpi") ?? "", params.get("part"), params.get("row")];
  return {
    tab: tabs.find((tab) => tab === params.get("report")) ?? "service",
    period: readPeriod(params),
    filter: { ...usual, ...filter },
    open: IS_NAME.test(kpi) ? { kpi: kpi as KpiName, part, only: readScope(params, ONLY) } : null,
    row,
    isDefining: params.get("panel") === "definitions",
  };
}

export function writeChoice({ tab, period, filter, open, row, isDefining }: Choice): Record<string, string> {
  return {
    report: tab,
    ...writePeriod(period),
    ...writeScope({
      ...filter,
      ...(filter.clock === "hours" && { clock: undefined }),
      ...(filter.counted === "mentions" && { counted: undefined }),
    }),
    ...(isDefining && { panel: "definitions" }),
    ...(open && {
      kpi: open.kpi,
      ...(open.part !== null && { part: open.part }),
      ...writeScope(open.only, ONLY),
      ...(row !== null && { row }),
    }),
  };
}

/** What is asked of the engine: the whole period as it stands now. */
export function scopeOf(filter: Filter, { from, to }: Span): KpiScope {
  return { ...filter, from, to, asOf: null };
}
