import { Link } from "wouter";
import type { ShiftLine } from "../../../src-main/contract/methods/shifts.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { classNames } from "../../ui/class-names.ts";
import { SlaShape } from "../../ui/SlaShape.tsx";
import styles from "./LogTable.module.css";

export const lineId = (line: ShiftLine): string => `line-${line.seq}`;

type LogRowProps = {
  line: ShiftLine;
  top: number;
  height: number;
  position: number;
  isCursor: boolean;
  onPick: () => void;
  onOpen: () => void;
};

/** One line of the log: when, what, who, about which case, from where, approved by whom. */
export function LogRow({ line, top, height, position, isCursor, onPick, onOpen }: LogRowProps) {
  const { t } = useWords();
  const { moment } = useFormat();
  const isBreach = line.kind === "case.breached";
  const name = line.contact ?? t("shift.log.openCase");
  return (
    <div
      id={lineId(line)}
      role="row"
      aria-rowindex={position}
      aria-selected={isCursor}
      className={classNames(styles["row"], isCursor && styles["cursor"])}
      style={{ top, height }}
      onClick={onPick}
      onDoubleClick={onOpen}
    >
      <span role="gridcell" className={styles["at"]}>
        {moment(line.at)}
      </span>
      <span role="gridcell" className={classNames(styles["what"], isBreach && styles["breach"])} title={line.what}>
        {isBreach && <SlaShape state="breached" />}
        {line.what}
      </span>
      <span role="gridcell">{line.who}</span>
      <span role="gridcell">
        {line.story && (
          <Link
            href={`/case/${line.story}`}
            tabIndex={-1}
            aria-label={line.contact ? t("shift.log.openCaseOf", { name }) : undefined}
          >
            {name}
          </Link>
        )}
      </span>
      <span role="gridcell">{line.source}</span>
      <span role="gridcell">{line.approvedBy}</span>
    </div>
  );
}
