import { useVirtualizer } from "@tanstack/react-virtual";
import { type MouseEvent, type Ref, useCallback, useEffect, useImperativeHandle, useLayoutEffect, useRef } from "react";
import type { SourceRow } from "../../../src-main/contract/methods/sources.ts";
import { useNow } from "../../lib/now.ts";
import { type WordKey, useWords } from "../../lib/words.ts";
import { sourceRowId, SourceLine } from "./SourceLine.tsx";
import type { SortColumn } from "./source-list.ts";
import styles from "./SourcesTable.module.css";
import type { SourceList } from "./use-source-list.ts";

/** As in the style sheet. */
const ROW_HEIGHT = 46;

const columns = [
  { column: "health", says: "monitor.column.state", look: "state" },
  { column: "name", says: "monitor.column.source", look: "source" },
  { column: "lastOk", says: "monitor.column.lastOk", look: "time" },
  { column: "nextTry", says: "monitor.column.nextTry", look: "time" },
  { column: "days", says: "monitor.column.days", look: "days" },
  { column: "matches", says: "monitor.column.matches", look: "rate" },
  { column: "action", says: "monitor.column.action", look: "rate" },
] as const satisfies readonly { column: SortColumn; says: WordKey; look: string }[];

type SourcesTableProps = {
  list: SourceList;
  openId: string | null;
  tableRef: Ref<{ focus: () => void }>;
  onOpen: (source: SourceRow) => void;
};

/** The sources with their health: only rows in sight exist; the focus stays on the table and the cursor is its active descendant. */
export function SourcesTable({ list, openId, tableRef, onOpen }: SourcesTableProps) {
  const { t } = useWords();
  const now = useNow(15_000);
  const scroll = useRef<HTMLDivElement>(null);
  const table = useRef<HTMLTableElement>(null);
  const { rows, cursorId, selected } = list;
  const cursorAt = rows.findIndex(({ id }) => id === cursorId);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    getItemKey: (index) => rows[index]?.id ?? index,
    estimateSize: () => ROW_HEIGHT,
    scrollPaddingStart: ROW_HEIGHT,
    overscan: 12,
    initialRect: { width: 900, height: 800 },
  });
  useLayoutEffect(() => {
    if (cursorAt >= 0) virtual.scrollToIndex(cursorAt, { align: "auto" });
  }, [virtual, cursorAt]);
  useImperativeHandle(tableRef, () => ({ focus: () => table.current?.focus({ preventScroll: true }) }), []);
  const clicked = useRef((_event: MouseEvent, _source: SourceRow) => {});
  useEffect(() => {
    clicked.current = (event, source) => {
      if (event.ctrlKey || event.metaKey) return list.toggle(source.id);
      list.moveTo(source.id);
      onOpen(source);
    };
  });
  const onClick = useCallback((event: MouseEvent, source: SourceRow) => clicked.current(event, source), []);
  const shown = virtual.getVirtualItems();
  return (
    <div ref={scroll} className={styles["scroll"]}>
      <table
        ref={table}
        role="grid"
        className={styles["table"]}
        tabIndex={0}
        aria-label={t("monitor.sources")}
        aria-multiselectable="true"
        aria-rowcount={rows.length + 1}
        aria-activedescendant={cursorId === null ? undefined : sourceRowId(cursorId)}
      >
        <Heads list={list} />
        <tbody>
          <Gap height={shown[0]?.start ?? 0} />
          {shown.map(({ index }) => {
            const source = rows[index];
            if (!source) return null;
            return (
              <SourceLine
                key={source.id}
                source={source}
                now={now}
                position={index + 2}
                isCursor={index === cursorAt}
                isOpen={source.id === openId}
                isSelected={selected.has(source.id)}
                onClick={onClick}
              />
            );
          })}
          <Gap height={virtual.getTotalSize() - (shown.at(-1)?.end ?? 0)} />
        </tbody>
      </table>
    </div>
  );
}

/** The room of rows that are not in sight. */
function Gap({ height }: { height: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden="true" className={styles["gap"]}>
      <td colSpan={columns.length} style={{ height }} />
    </tr>
  );
}

function Heads({ list: { sort, sortBy } }: { list: SourceList }) {
  const { t } = useWords();
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map(({ column, says, look }) => {
          const isSorted = sort.column === column;
          const order = sort.isDescending ? "descending" : "ascending";
          return (
            <th key={column} className={styles[look]} aria-sort={isSorted ? order : "none"}>
              <button type="button" className={styles["sort"]} onClick={() => sortBy(column)}>
                {t(says)}
                {isSorted && column !== "health" && <span aria-hidden="true">{sort.isDescending ? "↓" : "↑"}</span>}
                {isSorted && column === "health" && sort.isDescending && <span aria-hidden="true">↓</span>}
              </button>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
