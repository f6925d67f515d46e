import type { Bucket } from "../../contract/values.ts";
import { addBusiness } from "../../domain/calendar/business-time.ts";
import { calendarOf } from "../../domain/cases/policy.ts";
import { dueOf } from "../cases/breach-watch.ts";
import { approvalsAtMoment } from "../store/approval-clock.ts";
import { dueSnoozes } from "../store/case.ts";
import { casesAtMoment } from "../store/case-clock.ts";
import type { Db } from "../store/open.ts";
import { nextReminder } from "../store/private-path.ts";
import { readSettings } from "../store/setting.ts";
import type { Replay } from "./replay.ts";

/** How late the watches of a running desk may look. */
const lookEveryMs = 15_000;
const lot = 50;

/** Sets the clock on, and stops at each moment at which a deadline passes a snooze ends or a reminder comes, as the running desk would have. */
export async function moveClock(replay: Replay, to: number): Promise<void> {
  for (let at = await nextMoment(replay, to); at !== null; at = await nextMoment(replay, to)) {
    replay.clock.set(at);
    await replay.breachWatch.look();
    await replay.warnWatch.look();
    await replay.snoozeWaker.look();
    await replay.privateReminder.look();
  }
  replay.clock.set(to);
}

async function nextMoment({ engine, clock }: Replay, to: number): Promise<number | null> {
  const db = engine.parts.store.read;
  const now = clock.now();
  const [snooze] = await dueSnoozes(db, { now: to, limit: 1 });
  const { settings } = await readSettings(db);
  const moments = (await deadlines(db, to)).flatMap(({ dueAt, bucket }) => {
    const at = dueAt === null ? null : addBusiness(dueAt, lookEveryMs, calendarOf(settings, bucket));
    // Just before a closing the next desk time is tomorrow's.
    return at === null || at > to ? [] : [at];
  });
  const reminder = await nextReminder(db);
  if (reminder !== null && reminder <= to) moments.push(reminder);
  if (snooze?.state.snoozedUntil != null) moments.push(snooze.state.snoozedUntil);
  return moments.length === 0 ? null : Math.max(now, Math.min(...moments));
}

/** The next deadlines of every clock that nobody wrote down yet. */
async function deadlines(db: Db, now: number): Promise<readonly { dueAt: number | null; bucket: Bucket }[]> {
  const page = { of: "breach", now, limit: lot } as const;
  const clocks = ["response", "resolution"] as const;
  const ofCases = await Promise.all(
    clocks.map(async (clock) =>
      (await casesAtMoment(db, { ...page, clock })).map((record) => ({
        dueAt: dueOf(record, clock),
        bucket: record.state.bucket,
      })),
    ),
  );
  return [...ofCases.flat(), ...(await approvalsAtMoment(db, page))];
}
