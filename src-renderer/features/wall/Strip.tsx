import type { WallSnapshot } from "../../../src-main/contract/methods/wallboard.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { Goal, type GoalState } from "./Goal.tsx";
import { Measure } from "./Measure.tsx";
import styles from "./wall.module.css";
import { wallCount } from "./wall-numbers.ts";

const goals = { on_target: "ok", watch: "watch", missed: "missed", unknown: "unknown" } as const satisfies Record<
  WallSnapshot["serviceLevel"]["state"],
  GoalState
>;

/** What is pinned on every page: the time, the service level today, who waits, and how long the oldest has. */
export function Strip({ snapshot, now, isTight }: { snapshot: WallSnapshot | null; now: number; isTight: boolean }) {
  const { t } = useWords();
  const format = useFormat();
  const isAlarmed = snapshot !== null && snapshot.alarm !== null;
  return (
    <section className={styles["strip"]} aria-label={t("wall.pinned")}>
      <div>
        <AlarmState snapshot={snapshot} now={now} />
        <Measure className={styles["pinned"]} text={format.time(now)} />
      </div>
      <ServiceLevel serviceLevel={snapshot?.serviceLevel ?? null} isTight={isTight || isAlarmed} />
      <div>
        <h2>{t("wall.waiting")}</h2>
        <Measure className={styles["pinned"]} text={wallCount(snapshot?.waiting, format)} />
      </div>
      <Oldest oldest={snapshot?.oldest ?? null} isShort={isAlarmed} />
    </section>
  );
}

/** A hollow ring says that none runs. What is muted is said too; while one runs, and before the first numbers, it is the day. */
function AlarmState({ snapshot, now }: { snapshot: WallSnapshot | null; now: number }) {
  const { t } = useWords();
  const format = useFormat();
  if (snapshot === null || snapshot.alarm !== null) return <h2>{format.date(now)}</h2>;
  return (
    <h2>
      <Goal state="unknown">
        {snapshot.mutedAlarms > 0 ? t("wall.alarmsMuted", { count: snapshot.mutedAlarms }) : t("wall.noAlarm")}
      </Goal>
    </h2>
  );
}

function ServiceLevel({
  serviceLevel,
  isTight,
}: {
  serviceLevel: WallSnapshot["serviceLevel"] | null;
  isTight: boolean;
}) {
  const { t } = useWords();
  const { percent, number } = useFormat();
  const state = serviceLevel?.state ?? "unknown";
  const title =
    serviceLevel && !isTight ? t("wall.serviceLevelToday", { n: number(serviceLevel.n) }) : t("wall.serviceLevel");
  return (
    <div>
      <h2>{title}</h2>
      <div className={styles["beside"]}>
        <Measure className={styles["pinned"]} text={percent(serviceLevel?.percent ?? null)} />
        <span className={styles["lines"]}>
          {serviceLevel && <Goal state={goals[state]}>{t(`wall.goal.${state}`)}</Goal>}
          {serviceLevel && !isTight && (
            <span>
              {t("wall.goalOf", {
                percent: number(serviceLevel.goalPercent),
                target: t("wall.minutes", { count: serviceLevel.targetMinutes }),
              })}
            </span>
          )}
        </span>
      </div>
    </div>
  );
}

function Oldest({ oldest, isShort }: { oldest: WallSnapshot["oldest"] | null; isShort: boolean }) {
  const { t } = useWords();
  const { minutes } = useFormat();
  const isLate = oldest !== null && oldest.late > 0;
  const waitingMs = oldest?.waitingMs ?? null;
  return (
    <div>
      <h2 className={isLate ? styles["oldestLate"] : undefined}>
        {t("wall.oldest")}
        {isLate && !isShort && <Goal state="missed">{t("wall.late", { count: oldest.late })}</Goal>}
      </h2>
      <Measure className={styles["pinned"]} text={waitingMs === null ? "–" : minutes(waitingMs)} />
    </div>
  );
}
