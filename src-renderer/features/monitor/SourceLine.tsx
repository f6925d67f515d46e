import { memo, type MouseEvent } from "react";
import type { SourceRow } from "../../../src-main/contract/methods/sources.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { classNames } from "../../ui/class-names.ts";
import { Icon } from "../../ui/Icon.tsx";
import { DayBars } from "./DayBars.tsx";
import { nextTryOf } from "./source-list.ts";
import { shareOf } from "./source-state.ts";
import { SourceStateMark } from "./SourceStateMark.tsx";
import styles from "./SourcesTable.module.css";
import { useWhen } from "./use-when.ts";

export const sourceRowId = (id: string): string => `source-${id}`;

type SourceLineProps = {
  source: SourceRow;
  now: number;
  /** Its number among all rows, the head being the first. */
  position: number;
  isCursor: boolean;
  isOpen: boolean;
  isSelected: boolean;
  onClick: (event: MouseEvent, source: SourceRow) => void;
};

/** One source in a row; drawn again only when something of it changed. */
export const SourceLine = memo(function SourceLine({
  source,
  now,
  position,
  isCursor,
  isOpen,
  isSelected,
  onClick,
}: SourceLineProps) {
  const { t } = useWords();
  const when = useWhen(now);
  const { days, recent } = source;
  const items = days.reduce((sum, day) => sum + day, 0);
  return (
    <tr
      id={sourceRowId(source.id)}
      className={classNames(isCursor && styles["cursor"], isOpen && styles["open"], isSelected && styles["chosen"])}
      aria-rowindex={position}
      aria-selected={isSelected}
      aria-current={isOpen || undefined}
      onClick={(event) => onClick(event, source)}
    >
      <td>
        <span className={styles["health"]}>
          {isSelected && <Icon name="check" size={13} />}
          <SourceStateMark source={source} now={now} />
        </span>
      </td>
      <td className={styles["name"]}>
        <b>{source.name}</b>
        <span>{shortAddress(source.url)}</span>
      </td>
      <td>{when(source.lastOkAt)}</td>
      <td>{when(nextTryOf(source))}</td>
      <td>
        <DayBars days={days} says={t("monitor.daysSay", { count: items })} />
      </td>
      <Share part={recent.mentions} whole={recent.items} />
      <Share part={recent.acted} whole={recent.mentions} />
    </tr>
  );
});

/** A share in percent, with the numbers behind it one look away. */
function Share({ part, whole }: { part: number; whole: number }) {
  const { t } = useWords();
  const { percent, number } = useFormat();
  const share = shareOf(part, whole);
  return (
    <td className={styles["rate"]} title={t("monitor.shareOf", { part: number(part), whole: number(whole) })}>
      {percent(share, share !== null && share > 0 && share < 10 ? 1 : 0)}
    </td>
  );
}

/** The address without what every address has; what has none says nothing. */
function shortAddress(url: string): string {
  return /^https?:\/\//.test(url) ? url.replace(/^https?:\/\/(www\.)?/, "").replace(/\/$/, "") : "";
}
