import { useContext } from "react";
import type { Shift } from "../../../src-main/contract/methods/shifts.ts";
import { TimeZoneContext } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { FieldError } from "../../ui/Field.tsx";
import { Segments } from "../../ui/Segments.tsx";
import { TextField } from "../../ui/TextField.tsx";
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
        <span className={choices["days"]}>
          <TextField
            type="date"
            label={t("shift.period.from")}
            isLabelHidden
            value={period.from}
            max="9999-12-31"
            onChange={(from) => from && onChange({ ...period, from })}
          />
          <span>{t("shift.period.to")}</span>
          <TextField
            type="date"
            label={t("shift.period.to")}
            isLabelHidden
            value={period.to}
            max="9999-12-31"
            aria-invalid={isBackwards}
            onChange={(to) => to && onChange({ ...period, to })}
          />
        </span>
      )}
      {isBackwards && <FieldError says={t("shift.period.backwards")} />}
      <span className="grow" />
      {timeZone && <span className={styles["zone"]}>{t("shift.as", { zone: timeZone.replaceAll("_", " ") })}</span>}
    </div>
  );
}
