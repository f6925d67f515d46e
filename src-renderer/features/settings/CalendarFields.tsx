import { useWords } from "../../lib/words.ts";
import { PickField } from "../../ui/PickField.tsx";
import { type CalendarDraft, hasHours } from "./calendar-draft.ts";
import styles from "./CalendarFields.module.css";
import { Columns } from "../../ui/Card.tsx";
import { HolidayImport } from "./HolidayImport.tsx";
import { Holidays } from "./Holidays.tsx";
import { WeekEditor } from "./WeekEditor.tsx";

const allZones = ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")];

/** One calendar: where its clock is, its hours, its holidays. */
export function CalendarFields({
  idPrefix,
  calendar,
  isOff,
  faultOf,
  onChange,
}: {
  idPrefix: string;
  calendar: CalendarDraft;
  isOff: boolean;
  faultOf: (field: string) => string | undefined;
  onChange: (change: Partial<CalendarDraft>) => void;
}) {
  const { t } = useWords();
  const { timeZone, week, holidays } = calendar;
  const zones = allZones.includes(timeZone) ? allZones : [timeZone, ...allZones];
  return (
    <>
      <Columns>
        <PickField
          id={`${idPrefix}-zone`}
          label={t("settings.hours.timeZone")}
          value={timeZone}
          disabled={isOff}
          options={zones.map((zone) => ({ value: zone, says: zone.replaceAll("_", " ") }))}
          onChange={(zone) => onChange({ timeZone: zone })}
        />
      </Columns>
      <WeekEditor
        id={`${idPrefix}-week`}
        week={week}
        isOff={isOff}
        faultOf={faultOf}
        onChange={(next) => onChange({ week: next })}
      />
      {!hasHours(week) && <p className={styles["empty"]}>{t("settings.hours.noHours")}</p>}
      <div className={styles["holidays"]} role="group" aria-labelledby={`${idPrefix}-holidays-title`}>
        <h3 id={`${idPrefix}-holidays-title`}>{t("settings.hours.holidays")}</h3>
        <p className={styles["help"]}>{t("settings.hours.holidaysHelp")}</p>
        <Holidays
          id={`${idPrefix}-holidays`}
          days={holidays}
          isOff={isOff}
          onChange={(next) => onChange({ holidays: next })}
        />
        {!isOff && (
          <HolidayImport
            id={`${idPrefix}-ics`}
            timeZone={timeZone}
            known={holidays}
            onAdd={(next) => onChange({ holidays: next })}
          />
        )}
      </div>
    </>
  );
}
