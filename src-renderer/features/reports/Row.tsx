import type { KpiRow, KpiUnit } from "../../../src-main/contract/methods/kpis.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { BucketChip } from "../../ui/BucketChip.tsx";
import { classNames } from "../../ui/class-names.ts";
import styles from "./Row.module.css";
import { useFigureWords } from "./use-figure-words.ts";

type RowProps = {
  row: KpiRow;
  unit: KpiUnit;
  index: number;
  of: number;
  top: number;
  height: number;
  isCursor: boolean;
  onPick: () => void;
  onOpen: () => void;
};

export const rowId = (index: number) => `figure-row-${index}`;

/** One row of a figure: what it is and how it counts; below, where it stands, whose it is and its times. */
export function Row({ row, unit, index, of, top, height, isCursor, onPick, onOpen }: RowProps) {
  const { t } = useWords();
  const { moment } = useFormat();
  const words = useFigureWords();
  const { title, bucket, source, person, counts, queuedAt, dueAt, firstResponseAt, resolvedAt, value, cycle } = row;
  const times = [
    queuedAt !== null && t("reportsPage.rows.queued", { at: moment(queuedAt) }),
    firstResponseAt !== null && t("reportsPage.rows.answered", { at: moment(firstResponseAt) }),
    firstResponseAt === null && dueAt !== null && t("reportsPage.rows.due", { at: moment(dueAt) }),
    resolvedAt !== null && t("reportsPage.rows.resolved", { at: moment(resolvedAt) }),
    cycle !== null && cycle > 1 && t("reportsPage.rows.cycle", { cycle }),
  ].filter((one) => one !== false);
  return (
    <div
      id={rowId(index)}
      role="option"
      aria-selected={isCursor}
      aria-posinset={index + 1}
      aria-setsize={of}
      className={classNames(styles["row"], isCursor && styles["cursor"])}
      style={{ height, transform: `translateY(${top}px)` }}
      onClick={onPick}
      onDoubleClick={onOpen}
    >
      <span className={styles["line"]}>
        <b className="clip" dir="auto">
          {title || t("reportsPage.rows.untitled")}
        </b>
        <span className="grow" />
        <span className={styles["counts"]}>{words.counts(counts)}</span>
        {value !== null && unit === "ms" && <span className={styles["value"]}>{words.value(value, unit)}</span>}
      </span>
      <span className={styles["meta"]}>
        {bucket && <BucketChip bucket={bucket} plain />}
        {source !== null && (
          <span className="clip" dir="auto">
            {source}
          </span>
        )}
        {person !== null && (
          <span className="clip" dir="auto">
            {person}
          </span>
        )}
      </span>
      <span className={classNames(styles["meta"], "clip")}>{times.join(" · ")}</span>
    </div>
  );
}
