import { Refusal } from "../../contract/refusal.ts";
import { periodBefore } from "../../domain/calendar/period.ts";
import { isCycleKpi } from "../../domain/kpi/figures-of.ts";
import type { Handlers } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { keepDays } from "./keep-days.ts";
import { readKpis } from "./read-kpis.ts";
import { readKpiRows } from "./read-rows.ts";
import { mayNamePeople, readyScope } from "./scope.ts";

type KpiMethod = "kpis.read" | "kpis.rows";

/*
 * How other nouns make figures (reports per step and group, exports):
 *   const scope = await readyScope(db, kpiScope, { now, call });   // refuses, looks up ids, calendars of the past
 *   const figures = await readFigures(db, scope);                  // every figure of the scope, by name: no object a cycle
 *   const step = await readFigures(db, scopeWithin(scope, { from, to, asOf }));
 * For steps and groups read the cohort once and divide it, which costs no second read:
 *   const cohort = await readCohort(db, scope);                    // judged cycles: cycle.queuedAt, .bucket, .sourceRowId …
 *   Map.groupBy(cohort, …) and figureOf("service_level", group)    // domain/kpi/figures-of: pure; cyclesOf gives its rows
 *   await cycleRows(db, judged, { countedAs, namePeople })         // the rows for people, in the order given
 * Both read settled days from their packs where `keepDays` made one, and from the rows where there is none.
 */

/** The figures of product.md section 6 and the rows behind them. */
export function createKpis({ store, clock, log }: Parts): Handlers<KpiMethod> {
  const keep = (period: Parameters<typeof keepDays>[1]) => keepDays({ store, clock, log }, period);
  return {
    "kpis.read": async (input, call) => {
      const scope = await readyScope(store.read, input, { now: clock.now(), call });
      await keep({ ...scope, from: periodBefore(scope, scope.timeZone).from });
      return readKpis(store.read, scope);
    },
    "kpis.rows": async ({ kpi, part, cursor, limit, ...input }, call) => {
      const scope = await readyScope(store.read, input, { now: clock.now(), call });
      if (cursor !== null && !/^[\w.-]+$/.test(cursor)) throw new Refusal("bad-input", { field: "cursor" });
      if (isCycleKpi(kpi)) await keep(scope);
      return readKpiRows(store.read, scope, { kpi, part, cursor, limit, namePeople: mayNamePeople(call) });
    },
  };
}
