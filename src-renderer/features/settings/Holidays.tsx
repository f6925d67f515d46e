import { useState } from "react";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { Acts } from "./Card.tsx";
import styles from "./Holidays.module.css";

/** Days on which nobody works, as dates of the desk's own clock. */
export function Holidays({
  days,
  isOff,
  onChange,
}: {
  days: readonly string[];
  isOff: boolean;
  onChange: (days: readonly string[]) => void;
}) {
  const { t, language } = useWords();
  const locale = language.startsWith("en") ? "en-GB" : language;
  const [day, setDay] = useState("");
  function add(): void {
    if (day === "") return;
    onChange([...new Set([...days, day])].toSorted());
    setDay("");
  }
  const says = (date: string) =>
    new Intl.DateTimeFormat(locale, {
      weekday: "short",
      day: "numeric",
      month: "long",
      year: "numeric",
      timeZone: "UTC",
    }).format(Date.parse(date));
  return (
    <>
      {days.length === 0 && <p className={styles["none"]}>{t("settings.hours.noHolidays")}</p>}
      <ul className={styles["days"]}>
        {days.map((date) => (
          <li key={date}>
            {says(date)}
            {!isOff && (
              <ActButton
                size="small"
                look="ghost"
                icon="x"
                onClick={() => onChange(days.filter((known) => known !== date))}
              >
                <span className="sr">{t("settings.hours.removeHoliday", { day: says(date) })}</span>
              </ActButton>
            )}
          </li>
        ))}
      </ul>
      {!isOff && (
        <Acts>
          <TextField
            id="hours-holidays"
            type="date"
            label={t("settings.hours.newHoliday")}
            isLabelHidden
            max="9999-12-31"
            value={day}
            onChange={setDay}
            onKeyDown={(event) => event.key === "Enter" && (event.preventDefault(), add())}
          />
          <ActButton size="small" icon="plus" onClick={add}>
            {t("settings.hours.addHoliday")}
          </ActButton>
        </Acts>
      )}
    </>
  );
}
