import type { WallSnapshot } from "../../../src-main/contract/methods/wallboard.ts";
import { useWords } from "../../lib/words.ts";
import { classNames } from "../class-names.ts";
import { Figure } from "./Figure.tsx";
import { Goal, goalOf } from "./Goal.tsx";
import { nowScope, todayScope } from "./links.ts";
import { Measure } from "./Measure.tsx";
import type { StripFit, StripWords } from "./strip-fit.ts";
import styles from "./wall.module.css";

type StripProps = { snapshot: WallSnapshot | null; words: StripWords; form: StripFit["form"] };

/** What is pinned on every page: the time, the service level today, who waits, and how long the oldest has. */
export function Strip({ snapshot, words, form }: StripProps) {
  const { t } = useWords();
  const { waiting } = words;
  return (
    <section
      className={classNames(styles["strip"], form === "folded" && styles["folded"])}
      aria-label={t("wall.pinned")}
    >
      <div>
        <AlarmState snapshot={snapshot} says={words.state} />
        <Measure className={styles["pinned"]} text={words.clock} />
      </div>
      <ServiceLevel snapshot={snapshot} words={words} form={form} />
      <div>
        <h2>{waiting.title}</h2>
        <Figure
          link={snapshot && { kpi: "backlog", scope: nowScope(snapshot) }}
          says={`${waiting.title}: ${waiting.number}`}
        >
          <Measure className={styles["pinned"]} text={waiting.number} />
        </Figure>
      </div>
      <Oldest snapshot={snapshot} words={words} form={form} />
    </section>
  );
}

/** A hollow ring says that none runs; what is muted is said too. Otherwise it is the day. */
function AlarmState({ snapshot, says }: { snapshot: WallSnapshot | null; says: string }) {
  const { t } = useWords();
  if (snapshot === null || snapshot.alarm !== null) return <h2>{says}</h2>;
  const muted = snapshot.mutedAlarms;
  return (
    <h2 aria-label={muted > 0 ? t("wall.alarmsMuted", { count: muted }) : undefined}>
      <Goal state="unknown">{says}</Goal>
    </h2>
  );
}

/** Where there is no room for the word of its state, the shape stands before its name. */
function ServiceLevel({ snapshot, words: { service }, form }: StripProps) {
  const level = snapshot?.serviceLevel ?? null;
  const isLong = form === "full" || form === "today";
  const title = service.titles[isLong ? form : "short"];
  const state = level && goalOf(level.state);
  return (
    <div>
      {state && !isLong ? (
        <h2 className={styles["levelShort"]} aria-label={`${title}: ${service.goal}`}>
          <Goal state={state}>{title}</Goal>
        </h2>
      ) : (
        <h2>{title}</h2>
      )}
      <div className={styles["beside"]}>
        <Figure
          link={snapshot && { kpi: "service_level", scope: todayScope(snapshot) }}
          says={`${title}: ${service.percent}`}
        >
          <Measure className={styles["pinned"]} text={service.percent} />
        </Figure>
        {state && isLong && (
          <span className={styles["lines"]}>
            <Goal state={state}>{service.goal}</Goal>
            <span>{service.goalOf}</span>
          </span>
        )}
      </div>
    </div>
  );
}

function Oldest({ snapshot, words: { oldest }, form }: StripProps) {
  const isLong = form === "full" || form === "today";
  return (
    <div>
      {oldest.late === null ? (
        <h2>{oldest.title}</h2>
      ) : (
        <h2 className={styles["oldestLate"]} aria-label={`${oldest.title}: ${oldest.late}`}>
          {isLong && oldest.title}
          <Goal state="missed">{isLong ? oldest.late : oldest.title}</Goal>
        </h2>
      )}
      <Figure
        link={snapshot && { kpi: "backlog", scope: nowScope(snapshot) }}
        says={`${oldest.title}: ${oldest.number}`}
      >
        <Measure className={styles["pinned"]} text={oldest.number} />
      </Figure>
    </div>
  );
}
