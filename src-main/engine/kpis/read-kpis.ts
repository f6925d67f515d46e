import type { Kpi, KpiBasis, KpiName, KpiUnit } from "../../contract/methods/kpis.ts";
import { kpiNames } from "../../contract/methods/kpis.ts";
import { periodBefore, startOfLocalDay } from "../../domain/calendar/period.ts";
import { thinBelow } from "../../domain/kpi/volume-kpis.ts";
import { firstEventAt } from "../store/kpi-scope.ts";
import type { Db } from "../store/open.ts";
import type { Figures } from "./figure-set.ts";
import { readFigures } from "./figures.ts";
import { readBasis, type ReadyScope, scopeWithin } from "./scope.ts";

/** In what a figure is told. */
const kpiUnits: Readonly<Record<KpiName, KpiUnit>> = {
  ...{ service_level: "percent", attainment_first: "percent", attainment_next: "percent" },
  ...{ attainment_resolution: "percent", attainment_approval: "percent" },
  ...{ first_response: "ms", customer_view: "ms", next_response: "ms", detection: "ms" },
  ...{ piece_queue: "ms", piece_draft: "ms", piece_approve: "ms", piece_post: "ms", handle_time: "ms" },
  ...{ resolution_time: "ms", waited_for_customer: "ms", response_rate: "percent", ignored_rate: "percent" },
  ...{ no_reply_share: "percent", backlog: "count", backlog_age: "ms", backlog_days: "days", reopen_rate: "percent" },
  ...{ private_invited: "percent", private_completed: "percent", approval_time: "ms", first_pass_yield: "percent" },
  ...{ unapproved_posts: "count", occupancy: "percent", volume: "count", syndication: "ratio" },
  ...{ share_of_voice: "percent", net_sentiment: "points" },
};

/** All figures of a scope with the equal period before, and what they stand on. */
export async function readKpis(db: Db, scope: ReadyScope): Promise<{ readonly basis: KpiBasis; readonly kpis: Kpi[] }> {
  const figures = await readFigures(db, scope);
  const before = await readBefore(db, scope);
  const basis = await readBasis(db, scope, figures.service_level?.parts["excluded"] ?? 0);
  const heard = withoutUnheard(figures, { scope, basis });
  return { basis, kpis: kpiNames.flatMap((name) => kpiOf(name, { figures: heard, before })) };
}

/** Nothing was counted in a time when nobody listened: that is unknown, not none. */
function withoutUnheard(figures: Figures, { scope, basis }: { scope: ReadyScope; basis: KpiBasis }): Figures {
  const missed = basis.gaps.reduce((sum, { from, to }) => sum + to - from, 0);
  if (!figures.volume || figures.volume.value !== 0 || missed < Math.min(scope.to, scope.asOf) - scope.from)
    return figures;
  return { ...figures, volume: { ...figures.volume, value: null } };
}

function kpiOf(name: KpiName, { figures, before }: { figures: Figures; before: Figures | null }): Kpi[] {
  const figure = figures[name];
  if (!figure) return [];
  const previous = before?.[name];
  return [
    {
      ...{ name, unit: kpiUnits[name], value: figure.value, n: figure.n },
      ...{ parts: { ...figure.parts }, also: { ...figure.also }, spread: [...figure.spread] },
      isThin: name === "net_sentiment" && figure.n < thinBelow,
      previous: previous ? { value: previous.value, n: previous.n } : null,
    },
  ];
}

/** The period before, seen from as far within it; null when it began before the desk did. */
async function readBefore(db: Db, scope: ReadyScope): Promise<Figures | null> {
  const { shift, from, to } = periodBefore(scope, scope.timeZone);
  const begun = await firstEventAt(db);
  if (begun === null || from < startOfLocalDay(begun, scope.timeZone)) return null;
  return readFigures(db, scopeWithin(scope, { from, to, asOf: shift(scope.asOf) }), { only: "value" });
}
