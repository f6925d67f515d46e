import type { Output, Parsed } from "../../contract/methods.ts";
import { baselineDays } from "../../domain/alarms/baseline.ts";
import { limitsOf } from "../../domain/alarms/sensitivity.ts";
import { slotMs, slotsADay, slotsAnHour } from "../../domain/alarms/timeline.ts";
import type { Stretch } from "../../domain/alarms/timeline.ts";
import type { Parts } from "../parts.ts";
import { newestAlarms } from "../store/alarm.ts";
import type { SeriesName } from "../store/alarm.ts";
import { listSpans } from "../store/running-span.ts";
import { readSettings } from "../store/setting.ts";
import { gapsBetween } from "../wallboard/gaps.ts";
import { seriesShapes } from "./alarm-shape.ts";
import { createCountMemory } from "./count-memory.ts";
import { createDetector } from "./detector.ts";
import type { Finding } from "./series.ts";

/** Series that begin to be too many so close together are one alarm. */
const sameStartMs = 3 * 3_600_000;
const mostFirings = 200;

type Firing = Stretch & { readonly series: readonly SeriesName[]; readonly finding: Finding; readonly isOpen: boolean };

/** Judges the desk's own history, slot by slot, as a sensitivity would have: with what was usual at each moment. */
export async function backtest(
  { store, clock }: Parts,
  { sensitivity, days }: Parsed<"alarms.backtest">,
): Promise<Output<"alarms.backtest">> {
  const db = store.read;
  const now = clock.now();
  const { settings } = await readSettings(db);
  const memory = createCountMemory({ now, days: days + baselineDays + 1 });
  const start = memory.firstSlot * slotMs;
  const gaps = gapsBetween(await listSpans(db, { from: start, to: now }), { from: start, to: now });
  await othersTurn();
  await memory.read(db, gaps);
  await othersTurn();
  const timeline = memory.timeline(settings.calendar.timeZone, gaps);
  await othersTurn();
  const detector = createDetector();
  const [first, last] = [Math.floor(now / slotMs) - days * slotsADay, Math.floor(now / slotMs)];
  const coolDownMs = settings.alarms.coolDownMinutes * 60_000;
  let firings: readonly Firing[] = [];
  let judged = 0;
  for (let slot = first; slot <= last; slot += 1) {
    const at = slot - memory.firstSlot;
    if (timeline.heard[at] === 1) judged += 1;
    const setting = { timeline, alarmed: firings, sensitivity, taughtOf: () => 1 };
    const findings =
      memory.firstRows[at] === 0 && !firings.some(({ isOpen }) => isOpen)
        ? []
        : await detector.findingsInTurns(memory, setting, slot);
    const before = firings.length;
    firings = fireAll(firings, { findings, at: (slot + 1) * slotMs, coolDownMs });
    if (firings.length !== before) detector.forget();
    await othersTurn();
  }
  const shape = await seriesShapes(
    db,
    firings.map(({ finding }) => finding.series),
  );
  const raised = await newestAlarms(db, mostFirings);
  return {
    from: first * slotMs,
    to: now,
    judgedHours: Math.floor(judged / slotsAnHour),
    expectedPerWeek: limitsOf[sensitivity].expectedPerWeek,
    fired: firings.slice(-mostFirings).map(({ finding, from, to, isOpen }) => ({
      at: from,
      endedAt: isOpen ? null : to,
      kind: finding.kind,
      series: shape(finding.series),
      measure: finding.measure,
      alarmId: raised.find((alarm) => alarm.raisedAt <= to && (alarm.endedAt ?? now) >= from)?.id ?? null,
    })),
  };
}

/** A page that asks meanwhile gets its turn. */
const othersTurn = (): Promise<unknown> => new Promise(setImmediate);

type Moment = { readonly findings: readonly Finding[]; readonly at: number; readonly coolDownMs: number };

function fireAll(firings: readonly Firing[], { findings, at, coolDownMs }: Moment): readonly Firing[] {
  let all = firings.map((firing) =>
    firing.isOpen && at - firing.to >= coolDownMs ? { ...firing, isOpen: false } : firing,
  );
  for (const finding of findings) {
    const same = all.find(
      (firing) =>
        firing.isOpen &&
        (firing.series.includes(finding.series) || Math.abs(finding.since - firing.finding.since) <= sameStartMs),
    );
    if (same)
      all = all.map((one) => (one === same ? { ...one, to: at, series: union(one.series, finding.series) } : one));
    else all = [...all, { from: at, to: at, series: [finding.series], finding, isOpen: true }];
  }
  return all;
}

const union = (series: readonly SeriesName[], one: SeriesName) => (series.includes(one) ? series : [...series, one]);
