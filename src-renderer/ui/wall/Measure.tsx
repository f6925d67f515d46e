import { Fragment } from "react";
import { classNames } from "../class-names.ts";
import { cutAtUnits } from "./wall-numbers.ts";
import styles from "./wall.module.css";

/** A number with its unit at half the size. */
export function Measure({ text, className }: { text: string; className?: string | undefined }) {
  return (
    <span className={classNames(styles["measure"], className)}>
      {cutAtUnits(text).map((part, index) =>
        part.isUnit ? (
          <span key={index} className={styles["unit"]}>
            {part.text}
          </span>
        ) : (
          <Fragment key={index}>{part.text}</Fragment>
        ),
      )}
    </span>
  );
}
