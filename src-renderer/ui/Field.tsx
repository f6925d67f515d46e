import { type ReactNode, useId } from "react";
import styles from "./Field.module.css";
import { classNames } from "./class-names.ts";
import { Icon } from "./Icon.tsx";

export type FieldWords = {
  label: string;
  /** The label is heard but not seen, where a table's head says it already. */
  isLabelHidden?: boolean | undefined;
  help?: string | undefined;
  /** One sentence that says what is wrong with what was typed. */
  error?: string | undefined;
  id?: string | undefined;
  className?: string | undefined;
};

type ControlProps = { id: string; "aria-describedby": string | undefined; "aria-invalid": boolean };

/** Label, control, help and trouble of one field, tied together for screen readers. */
export function Field({
  label,
  isLabelHidden = false,
  help,
  error,
  id,
  className,
  children,
}: FieldWords & { children: (control: ControlProps) => ReactNode }) {
  const made = useId();
  const own = id ?? made;
  const describedBy = classNames(help && `${own}-help`, error && `${own}-error`) || undefined;
  return (
    <div className={classNames(styles["field"], className)}>
      <label htmlFor={own} className={isLabelHidden ? "sr" : styles["label"]}>
        {label}
      </label>
      {children({ id: own, "aria-describedby": describedBy, "aria-invalid": error !== undefined })}
      {help && (
        <p id={`${own}-help`} className={styles["help"]}>
          {help}
        </p>
      )}
      {error && <FieldError id={`${own}-error`} says={error} />}
    </div>
  );
}

/** What is wrong, beside the thing that is wrong. */
export function FieldError({ id, says }: { id?: string | undefined; says: string }) {
  return (
    <p id={id} role="alert" className={styles["error"]}>
      <Icon name="stop" size={13} />
      {says}
    </p>
  );
}
