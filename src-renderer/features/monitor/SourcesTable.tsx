import { type KeyboardEvent, useRef } from "react";
import type { SourceRow } from "../../../src-main/contract/methods/sources.ts";
import { useNow } from "../../lib/now.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { DayBars } from "./DayBars.tsx";
import { shareOf } from "./source-state.ts";
import { SourceStateMark } from "./SourceStateMark.tsx";
import styles from "./SourcesTable.module.css";
import { useWhen } from "./use-when.ts";

type SourcesTableProps = { sources: readonly SourceRow[]; openId: string | null; onOpen: (id: string) => void };

/** Every source with its health, those with trouble first. Arrows walk the rows, Enter opens one. */
export function SourcesTable({ sources, openId, onOpen }: SourcesTableProps) {
  const { t } = useWords();
  const now = useNow(15_000);
  const body = useRef<HTMLTableSectionElement>(null);
  function onKeyDown(event: KeyboardEvent): void {
    const buttons = [...(body.current?.querySelectorAll("button") ?? [])];
    const at = buttons.findIndex((button) => button === document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    buttons[Math.min(buttons.length - 1, Math.max(0, to))]?.focus();
  }
  return (
    <table className={styles["table"]}>
      <thead>
        <tr>
          <th className={styles["state"]}>{t("monitor.column.state")}</th>
          <th>{t("monitor.column.source")}</th>
          <th className={styles["time"]}>{t("monitor.column.lastOk")}</th>
          <th className={styles["time"]}>{t("monitor.column.nextTry")}</th>
          <th className={styles["days"]}>{t("monitor.column.days")}</th>
          <th className={styles["rate"]}>{t("monitor.column.matches")}</th>
        </tr>
      </thead>
      <tbody ref={body} onKeyDown={onKeyDown}>
        {sources.map((source) => (
          <Row
            key={source.id}
            source={source}
            now={now}
            isOpen={source.id === openId}
            onOpen={() => onOpen(source.id)}
          />
        ))}
      </tbody>
    </table>
  );
}

type RowProps = { source: SourceRow; now: number; isOpen: boolean; onOpen: () => void };

function Row({ source, now, isOpen, onOpen }: RowProps) {
  const { t } = useWords();
  const { percent } = useFormat();
  const when = useWhen(now);
  const rate = shareOf(source.recent.mentions, source.recent.items);
  const items = source.days.reduce((sum, day) => sum + day, 0);
  return (
    <tr className={isOpen ? styles["open"] : undefined} onClick={onOpen}>
      <td>
        <SourceStateMark source={source} now={now} />
      </td>
      <td>
        <button type="button" className={styles["name"]} aria-current={isOpen || undefined}>
          <b>{source.name}</b>
          <span>{shortAddress(source.url)}</span>
        </button>
      </td>
      <td>{when(source.lastOkAt)}</td>
      <td>{source.state === "gone" ? "–" : when(source.nextCheckAt)}</td>
      <td>
        <DayBars days={source.days} says={t("monitor.daysSay", { count: items })} />
      </td>
      <td className={styles["rate"]}>{percent(rate, rate !== null && rate > 0 && rate < 10 ? 1 : 0)}</td>
    </tr>
  );
}

/** The address without what every address has. */
function shortAddress(url: string): string {
  return url.replace(/^https?:\/\/(www\.)?/, "").replace(/\/$/, "");
}
