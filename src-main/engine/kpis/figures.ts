import { localDaysOf } from "../../domain/calendar/period.ts";
import { type CycleKpiName, cycleKpis } from "../../domain/kpi/cycle-kpis.ts";
import { gather, gatheredFigure, gatheredValue, nothingGathered } from "../../domain/kpi/column-figures.ts";
import type { KpiFigure } from "../../domain/kpi/figures-of.ts";
import { sentimentFigure, syndicationFigure, volumeFigure } from "../../domain/kpi/volume-kpis.ts";
import { slotsOf, volumeCells, type VolumeCell } from "../store/kpi-volume.ts";
import type { Db } from "../store/open.ts";
import { slotMs } from "../store/slot.ts";
import { letOthersWork } from "../topics/slices.ts";
import { approvalFigures } from "./approvals.ts";
import { backlogFigures } from "./backlog.ts";
import { cycleSlices } from "./cycle-slices.ts";
import type { Figures } from "./figure-set.ts";
import { occupancyFigure } from "./occupancy.ts";
import { complaintCounter } from "./private.ts";
import type { ReadyScope } from "./scope.ts";
import { voiceFigure } from "./voice.ts";

/** What is asked of lengths: everything, or their value and n alone, which saves half of the work. */
type Asked = { readonly only?: "value" };

/** All figures of cycles of a scope, and the two of complaints, in one pass over them. */
async function cycleFigures(db: Db, scope: ReadyScope, { only }: Asked): Promise<Figures> {
  const judging = scope.judgingAt(scope.asOf);
  const gathered = nothingGathered();
  const complaints = await complaintCounter(db, scope);
  for await (const slice of cycleSlices(db, scope)) {
    complaints.add(slice, gather(gathered, slice, judging));
  }
  const figures: [CycleKpiName, KpiFigure][] = [];
  for (const name of Object.keys(cycleKpis) as CycleKpiName[]) {
    const plain = { parts: {}, also: {}, spread: [] };
    figures.push([name, only ? { ...plain, ...gatheredValue(name, gathered) } : gatheredFigure(name, gathered)]);
    await letOthersWork();
  }
  return { ...Object.fromEntries(figures), ...complaints.figures() };
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

/** Every figure of a scope. */
export async function readFigures(db: Db, scope: ReadyScope, asked: Asked = {}): Promise<Figures> {
  return {
    ...(await cycleFigures(db, scope, asked)),
    ...(await backlogFigures(db, scope)),
    ...(await approvalFigures(db, scope)),
    ...(await occupancyFigure(db, scope)),
    ...(await volumeFigures(db, scope)),
    ...(await voiceFigure(db, scope)),
  };
}
