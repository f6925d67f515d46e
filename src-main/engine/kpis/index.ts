import { Refusal } from "../../contract/refusal.ts";
import type { Handlers } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { readKpis } from "./read-kpis.ts";
import { readKpiRows } from "./read-rows.ts";
import { mayNamePeople, readyScope } from "./scope.ts";

type KpiMethod = "kpis.read" | "kpis.rows";

/*
 * How other nouns make figures (reports per step and group, exports):
 *   const scope = await readyScope(db, kpiScope, { now, call });   // refuses, looks up ids, calendars of the past
 *   const { cohort, figures } = await readFigures(db, scope);      // every figure of the scope, by name
 *   const step = await readFigures(db, scopeWithin(scope, { from, to, asOf }));
 * For steps and groups read the cohort once and divide it, which costs no second read:
 *   const cohort = await readCohort(db, scope);                    // judged cycles: cycle.queuedAt, .bucket, .sourceRowId …
 *   Map.groupBy(cohort, …) and figureOf("service_level", group)    // domain/kpi/figures-of: pure; cyclesOf gives its rows
 *   await cycleRows(db, judged, { countedAs, namePeople })         // the rows for people, in the order given
 */

/** The figures of product.md section 6 and the rows behind them. */
export function createKpis({ store, clock }: Parts): Handlers<KpiMethod> {
  return {
    "kpis.read": async (input, call) =>
      readKpis(store.read, await readyScope(store.read, input, { now: clock.now(), call })),
    "kpis.rows": async ({ kpi, part, cursor, limit, ...input }, call) => {
      const scope = await readyScope(store.read, input, { now: clock.now(), call });
      if (cursor !== null && !/^[\w.-]+$/.test(cursor)) throw new Refusal("bad-input", { field: "cursor" });
      return readKpiRows(store.read, scope, { kpi, part, cursor, limit, namePeople: mayNamePeople(call) });
    },
  };
}
