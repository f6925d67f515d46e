import type { Output, Parsed } from "../../contract/methods.ts";
import { Refusal } from "../../contract/refusal.ts";
import { teach } from "../../domain/alarms/taught.ts";
import type { Taught } from "../../domain/alarms/taught.ts";
import { runCommand } from "../commands.ts";
import type { Act } from "../commands.ts";
import type { Call } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { alarmById, readTaught, saveAlarm, writeTaught } from "../store/alarm.ts";
import type { AlarmRecord, SeriesName } from "../store/alarm.ts";
import { listEvents } from "../store/event-log.ts";
import type { Db } from "../store/open.ts";
import { alarmSays } from "./alarm-says.ts";
import { alarmShapes } from "./alarm-shape.ts";
import type { AlarmWatch } from "./alarm-watch.ts";

const topics = ["alarms", "wallboard", "status", "shift"] as const;
const minuteMs = 60_000;

export type ActParts = Parts & { readonly watch: AlarmWatch };

/** "Not an alarm": it ends, it counts for what is usual, and the bounds of its series rise above it. */
export async function dismissAlarm(
  parts: ActParts,
  { commandId, alarm: seen }: Parsed<"alarms.dismiss">,
  call: Call,
): Promise<Output<"alarms.dismiss">> {
  const overBy = await overBySeries(parts);
  const result = await runCommand(parts, { call, method: "alarms.dismiss", commandId, topics }, async (act) => {
    const alarm = await takeRunning(act.trx, seen);
    const before = await readTaught(act.trx);
    const taught = taughtSeries(alarm).map((series) => ({ series, before: before.get(series) ?? null }));
    for (const { series, before: known } of taught) {
      const count = overBy.get(series) ?? alarm.measure.count / Math.max(alarm.measure.bound, 1e-9);
      // The bound that was passed stood as high as was taught before: learning begins there.
      await writeTaught(act.trx, series, teach(known, { count, bound: 1, at: act.at }));
    }
    const saved = await save(act, { ...alarm, state: "dismissed", dismissedAt: act.at, endedAt: act.at });
    const kept = { state: alarm.state, endedAt: alarm.endedAt, taught };
    const payload = { ...(await alarmSays(act.trx, saved)), before: kept, alarmVersion: saved.version };
    await act.record({ kind: "alarm.dismissed", subjectId: saved.id, payload });
    return { batchId: act.batchId, alarm: await shapeOf(act.trx, saved) };
  });
  parts.watch.forget();
  return result;
}

/** No notice and no strip on the wall for some time. */
export async function muteAlarm(
  parts: ActParts,
  { commandId, alarm: seen, minutes }: Parsed<"alarms.mute">,
  call: Call,
): Promise<Output<"alarms.mute">> {
  return runCommand(parts, { call, method: "alarms.mute", commandId, topics }, async (act) => {
    const alarm = await takeRunning(act.trx, seen);
    const mutedUntil = minutes === 0 ? null : act.at + minutes * minuteMs;
    const saved = await save(act, { ...alarm, mutedUntil });
    const before = { mutedUntil: alarm.mutedUntil };
    const payload = { ...(await alarmSays(act.trx, saved)), minutes, before, alarmVersion: saved.version };
    await act.record({ kind: "alarm.muted", subjectId: saved.id, payload });
    return { batchId: act.batchId, alarm: await shapeOf(act.trx, saved) };
  });
}

/** Takes a "Not an alarm" or a mute back, and what it taught. */
export async function undoAlarm(
  parts: ActParts,
  { commandId, batchId }: Parsed<"alarms.undo">,
  call: Call,
): Promise<Output<"alarms.undo">> {
  const result = await runCommand(parts, { call, method: "alarms.undo", commandId, topics }, async (act) => {
    const [event] = (await listEvents(act.trx, { batchId, limit: 10 })).filter(({ kind }) => undoable.has(kind));
    const alarm = event?.payload ? await alarmById(act.trx, event.subjectId) : null;
    // Written by the two acts above only.
    const before = event?.payload?.["before"] as Partial<Before> | undefined;
    if (!event || !alarm || !before) throw new Refusal("nothing-to-undo");
    const isDismissal = event.kind === "alarm.dismissed";
    if (isDismissal !== (alarm.state === "dismissed")) throw new Refusal("nothing-to-undo");
    for (const { series, before: taught } of before.taught ?? []) await writeTaught(act.trx, series, taught);
    const back = isDismissal
      ? { state: before.state ?? "ongoing", endedAt: before.endedAt ?? null, dismissedAt: null, overAt: act.at }
      : { mutedUntil: before.mutedUntil ?? null };
    const saved = await save(act, { ...alarm, ...back });
    const payload = { ...(await alarmSays(act.trx, saved)), undoes: batchId };
    await act.record({ kind: "alarm.restored", subjectId: saved.id, payload });
    return { alarm: await shapeOf(act.trx, saved) };
  });
  parts.watch.forget();
  return result;
}

const undoable: ReadonlySet<string> = new Set(["alarm.dismissed", "alarm.muted"]);

type Before = Pick<AlarmRecord, "state" | "endedAt" | "mutedUntil"> & {
  readonly taught: readonly { readonly series: SeriesName; readonly before: Taught | null }[];
};

/** By how much each series passes its bound now, in any window. */
async function overBySeries({ watch }: ActParts): Promise<ReadonlyMap<SeriesName, number>> {
  const { memory, setting, slot } = await watch.known();
  const findings = await watch.detector.findings(memory, setting, slot);
  return new Map(findings.map(({ series, kind, overBy }) => [kind === "dip" ? "dip" : series, overBy]));
}

const taughtSeries = ({ kind, series, also }: AlarmRecord): readonly SeriesName[] =>
  kind === "dip" ? ["dip"] : [series, ...also];

async function takeRunning(db: Db, seen: { readonly id: string; readonly version: number }): Promise<AlarmRecord> {
  const alarm = await alarmById(db, seen.id);
  if (!alarm) throw new Refusal("not-found", { what: "alarm" });
  if (alarm.version !== seen.version) throw new Refusal("stale", { what: "alarm", version: alarm.version });
  if (alarm.state === "ended" || alarm.state === "dismissed") throw new Refusal("alarm-over");
  return alarm;
}

async function save(act: Act, alarm: AlarmRecord): Promise<AlarmRecord> {
  const saved = await saveAlarm(act.trx, alarm);
  if (!saved) throw new Refusal("stale", { what: "alarm", version: alarm.version });
  return saved;
}

async function shapeOf(db: Db, alarm: AlarmRecord) {
  const [shape] = await alarmShapes(db, [alarm]);
  if (!shape) throw new Error("An alarm that was just saved has no shape");
  return shape;
}
