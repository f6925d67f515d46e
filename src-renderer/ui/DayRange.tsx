import styles from "./DayRange.module.css";
import { TextField } from "./TextField.tsx";

type Days = { readonly from: string; readonly to: string };

type DayRangeProps = {
  days: Days;
  fromSays: string;
  toSays: string;
  isWrong: boolean;
  onChange: (days: Days) => void;
};

/** The first and the last day of a stretch. A day that is cleared stays as it was. */
export function DayRange({ days, fromSays, toSays, isWrong, onChange }: DayRangeProps) {
  return (
    <span className={styles["days"]}>
      <TextField
        type="date"
        label={fromSays}
        isLabelHidden
        value={days.from}
        max="9999-12-31"
        onChange={(from) => from && onChange({ ...days, from })}
      />
      <span>{toSays}</span>
      <TextField
        type="date"
        label={toSays}
        isLabelHidden
        value={days.to}
        max="9999-12-31"
        aria-invalid={isWrong}
        onChange={(to) => to && onChange({ ...days, to })}
      />
    </span>
  );
}
