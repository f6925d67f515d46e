import type { ComponentPropsWithoutRef, Ref } from "react";
import { classNames } from "./class-names.ts";
import { Field, type FieldWords } from "./Field.tsx";
import styles from "./Field.module.css";

type TextFieldProps = FieldWords &
  Omit<ComponentPropsWithoutRef<"input">, "onChange" | "value" | keyof FieldWords> & {
    value: string;
    onChange: (value: string) => void;
    ref?: Ref<HTMLInputElement>;
  };

/** One line of text; also numbers, dates and secrets by its type. */
export function TextField({
  label,
  isLabelHidden,
  help,
  error,
  id,
  className,
  value,
  onChange,
  ref,
  ...rest
}: TextFieldProps) {
  return (
    <Field {...{ label, isLabelHidden, help, error, id, className }}>
      {(control) => (
        <input
          type="text"
          spellCheck={false}
          autoComplete="off"
          {...rest}
          {...control}
          ref={ref}
          className={styles["control"]}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

type AreaFieldProps = FieldWords &
  Omit<ComponentPropsWithoutRef<"textarea">, "onChange" | "value" | keyof FieldWords> & {
    value: string;
    onChange: (value: string) => void;
    ref?: Ref<HTMLTextAreaElement>;
  };

/** Several lines of text. */
export function AreaField({
  label,
  isLabelHidden,
  help,
  error,
  id,
  className,
  value,
  onChange,
  ref,
  ...rest
}: AreaFieldProps) {
  return (
    <Field {...{ label, isLabelHidden, help, error, id, className }}>
      {(control) => (
        <textarea
          rows={4}
          {...rest}
          {...control}
          ref={ref}
          className={classNames(styles["control"], styles["area"])}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
