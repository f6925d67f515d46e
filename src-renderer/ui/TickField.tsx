import { useId } from "react";
import styles from "./Field.module.css";

type TickFieldProps = {
  label: string;
  help?: string;
  id?: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
  disabled?: boolean;
};

/** Yes or no. */
export function TickField({ label, help, id, isOn, onChange, disabled }: TickFieldProps) {
  const made = useId();
  const own = id ?? made;
  return (
    <span className={styles["tick"]}>
      <input
        id={own}
        type="checkbox"
        checked={isOn}
        disabled={disabled}
        aria-describedby={help && `${own}-help`}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>
        <label htmlFor={own}>{label}</label>
        {help && (
          <span id={`${own}-help`} className={styles["help"]}>
            {help}
          </span>
        )}
      </span>
    </span>
  );
}
