import { TextInput } from "@mantine/core";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { type DayName, dayNames, readHours } from "./desk-hours.ts";
import styles from "./welcome.module.css";

export type WrittenWeek = Record<DayName, string>;

const MINUTES_A_DAY = 24 * 60;

/** A week of desk hours: each day as a bar and as words that can be written over. */
export function WeekRows({ week, onChange }: { week: WrittenWeek; onChange: (week: WrittenWeek) => void }) {
  const { t } = useWords();
  function likeMonday() {
    const { Mon } = week;
    onChange({ ...week, Tue: Mon, Wed: Mon, Thu: Mon, Fri: Mon });
  }
  return (
    <div className={styles["week"]}>
      {dayNames.map((day) => {
        const hours = readHours(week[day]);
        return (
          <div key={day} className={styles["day"]}>
            <span>{t(`welcome.day.${day}`)}</span>
            <svg
              className={styles["hours"]}
              viewBox={`0 0 ${MINUTES_A_DAY} 16`}
              preserveAspectRatio="none"
              aria-hidden="true"
            >
              {hours?.map(([from, to]) => (
                <rect key={from} x={from} width={to - from} height="16" />
              ))}
            </svg>
            <TextInput
              size="xs"
              aria-label={t("welcome.hours.of", { day: t(`welcome.day.${day}`) })}
              placeholder={t("welcome.hours.closed")}
              value={week[day]}
              error={hours === null}
              onChange={(event) => onChange({ ...week, [day]: event.currentTarget.value })}
            />
            {day === "Mon" && (
              <ActButton size="small" look="ghost" onClick={likeMonday}>
                {t("welcome.hours.likeMonday")}
              </ActButton>
            )}
          </div>
        );
      })}
    </div>
  );
}
