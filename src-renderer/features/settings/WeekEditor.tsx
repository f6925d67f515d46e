import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { FieldError } from "../../ui/Field.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { type TypedHours, type TypedWeek, type Weekday, weekdays } from "./calendar-draft.ts";
import styles from "./WeekEditor.module.css";

type WeekEditorProps = {
  id: string;
  week: TypedWeek;
  isOff: boolean;
  faultOf: (field: string) => string | undefined;
  onChange: (week: TypedWeek) => void;
};

/** The hours of each day; a lunch break or a night makes several. */
export function WeekEditor({ id, week, isOff, faultOf, onChange }: WeekEditorProps) {
  const { t } = useWords();
  const fault = faultOf("week");
  const copyMonday = () => onChange({ ...week, Tue: week.Mon, Wed: week.Mon, Thu: week.Mon, Fri: week.Mon });
  return (
    <div id={id} tabIndex={-1} role="group" aria-label={t("settings.hours.week")} className={styles["week"]}>
      {weekdays.map((day) => (
        <Day
          key={day}
          day={day}
          hours={week[day]}
          isOff={isOff}
          faultOf={faultOf}
          onChange={(hours) => onChange({ ...week, [day]: hours })}
        />
      ))}
      {fault && <FieldError says={fault} />}
      {!isOff && (
        <span>
          <ActButton size="small" icon="copy" onClick={copyMonday}>
            {t("settings.hours.copyMonday")}
          </ActButton>
        </span>
      )}
    </div>
  );
}

type DayProps = {
  day: Weekday;
  hours: readonly TypedHours[];
  isOff: boolean;
  faultOf: (field: string) => string | undefined;
  onChange: (hours: readonly TypedHours[]) => void;
};

function Day({ day, hours, isOff, faultOf, onChange }: DayProps) {
  const { t } = useWords();
  const name = t(`settings.hours.day.${day}`);
  const change = (index: number, next: Partial<TypedHours>) =>
    onChange(hours.map((known, at) => (at === index ? { ...known, ...next } : known)));
  return (
    <div className={styles["day"]} role="group" aria-label={name}>
      <span className={styles["name"]}>{name}</span>
      <div className={styles["stretches"]}>
        {hours.length === 0 && <span className={styles["closed"]}>{t("settings.hours.closed")}</span>}
        {hours.map(({ from, to }, index) => (
          <Stretch
            key={index}
            name={name}
            number={index + 1}
            from={from}
            to={to}
            isOff={isOff}
            fault={faultOf(`${day}.${index}`)}
            onChange={(next) => change(index, next)}
            onRemove={() => onChange(hours.filter((_, at) => at !== index))}
          />
        ))}
        {!isOff && (
          <ActButton
            size="small"
            look="ghost"
            icon="plus"
            aria-label={t("settings.hours.addTo", { day: name })}
            onClick={() => onChange([...hours, { from: "", to: "" }])}
          >
            {t("settings.hours.add")}
          </ActButton>
        )}
      </div>
    </div>
  );
}

type StretchProps = {
  name: string;
  number: number;
  from: string;
  to: string;
  isOff: boolean;
  fault: string | undefined;
  onChange: (next: Partial<TypedHours>) => void;
  onRemove: () => void;
};

function Stretch({ name, number, from, to, isOff, fault, onChange, onRemove }: StretchProps) {
  const { t } = useWords();
  const invalid = fault !== undefined;
  return (
    <div className={styles["stretch"]}>
      <TextField
        label={t("settings.hours.from", { day: name, number })}
        isLabelHidden
        inputMode="numeric"
        placeholder="08:00"
        maxLength={5}
        readOnly={isOff}
        {...(invalid && { error: fault })}
        className={styles["clock"]}
        value={from}
        onChange={(words) => onChange({ from: words })}
      />
      <span aria-hidden="true">–</span>
      <TextField
        label={t("settings.hours.to", { day: name, number })}
        isLabelHidden
        inputMode="numeric"
        placeholder="17:00"
        maxLength={5}
        readOnly={isOff}
        className={styles["clock"]}
        value={to}
        onChange={(words) => onChange({ to: words })}
      />
      {!isOff && (
        <ActButton size="small" look="ghost" icon="x" onClick={onRemove}>
          <span className="sr">{t("settings.hours.remove", { day: name, number })}</span>
        </ActButton>
      )}
    </div>
  );
}
