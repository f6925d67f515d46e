import { addBusiness } from "../../domain/calendar/business-time.ts";
import { dueSnoozes, unrecordedBreaches } from "../store/case.ts";
import { readSettings } from "../store/setting.ts";
import type { Replay } from "./replay.ts";

/** How late the watches of a running desk may look. */
const lookEveryMs = 15_000;
const lot = 50;

/** Sets the clock on, and stops at each moment at which a deadline passes or a snooze ends, as the running desk would have. */
export async function moveClock(replay: Replay, to: number): Promise<void> {
  for (let at = await nextMoment(replay, to); at !== null; at = await nextMoment(replay, to)) {
    replay.clock.set(at);
    await replay.breachWatch.look();
    await replay.snoozeWaker.look();
  }
  replay.clock.set(to);
}

async function nextMoment({ engine, clock }: Replay, to: number): Promise<number | null> {
  const db = engine.parts.store.read;
  const now = clock.now();
  const [snooze] = await dueSnoozes(db, { now: to, limit: 1 });
  const late = await unrecordedBreaches(db, { now: to, limit: lot });
  if (!snooze && late.length === 0) return null;
  const { calendar } = (await readSettings(db)).settings;
  const moments = late.flatMap(({ state: { dueAt } }) => {
    const at = dueAt === null ? null : addBusiness(dueAt, lookEveryMs, calendar);
    // Just before a closing the next desk time is tomorrow's.
    return at === null || at > to ? [] : [at];
  });
  if (snooze?.state.snoozedUntil != null) moments.push(snooze.state.snoozedUntil);
  return moments.length === 0 ? null : Math.max(now, Math.min(...moments));
}
