import { localDaysOf } from "../../domain/calendar/period.ts";
import { type CycleKpiName, cycleKpis } from "../../domain/kpi/cycle-kpis.ts";
import { countedOnce, figureOf, type KpiFigure } from "../../domain/kpi/figures-of.ts";
import type { JudgedCycle } from "../../domain/kpi/judged-cycle.ts";
import { sentimentFigure, syndicationFigure, volumeFigure } from "../../domain/kpi/volume-kpis.ts";
import { slotsOf, volumeCells, type VolumeCell } from "../store/kpi-volume.ts";
import type { Db } from "../store/open.ts";
import { slotMs } from "../store/slot.ts";
import { letOthersWork } from "../topics/slices.ts";
import { approvalFigures } from "./approvals.ts";
import { backlogFigures } from "./backlog.ts";
import { readCohort } from "./cohort.ts";
import type { Figures } from "./figure-set.ts";
import { occupancyFigure } from "./occupancy.ts";
import { privateFigures } from "./private.ts";
import type { ReadyScope } from "./scope.ts";
import { voiceFigure } from "./voice.ts";

/** All figures of cycles over cycles that were judged, in pieces of a few milliseconds. */
async function cycleFigures(judged: readonly JudgedCycle[]): Promise<Figures> {
  const figures: [CycleKpiName, KpiFigure][] = [];
  const counts = countedOnce(judged);
  for (const name of Object.keys(cycleKpis) as CycleKpiName[]) {
    figures.push([name, figureOf(name, judged, counts)]);
    await letOthersWork();
  }
  return Object.fromEntries(figures);
}

/** Volume, syndication and net sentiment: of whole quarters of an hour that begin in the period, until its instant. */
async function volumeFigures(db: Db, scope: ReadyScope): Promise<Figures> {
  // A mention is nobody's in particular.
  if (scope.filter.personRowId !== null) return {};
  const period = { from: scope.from, to: Math.min(scope.to, scope.asOf) };
  const cells = await volumeCells(db, slotsOf(period), scope.filter);
  return {
    volume: { ...volumeFigure(cells, scope.counted), spread: perDay(cells, scope) },
    syndication: syndicationFigure(cells),
    net_sentiment: sentimentFigure(cells, scope.counted),
  };
}

const mostDays = 100;

/** Per local day; empty for more days than a tiny picture can show. */
function perDay(cells: readonly VolumeCell[], { from, to, timeZone, counted }: ReadyScope): readonly number[] {
  const days = localDaysOf({ from, to }, timeZone);
  if (days.length > mostDays) return [];
  const counts = days.map(() => 0);
  let day = 0;
  for (const cell of cells) {
    while (day < days.length - 1 && cell.slot * slotMs >= (days[day]?.to ?? 0)) day += 1;
    counts[day] = (counts[day] ?? 0) + cell[counted];
  }
  return counts;
}

/** Every figure of a scope, and the cohort that most of them are made of. */
export async function readFigures(
  db: Db,
  scope: ReadyScope,
): Promise<{ readonly cohort: readonly JudgedCycle[]; readonly figures: Figures }> {
  const cohort = await readCohort(db, scope);
  const figures = {
    ...(await cycleFigures(cohort)),
    ...(await backlogFigures(db, scope)),
    ...(await privateFigures(db, scope, cohort)),
    ...(await approvalFigures(db, scope)),
    ...(await occupancyFigure(db, scope)),
    ...(await volumeFigures(db, scope)),
    ...(await voiceFigure(db, scope)),
  };
  return { cohort, figures };
}
