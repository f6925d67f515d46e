import type { LabelRef } from "../../src-main/contract/methods/labels.ts";
import { classNames } from "./class-names.ts";
import styles from "./LabelMark.module.css";

/** A label: its word, with a small mark in its tone beside it that says nothing by itself. */
export function LabelMark({ label: { name, tone } }: { label: LabelRef }) {
  return (
    <span className={classNames(styles["label"], styles[tone])}>
      <span className="clip" dir="auto">
        {name}
      </span>
    </span>
  );
}
