import type { Output, Parsed } from "../../contract/methods.ts";
import { baselineDays } from "../../domain/alarms/baseline.ts";
import { limitsOf } from "../../domain/alarms/sensitivity.ts";
import { slotMs, slotsADay, slotsAnHour } from "../../domain/alarms/timeline.ts";
import type { Parts } from "../parts.ts";
import { newestAlarms } from "../store/alarm.ts";
import { listSpans } from "../store/running-span.ts";
import { readSettings } from "../store/setting.ts";
import { gapsBetween } from "../wallboard/gaps.ts";
import { seriesShapes } from "./alarm-shape.ts";
import { createCountMemory } from "./count-memory.ts";
import { createDetector } from "./detector.ts";
import { fireAll } from "./firings.ts";
import type { Firing } from "./firings.ts";

const mostFirings = 200;

/** Judges the desk's own history, slot by slot, as a sensitivity would have: with what was usual at each moment. */
export async function backtest(
  { store, clock }: Pick<Parts, "store" | "clock">,
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
    const now = (slot + 1) * slotMs;
    const alarmed = firings.map(({ series, also, since, endedAt }) => ({
      ...{ series: [series, ...also], from: since, to: endedAt ?? now },
    }));
    const setting = { timeline, alarmed, sensitivity, taughtOf: () => 1 };
    const findings =
      memory.firstRows[at] === 0 && firings.every(({ endedAt }) => endedAt !== null)
        ? []
        : await detector.findings(memory, setting, slot);
    const before = firings.length;
    firings = fireAll(firings, { findings, now, coolDownMs, known: { memory, slot } });
    if (firings.length !== before) detector.forget();
    await othersTurn();
  }
  const shape = await seriesShapes(
    db,
    firings.map(({ series }) => series),
  );
  const raised = await newestAlarms(db, mostFirings);
  return {
    from: first * slotMs,
    to: now,
    judgedHours: Math.floor(judged / slotsAnHour),
    expectedPerWeek: limitsOf[sensitivity].expectedPerWeek,
    fired: firings.slice(-mostFirings).map(({ raisedAt, since, overAt, endedAt, kind, series, measure }) => ({
      ...{ at: raisedAt, since, endedAt, kind, measure },
      series: shape(series),
      alarmId: raised.find((alarm) => alarm.raisedAt <= overAt && (alarm.endedAt ?? now) >= raisedAt)?.id ?? null,
    })),
  };
}

/** A page that asks meanwhile gets its turn. */
const othersTurn = (): Promise<unknown> => new Promise(setImmediate);
