import type { CaseDetail } from "../../../src-main/contract/methods/cases.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { classNames } from "../../ui/class-names.ts";
import { type ClockNow, useEngineNow } from "../../lib/clock-now.ts";
import { ClockFacts } from "./ClockFacts.tsx";
import { type ClockPoint, clockPoints, gapsOfPoints, missedBy } from "./clock-points.ts";
import styles from "./ClockStrip.module.css";
import { OpenAgain } from "./OpenAgain.tsx";
import { privateChannelOf } from "../../lib/private-channel.ts";

/**
 * Six points in one line: what each piece of the response took, where the desk was off, asleep or offline meanwhile, and whether the
 * deadline can still be met.
 */
export function ClockStrip({
  detail: { clock, story, replies },
  clockNow,
}: {
  detail: CaseDetail;
  clockNow: ClockNow;
}) {
  const { t } = useWords();
  const { moment, duration } = useFormat();
  const now = useEngineNow(clockNow, 10_000);
  // A reply that was begun goes the public way, whatever the channel.
  const isPrivate = privateChannelOf(story.network) !== null && replies.length === 0;
  const earliest = isPrivate ? null : missedBy(clock);
  const points = clockPoints(clock, { now, isPrivate });
  const gaps = gapsOfPoints(points, clock.gaps);
  function says({ name, state, tookMs, at }: ClockPoint): string {
    const took = tookMs === null ? null : duration(tookMs);
    if (name === "due") {
      if (at === null) return t(clock.hasHours ? "case.clock.noDue" : "case.clock.noHours");
      return earliest === null ? t("case.clock.due") : t("case.clock.dueEarliest", { time: moment(earliest) });
    }
    if (name === "answered")
      return took === null ? t("case.clock.answered.done") : t("case.clock.answered.took", { took });
    if (name === "posted" || name === "happened") return t(`case.clock.${name}`);
    if (state === "later" || took === null) return t(`case.clock.${name}.${state === "done" ? "done" : "later"}`);
    return t(`case.clock.${name}.${state === "done" ? "took" : "now"}`, { took });
  }
  return (
    <div className={styles["strip"]}>
      <ol className={styles["clock"]} aria-label={t("case.clock.label")}>
        {points.map((point, index) => (
          <li
            key={point.name}
            className={classNames(styles[point.state], point.name === "due" && earliest !== null && styles["missed"])}
            aria-current={point.state === "now" ? "step" : undefined}
          >
            {gaps[index]?.map(({ kind, from, length }) => (
              <i
                key={`${kind} ${from}`}
                className={classNames(styles["gap"], styles[kind])}
                style={{ left: `${100 * from}%`, width: `${100 * length}%` }}
              />
            ))}
            <b>{point.at === null ? "–" : moment(point.at)}</b>
            <span title={says(point)}>{says(point)}</span>
          </li>
        ))}
      </ol>
      <div className={styles["foot"]}>
        <ClockFacts clock={clock} now={now} />
        <OpenAgain story={story} />
      </div>
    </div>
  );
}
