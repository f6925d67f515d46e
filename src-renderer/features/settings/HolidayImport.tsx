import { useState } from "react";
import type { HolidayFile } from "../../../src-main/contract/methods/holidays.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { FieldError } from "../../ui/Field.tsx";
import { TickField } from "../../ui/TickField.tsx";
import type { Holiday } from "./calendar-draft.ts";
import { Acts } from "../../ui/Card.tsx";
import styles from "./Holidays.module.css";
import { useHolidayFile } from "./use-holiday-file.ts";
import { useSayDay } from "./use-say-day.ts";

/** Days off from an iCalendar file: read, shown, ticked, and only then among the holidays. */
export function HolidayImport({
  id,
  timeZone,
  known,
  onAdd,
}: {
  id: string;
  timeZone: string;
  known: readonly Holiday[];
  onAdd: (holidays: readonly Holiday[]) => void;
}) {
  const { t } = useWords();
  const file = useHolidayFile(timeZone);
  return (
    <div className={styles["import"]}>
      <label htmlFor={id}>{t("settings.hours.importFile")}</label>
      <input
        key={file.round}
        id={id}
        type="file"
        accept=".ics,.ical,text/calendar"
        aria-describedby={`${id}-help`}
        onChange={(event) => void file.choose(event.currentTarget.files?.[0])}
      />
      <p id={`${id}-help`} className={styles["help"]}>
        {t("settings.hours.importHelp")}
      </p>
      {file.fault && <FieldError says={file.fault} />}
      {file.read && (
        <Preview
          key={`${file.round}-${timeZone}`}
          read={file.read}
          known={known}
          onCancel={file.forget}
          onAdd={(days) => {
            const dates = new Set(days.map(({ date }) => date));
            const kept = known.filter(({ date }) => !dates.has(date));
            onAdd([...kept, ...days].toSorted((a, b) => (a.date < b.date ? -1 : 1)));
            file.forget();
          }}
        />
      )}
    </div>
  );
}

type PreviewProps = {
  read: HolidayFile;
  known: readonly Holiday[];
  onAdd: (days: readonly Holiday[]) => void;
  onCancel: () => void;
};

function Preview({ read, known, onAdd, onCancel }: PreviewProps) {
  const { t } = useWords();
  const { number } = useFormat();
  const sayDay = useSayDay();
  const isKnown = (date: string) => known.some((holiday) => holiday.date === date);
  const fresh = read.days.filter(({ date }) => !isKnown(date));
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const chosen = fresh.filter(({ date }) => !left.has(date));
  function tick(date: string, isOn: boolean): void {
    const next = new Set(left);
    if (isOn) next.delete(date);
    else next.add(date);
    setLeft(next);
  }
  return (
    <div role="group" aria-label={t("settings.hours.importPreview")} className={styles["preview"]}>
      <p role="status">
        {t("settings.hours.found", { count: read.days.length, shown: number(read.days.length) })}{" "}
        {read.days.length > fresh.length && t("settings.hours.foundKnown", { count: read.days.length - fresh.length })}{" "}
        {read.days.some(({ isRepeated }) => isRepeated) && t("settings.hours.foundUntil", { day: sayDay(read.until) })}
      </p>
      <ul className={styles["found"]}>
        {fresh.map(({ date, name }) => (
          <li key={date}>
            <TickField
              label={name === "" ? sayDay(date) : t("settings.hours.namedDay", { day: sayDay(date), name })}
              isOn={!left.has(date)}
              onChange={(isOn) => tick(date, isOn)}
            />
          </li>
        ))}
      </ul>
      <Skipped skipped={read.skipped} />
      <Acts>
        <ActButton
          size="small"
          icon="plus"
          offBecause={chosen.length === 0 ? t("settings.hours.nothingChosen") : undefined}
          onClick={() => onAdd(chosen.map(({ date, name }) => ({ date, name })))}
        >
          {t("settings.hours.addFound", { count: chosen.length, shown: number(chosen.length) })}
        </ActButton>
        <ActButton size="small" look="ghost" onClick={onCancel}>
          {t("app.cancel")}
        </ActButton>
      </Acts>
    </div>
  );
}

/** What stands in the file and is no day off; a long list is cut. */
function Skipped({ skipped }: Pick<HolidayFile, "skipped">) {
  const { t } = useWords();
  const { number } = useFormat();
  if (skipped.length === 0) return null;
  return (
    <details>
      <summary>{t("settings.hours.skipped", { count: skipped.length, shown: number(skipped.length) })}</summary>
      <ul>
        {skipped.slice(0, 50).map(({ name, why }, at) => (
          <li key={at}>
            {t("settings.hours.skippedOne", {
              name: name || t("settings.hours.noName"),
              why: t(`settings.hours.why.${why}`),
            })}
          </li>
        ))}
      </ul>
    </details>
  );
}
