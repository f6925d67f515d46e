import type { KpiName, KpiRow } from "../../contract/methods/kpis.ts";

export type AskedRows = {
  readonly kpi: KpiName;
  readonly part: string | null;
  readonly cursor: string | null;
  readonly limit: number;
  readonly namePeople: boolean;
};

export type RowPage = { readonly rows: KpiRow[]; readonly total: number; readonly next: string | null };
