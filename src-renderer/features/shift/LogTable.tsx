import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import { usePreferences } from "../../lib/preferences.ts";
import { useWords } from "../../lib/words.ts";
import { LogRow, lineId } from "./LogRow.tsx";
import styles from "./LogTable.module.css";
import type { ShiftLog } from "./use-shift-log.ts";

const ROW_HEIGHT = { comfortable: 32, compact: 26 } as const;
const HEAD_HEIGHT = 30;
/** More lines are fetched when so few are left below. */
const AHEAD = 40;
const columns = ["at", "what", "who", "case", "source", "approvedBy"] as const;

type LogTableProps = {
  log: ShiftLog;
  boxRef: RefObject<HTMLDivElement | null>;
  cursor: number;
  onMove: (to: number) => void;
  onOpen: (index: number) => void;
};

/** The lines of the log; only those in sight exist. The focus stays on the table, the cursor is its active descendant. */
export function LogTable({ log, boxRef, cursor, onMove, onOpen }: LogTableProps) {
  const { t } = useWords();
  const { density } = usePreferences();
  const { lines, loadMore } = log;
  const height = ROW_HEIGHT[density];
  const box = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    getItemKey: (index) => lines[index]?.seq ?? index,
    estimateSize: () => height,
    overscan: 12,
    scrollMargin: HEAD_HEIGHT,
    scrollPaddingStart: HEAD_HEIGHT,
  });
  useLayoutEffect(() => {
    boxRef.current = box.current;
  });
  useLayoutEffect(() => {
    virtual.measure();
    virtual.scrollToIndex(cursor, { align: "auto" });
  }, [virtual, cursor, density]);
  const shown = virtual.getVirtualItems();
  const lastShown = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (Math.max(lastShown, cursor) >= lines.length - AHEAD) loadMore();
  }, [lastShown, cursor, lines.length, loadMore]);
  function onKeyDown(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor(((box.current?.clientHeight ?? 0) - HEAD_HEIGHT) / height) - 1);
    const to = {
      ArrowDown: cursor + 1,
      ArrowUp: cursor - 1,
      PageDown: cursor + page,
      PageUp: cursor - page,
      Home: 0,
      End: lines.length - 1,
    }[event.key];
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    onMove(to);
  }
  const current = lines[cursor];
  return (
    <div
      ref={box}
      className={styles["box"]}
      role="grid"
      tabIndex={0}
      aria-label={t("shift.log.label")}
      aria-rowcount={log.isWhole ? lines.length + 1 : -1}
      aria-colcount={columns.length}
      aria-activedescendant={current && lineId(current)}
      aria-busy={log.isLoading}
      onKeyDown={onKeyDown}
    >
      <div role="row" aria-rowindex={1} className={styles["head"]}>
        {columns.map((column) => (
          <span key={column} role="columnheader">
            {t(`shift.log.${column}`)}
          </span>
        ))}
      </div>
      <div role="presentation" className={styles["space"]} style={{ height: virtual.getTotalSize() }}>
        {shown.map(({ index, start }) => {
          const line = lines[index];
          return (
            line && (
              <LogRow
                key={line.seq}
                line={line}
                top={start - HEAD_HEIGHT}
                height={height}
                position={index + 2}
                isCursor={index === cursor}
                onPick={() => onMove(index)}
                onOpen={() => onOpen(index)}
              />
            )
          );
        })}
      </div>
    </div>
  );
}
