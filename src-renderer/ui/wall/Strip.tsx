import type { WallSnapshot } from "../../../src-main/contract/methods/wallboard.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { classNames } from "../class-names.ts";
import { Figure } from "./Figure.tsx";
import type { StripFit } from "./geometry.ts";
import { Goal, goalOf } from "./Goal.tsx";
import { todayScope } from "./links.ts";
import { Measure } from "./Measure.tsx";
import styles from "./wall.module.css";
import { wallCount } from "./wall-numbers.ts";

type StripProps = { snapshot: WallSnapshot | null; now: number; form: StripFit["form"] };

/** What is pinned on every page: the time, the service level today, who waits, and how long the oldest has. */
export function Strip({ snapshot, now, form }: StripProps) {
  const { t } = useWords();
  const format = useFormat();
  const waiting = wallCount(snapshot?.waiting, format);
  return (
    <section
      className={classNames(styles["strip"], form === "folded" && styles["folded"])}
      aria-label={t("wall.pinned")}
    >
      <div>
        <AlarmState snapshot={snapshot} now={now} />
        <Measure className={styles["pinned"]} text={format.time(now)} />
      </div>
      <ServiceLevel snapshot={snapshot} isShort={form !== "full"} />
      <div>
        <h2>{t("wall.waiting")}</h2>
        <Figure
          link={snapshot && { kpi: "backlog", scope: todayScope(snapshot) }}
          says={`${t("wall.waiting")}: ${waiting}`}
        >
          <Measure className={styles["pinned"]} text={waiting} />
        </Figure>
      </div>
      <Oldest snapshot={snapshot} isShort={form === "short"} />
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

function ServiceLevel({ snapshot, isShort }: { snapshot: WallSnapshot | null; isShort: boolean }) {
  const { t } = useWords();
  const { percent, number } = useFormat();
  const level = snapshot?.serviceLevel ?? null;
  const title = level && !isShort ? t("wall.serviceLevelToday", { n: number(level.n) }) : t("wall.serviceLevel");
  const goal = level && <Goal state={goalOf(level.state)}>{t(`wall.goal.${level.state}`)}</Goal>;
  return (
    <div>
      {isShort && goal ? <h2 aria-label={title}>{goal}</h2> : <h2>{title}</h2>}
      <div className={styles["beside"]}>
        <Figure
          link={snapshot && { kpi: "service_level", scope: todayScope(snapshot) }}
          says={`${title}: ${percent(level?.percent ?? null)}`}
        >
          <Measure className={styles["pinned"]} text={percent(level?.percent ?? null)} />
        </Figure>
        {!isShort && (
          <span className={styles["lines"]}>
            {goal}
            {level && (
              <span>
                {t("wall.goalOf", {
                  percent: number(level.goalPercent),
                  target: t("wall.minutes", { count: level.targetMinutes }),
                })}
              </span>
            )}
          </span>
        )}
      </div>
    </div>
  );
}

function Oldest({ snapshot, isShort }: { snapshot: WallSnapshot | null; isShort: boolean }) {
  const { t } = useWords();
  const { minutes } = useFormat();
  const oldest = snapshot?.oldest ?? null;
  const isLate = oldest !== null && oldest.late > 0;
  const waitingMs = oldest?.waitingMs ?? null;
  const shown = waitingMs === null ? "–" : minutes(waitingMs);
  return (
    <div>
      <h2 className={isLate ? styles["oldestLate"] : undefined}>
        {t("wall.oldest")}
        {isLate && !isShort && <Goal state="missed">{t("wall.late", { count: oldest.late })}</Goal>}
      </h2>
      <Figure
        link={snapshot && { kpi: "backlog_age", scope: todayScope(snapshot) }}
        says={`${t("wall.oldest")}: ${shown}`}
      >
        <Measure className={styles["pinned"]} text={shown} />
      </Figure>
    </div>
  );
}
