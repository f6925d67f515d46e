import type { Output, Parsed } from "../../contract/methods.ts";
import { Refusal } from "../../contract/refusal.ts";
import { knownDays } from "../../domain/alarms/baseline.ts";
import { taughtAt } from "../../domain/alarms/taught.ts";
import { slotMs, slotsADay, slotsAnHour } from "../../domain/alarms/timeline.ts";
import type { Handlers } from "../handlers.ts";
import { alarmById, newestAlarms, readTaught, runningAlarms } from "../store/alarm.ts";
import type { AlarmRecord } from "../store/alarm.ts";
import { readSettings } from "../store/setting.ts";
import { dismissAlarm, muteAlarm, undoAlarm } from "./act-on-alarm.ts";
import type { ActParts } from "./act-on-alarm.ts";
import { alarmShapes, evidenceShape, seriesShapes } from "./alarm-shape.ts";
import { backtest } from "./backtest.ts";

export type AlarmMethod =
  | "alarms.list"
  | "alarms.show"
  | "alarms.dismiss"
  | "alarms.mute"
  | "alarms.undo"
  | "alarms.backtest";

const hoursShown = 48;
const hourMs = 3_600_000;

/** Alarms as people see them, and what they do about them. */
export function createAlarms(parts: ActParts): Handlers<AlarmMethod> {
  return {
    "alarms.list": ({ limit }) => listAlarms(parts, limit),
    "alarms.show": ({ id }) => showAlarm(parts, id),
    "alarms.dismiss": (input, call) => dismissAlarm(parts, input, call),
    "alarms.mute": (input, call) => muteAlarm(parts, input, call),
    "alarms.undo": (input, call) => undoAlarm(parts, input, call),
    "alarms.backtest": (input: Parsed<"alarms.backtest">) => backtest(parts, input),
  };
}

async function listAlarms(parts: ActParts, limit: number): Promise<Output<"alarms.list">> {
  const db = parts.store.read;
  const now = parts.clock.now();
  const running = await runningAlarms(db);
  const isRunning = new Set(running.map(({ id }) => id));
  const newest = (await newestAlarms(db, limit)).filter(({ id }) => !isRunning.has(id));
  const { settings } = await readSettings(db);
  const taught = [...(await readTaught(db))].filter(([, one]) => taughtAt(one, now) > 1.02);
  const shape = await seriesShapes(
    db,
    taught.map(([series]) => series),
  );
  const { timeline, memory } = await parts.watch.known().then(({ setting, memory }) => ({ ...setting, memory }));
  const end = Math.floor(now / slotMs) - memory.firstSlot;
  let heard = 0;
  for (let at = 0; at < end; at += 1) heard += timeline.heard[at] ?? 0;
  const heardHours = Math.floor(heard / slotsAnHour);
  const neededHours = (knownDays * slotsADay) / slotsAnHour;
  return {
    asOf: now,
    running: running.length,
    alarms: [...(await alarmShapes(db, [...running.toReversed(), ...newest].slice(0, limit)))],
    settings: settings.alarms,
    learning: heardHours >= neededHours ? null : { heardHours, neededHours },
    taught: taught.map(([series, one]) => ({
      series: shape(series),
      factor: Math.round(taughtAt(one, now) * 100) / 100,
      at: one.at,
    })),
  };
}

async function showAlarm(parts: ActParts, id: string): Promise<Output<"alarms.show">> {
  const db = parts.store.read;
  const record = await alarmById(db, id);
  const [alarm] = record ? await alarmShapes(db, [record]) : [];
  if (!record || !alarm) throw new Refusal("not-found", { what: "alarm" });
  const known = await parts.watch.known();
  return {
    asOf: parts.clock.now(),
    timeZone: known.settings.calendar.timeZone,
    alarm,
    evidence: await evidenceShape(db, record),
    ...hoursOf(parts, { record, known }),
  };
}

type Known = Awaited<ReturnType<ActParts["watch"]["known"]>>;

/** The 48 hours up to the end of an alarm, or up to now: by the clock hours of UTC, with the hour's usual and its bound. */
function hoursOf(
  { clock, watch }: ActParts,
  { record, known }: { readonly record: AlarmRecord; readonly known: Known },
): Pick<Output<"alarms.show">, "hours" | "gaps"> {
  const { memory, setting, gaps } = known;
  const now = clock.now();
  const end = (Math.floor(Math.min(now, (record.endedAt ?? now) + 6 * hourMs) / hourMs) + 1) * hourMs;
  const counts = memory.series.get(record.series);
  const hours = Array.from({ length: hoursShown }, (_, index) => {
    const from = end - (hoursShown - index) * hourMs;
    const at = from / slotMs - memory.firstSlot;
    if (at < 0) return { from, count: null, usual: null, bound: null };
    if (record.kind === "dip") return { from, ...shareOf(memory, { at, measure: record.measure }) };
    let [count, heard] = [0, 0];
    for (let slot = at; slot < at + slotsAnHour; slot += 1) {
      count += counts?.[slot] ?? 0;
      heard += setting.timeline.heard[slot] ?? 0;
    }
    const { bounds } = watch.detector.boundsOf(memory, setting, {
      series: record.series,
      slot: known.slot,
      end: at + slotsAnHour,
    });
    const hour = bounds.find((bound) => bound.hours === 1);
    return {
      from,
      count: heard === 0 && count === 0 ? null : count,
      usual: hour ? Math.round(hour.expected.mean * 10) / 10 : null,
      bound: hour?.bound ?? null,
    };
  });
  const from = end - hoursShown * hourMs;
  return { hours, gaps: gaps.filter((gap) => gap.to > from && gap.from < end).map((gap) => ({ ...gap })) };
}

/** The negative share (percent) of an hour, beside what the alarm was measured by: a share has no usual of its own by the hour. */
function shareOf(
  { tone }: Known["memory"],
  { at, measure }: { readonly at: number; readonly measure: AlarmRecord["measure"] },
): Pick<Output<"alarms.show">["hours"][number], "count" | "usual" | "bound"> {
  let [sure, negative] = [0, 0];
  for (let slot = at; slot < at + slotsAnHour; slot += 1) {
    sure += tone.sure[slot] ?? 0;
    negative += tone.negative[slot] ?? 0;
  }
  const count = sure === 0 ? null : Math.round((1000 * negative) / sure) / 10;
  return { count, usual: measure.usual, bound: measure.bound };
}
