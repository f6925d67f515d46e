import { useState } from "react";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { TextField } from "../../ui/TextField.tsx";
import type { Holiday } from "./calendar-draft.ts";
import { Acts } from "../../ui/Card.tsx";
import styles from "./Holidays.module.css";
import { useSayDay } from "./use-say-day.ts";

/** Days on which nobody works, as dates of the calendar's own clock. */
export function Holidays({
  id,
  days,
  isOff,
  onChange,
}: {
  id: string;
  days: readonly Holiday[];
  isOff: boolean;
  onChange: (days: readonly Holiday[]) => void;
}) {
  const { t } = useWords();
  const sayDay = useSayDay();
  const [day, setDay] = useState("");
  const [name, setName] = useState("");
  function add(): void {
    if (day === "") return;
    const others = days.filter(({ date }) => date !== day);
    onChange([...others, { date: day, name: name.trim() }].toSorted((a, b) => (a.date < b.date ? -1 : 1)));
    setDay("");
    setName("");
  }
  const addOnEnter = (event: { key: string; preventDefault: () => void }) =>
    event.key === "Enter" && (event.preventDefault(), add());
  return (
    <>
      {days.length === 0 && <p className={styles["none"]}>{t("settings.hours.noHolidays")}</p>}
      <ul className={styles["days"]}>
        {days.map(({ date, name: called }) => (
          <li key={date}>
            <span className={styles["day"]}>
              {sayDay(date)}
              {called !== "" && <small>{called}</small>}
            </span>
            {!isOff && (
              <ActButton
                size="small"
                look="ghost"
                icon="x"
                onClick={() => onChange(days.filter((known) => known.date !== date))}
              >
                <span className="sr">{t("settings.hours.removeHoliday", { day: sayDay(date) })}</span>
              </ActButton>
            )}
          </li>
        ))}
      </ul>
      {!isOff && (
        <Acts>
          <TextField
            id={id}
            type="date"
            label={t("settings.hours.newHoliday")}
            isLabelHidden
            max="9999-12-31"
            value={day}
            onChange={setDay}
            onKeyDown={addOnEnter}
          />
          <TextField
            label={t("settings.hours.holidayName")}
            isLabelHidden
            placeholder={t("settings.hours.holidayName")}
            maxLength={120}
            value={name}
            onChange={setName}
            onKeyDown={addOnEnter}
          />
          <ActButton size="small" icon="plus" onClick={add}>
            {t("settings.hours.addHoliday")}
          </ActButton>
        </Acts>
      )}
    </>
  );
}
