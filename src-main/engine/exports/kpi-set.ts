import type { Kpi, KpiScope } from "../../contract/methods/kpis.ts";
import type { Cell } from "../../ports/table-writer.ts";
import { readKpis } from "../kpis/read-kpis.ts";
import { readyScope } from "../kpis/scope.ts";
import type { Say } from "../store/mention-shape.ts";
import { inPages } from "./dataset.ts";
import type { Dataset } from "./dataset.ts";
import { sayColumns } from "./say-columns.ts";
import { sayScope } from "./say-scope.ts";
import { scopeHours } from "./scope-hours.ts";
import type { SetParts } from "./set-parts.ts";

const cells = {
  figure: (kpi) => kpi.name,
  value: (kpi) => kpi.value,
  unit: (kpi) => kpi.unit,
  n: (kpi) => kpi.n,
  previous_value: (kpi) => kpi.previous?.value ?? null,
  previous_n: (kpi) => kpi.previous?.n ?? null,
  thin: (kpi) => kpi.isThin,
  parts: (kpi) => counted(kpi.parts),
  also: (kpi) => counted(kpi.also),
  formula: (kpi, say) => formulaOf(say, kpi.name),
} as const satisfies Record<string, (kpi: Kpi, say: Say) => Cell>;

const printed = [
  { name: "figure", share: 16 },
  { name: "value", share: 10 },
  { name: "unit", share: 7 },
  { name: "n", share: 6 },
  ...[
    { name: "previous_value", share: 10 },
    { name: "previous_n", share: 7 },
    { name: "parts", share: 28 },
    { name: "formula", share: 36 },
  ],
];

/** All figures of a scope, the same numbers as on the screen. Refusals: bad-period, not-allowed, not-found. */
export async function kpiSet({ db, say, now }: SetParts, scope: KpiScope): Promise<Dataset> {
  const ready = await readyScope(db, scope, { now, call: null });
  const { basis, kpis } = await readKpis(db, ready);
  const rows = kpis.map((kpi) => ({
    cells: Object.values(cells).map((cell) => cell(kpi, say)),
    object: { ...kpi, formula: formulaOf(say, kpi.name) },
  }));
  const columns = sayColumns(say, "kpi", Object.keys(cells));
  const flat = { name: "kpi", columns, total: rows.length, pages: () => inPages(rows), printed };
  const definitions = kpis.map(({ name }) => ({ name, means: formulaOf(say, name) }));
  return { definitions, facts: sayScope(say, basis), hours: await scopeHours(db, ready), flat, sheets: [flat] };
}

const formulaOf = (say: Say, name: string): string => say({ code: `kpi.${name}.formula`, params: {} });

/** "within 5; late 2": what it is made of; what is unknown is left out. */
function counted(parts: Readonly<Record<string, number | null>>): string | null {
  const known = Object.entries(parts).filter(([, count]) => count !== null);
  return known.map(([name, count]) => `${name} ${count}`).join("; ") || null;
}
