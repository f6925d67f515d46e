import { classNames } from "./class-names.ts";
import { Field, type FieldWords } from "./Field.tsx";
import styles from "./Field.module.css";

export type PickOption<Value extends string> = { value: Value; says: string };
type PickFieldProps<Value extends string> = FieldWords & {
  value: Value;
  options: readonly PickOption<Value>[];
  onChange: (value: Value) => void;
  disabled?: boolean;
};

/** One of a list; letters typed find an entry, as in every list of the system. */
export function PickField<Value extends string>({
  label,
  isLabelHidden,
  help,
  error,
  id,
  className,
  value,
  options,
  onChange,
  disabled,
}: PickFieldProps<Value>) {
  return (
    <Field {...{ label, isLabelHidden, help, error, id, className }}>
      {(control) => (
        <select
          {...control}
          disabled={disabled}
          className={classNames(styles["control"], styles["pick"])}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value as Value)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.says}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
