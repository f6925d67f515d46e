import type { WallSnapshot } from "../../../src-main/contract/methods/wallboard.ts";
import type { Format } from "../../lib/use-format.ts";
import type { useWords } from "../../lib/words.ts";
import type { StripWords } from "./strip-fit.ts";
import { wallCount } from "./wall-numbers.ts";

type Said = { readonly t: ReturnType<typeof useWords>["t"]; readonly format: Format };

/** What the pinned numbers say now; dashes before the first numbers. */
export function stripWords(snapshot: WallSnapshot | null, now: number, { t, format }: Said): StripWords {
  const level = snapshot?.serviceLevel ?? null;
  const oldest = snapshot?.oldest ?? null;
  const waitingMs = oldest?.waitingMs ?? null;
  return {
    state: stateOf(snapshot, now, { t, format }),
    clock: format.time(now),
    service: {
      titles: {
        full: level ? t("wall.serviceLevelToday", { n: format.number(level.n) }) : t("wall.serviceLevel"),
        today: level ? t("wall.serviceLevelOfToday") : t("wall.serviceLevel"),
        short: t("wall.serviceLevel"),
      },
      percent: format.percent(level?.percent ?? null),
      goal: level ? t(`wall.goal.${level.state}`) : "",
      goalOf: level
        ? t("wall.goalOf", { percent: format.number(level.goalPercent), target: targetOf(level.targetMinutes, t) })
        : "",
    },
    waiting: { title: t("wall.waiting"), number: wallCount(snapshot?.waiting, format) },
    oldest: {
      title: t("wall.oldest"),
      number: waitingMs === null ? "–" : format.minutes(waitingMs),
      late: oldest && oldest.late > 0 ? t("wall.late", { count: oldest.late }) : null,
    },
  };
}

/** "1 h", where minutes are no whole hours "90 min". */
function targetOf(minutes: number, t: Said["t"]): string {
  return minutes % 60 === 0 ? t("wall.hours", { count: minutes / 60 }) : t("wall.minutes", { count: minutes });
}

/** That none runs, or how many are muted; while one runs, and before the first numbers, the day. */
function stateOf(snapshot: WallSnapshot | null, now: number, { t, format }: Said): string {
  if (snapshot === null || snapshot.alarm !== null) return format.date(now);
  return snapshot.mutedAlarms > 0 ? t("wall.muted", { count: snapshot.mutedAlarms }) : t("wall.noAlarm");
}
