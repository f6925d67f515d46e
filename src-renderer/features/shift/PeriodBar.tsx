import { useContext } from "react";
import type { Shift } from "../../../src-main/contract/methods/shifts.ts";
import { TimeZoneContext } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { DayRange } from "../../ui/DayRange.tsx";
import { FieldError } from "../../ui/Field.tsx";
import { Segments } from "../../ui/Segments.tsx";
import type { Period } from "./period.ts";
import choices from "../../ui/ChoiceBar.module.css";
import styles from "./PeriodBar.module.css";

type PeriodBarProps = {
  period: Period;
  open: Shift | null;
  today: string;
  isBackwards: boolean;
  onChange: (period: Period) => void;
};

/** Which part of the log is shown; days are days of the desk's clock. */
export function PeriodBar({ period, open, today, isBackwards, onChange }: PeriodBarProps) {
  const { t } = useWords();
  const timeZone = useContext(TimeZoneContext);
  const isPast = period.kind === "shift" && period.id !== open?.id;
  const shiftOption = isPast
    ? { value: "shift" as const, says: t("shift.period.past") }
    : {
        value: "shift" as const,
        says: t("shift.period.shift"),
        offBecause: open ? undefined : t("shift.period.noShift"),
      };
  const options = [
    shiftOption,
    ...(["today", "yesterday", "week", "days"] as const).map((value) => ({ value, says: t(`shift.period.${value}`) })),
  ];
  function choose(kind: Period["kind"]): void {
    if (kind === "days") return onChange({ kind, from: today, to: today });
    if (kind !== "shift") return onChange({ kind });
    if (open) onChange({ kind, id: open.id });
  }
  return (
    <div className={choices["bar"]}>
      <Segments label={t("shift.period.label")} value={period.kind} options={options} onChange={choose} />
      {period.kind === "days" && (
        <DayRange
          days={period}
          fromSays={t("shift.period.from")}
          toSays={t("shift.period.to")}
          isWrong={isBackwards}
          onChange={(days) => onChange({ ...period, ...days })}
        />
      )}
      {isBackwards && <FieldError says={t("shift.period.backwards")} />}
      <span className="grow" />
      {timeZone && <span className={styles["zone"]}>{t("shift.as", { zone: timeZone.replaceAll("_", " ") })}</span>}
    </div>
  );
}
