import { useId } from "react";
import styles from "./Segments.module.css";

type SegmentsProps<Value extends string> = {
  label: string;
  id?: string;
  value: Value;
  options: readonly { value: Value; says: string; offBecause?: string | undefined }[];
  onChange: (value: Value) => void;
};

/** A few choices side by side, exactly one of them on; arrows move, as with all radio buttons. */
export function Segments<Value extends string>({ label, id, value, options, onChange }: SegmentsProps<Value>) {
  const name = useId();
  return (
    <div id={id} tabIndex={-1} role="radiogroup" aria-label={label} className={styles["group"]}>
      {options.map((option) => (
        <span key={option.value} className={styles["choice"]} title={option.offBecause}>
          <input
            id={`${name}-${option.value}`}
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            disabled={option.offBecause !== undefined}
            onChange={() => onChange(option.value)}
          />
          <label htmlFor={`${name}-${option.value}`}>{option.says}</label>
        </span>
      ))}
    </div>
  );
}
