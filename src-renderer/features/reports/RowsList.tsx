import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import type { KpiRow, KpiUnit } from "../../../src-main/contract/methods/kpis.ts";
import { useWords } from "../../lib/words.ts";
import { Row, rowId } from "./Row.tsx";
import styles from "./RowsList.module.css";
import type { FigureRows } from "./use-rows.ts";

const ROW_HEIGHT = 70;
/** More rows are fetched when so few are left below. */
const AHEAD = 30;

type RowsListProps = {
  found: FigureRows;
  unit: KpiUnit;
  boxRef: RefObject<HTMLDivElement | null>;
  cursor: number;
  onMove: (to: number) => void;
  onOpen: (row: KpiRow) => void;
};

/** The rows of a figure; only those in sight exist. The focus stays on the list, the cursor is its active descendant. */
export function RowsList({ found, unit, boxRef, cursor, onMove, onOpen }: RowsListProps) {
  const { t } = useWords();
  const { rows, loadMore, total } = found;
  const box = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    getItemKey: (index) => index,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
  });
  useLayoutEffect(() => {
    boxRef.current = box.current;
  });
  useEffect(() => box.current?.focus({ preventScroll: true }), []);
  useLayoutEffect(() => {
    if (cursor < rows.length) virtual.scrollToIndex(cursor, { align: "auto" });
  }, [virtual, cursor, rows.length]);
  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (Math.max(last, cursor) >= rows.length - AHEAD) loadMore?.();
  }, [last, cursor, rows.length, loadMore]);
  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / ROW_HEIGHT) - 1);
    const to = { PageDown: cursor + page, PageUp: cursor - page, Home: 0, End: rows.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    onMove(to);
  }
  const current = rows[cursor];
  return (
    <div
      ref={box}
      className={styles["box"]}
      role="listbox"
      tabIndex={0}
      aria-label={t("reportsPage.rows.label")}
      aria-activedescendant={current && rowId(cursor)}
      aria-busy={found.isLoading}
      onKeyDown={onKeyDown}
    >
      <div role="presentation" className={styles["space"]} style={{ height: virtual.getTotalSize() }}>
        {shown.map(({ index, start }) => {
          const row = rows[index];
          return (
            row && (
              <Row
                key={index}
                row={row}
                unit={unit}
                index={index}
                of={total ?? -1}
                top={start}
                height={ROW_HEIGHT}
                isCursor={index === cursor}
                onPick={() => onMove(index)}
                onOpen={() => onOpen(row)}
              />
            )
          );
        })}
      </div>
    </div>
  );
}
