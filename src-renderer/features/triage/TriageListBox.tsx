import { useVirtualizer } from "@tanstack/react-virtual";
import { type MouseEvent, type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from "react";
import { useOthersHere } from "../../lib/presence.ts";
import { useLocation } from "wouter";
import { usePreferences } from "../../lib/preferences.ts";
import { useMe } from "../../lib/session.ts";
import { useWords } from "../../lib/words.ts";
import styles from "./TriageListBox.module.css";
import { optionId, TriageRow } from "./TriageRow.tsx";
import type { TriageList } from "./use-triage-list.ts";

const ROW_HEIGHT = { comfortable: 56, compact: 40 } as const;
const REASON_HEIGHT = 24;
/** More rows are fetched when so few are left below. */
const AHEAD = 30;

type TriageListBoxProps = {
  list: TriageList;
  /** Rows that are not in the view any more, because somebody else acted. */
  left: ReadonlySet<string>;
  engineNow: number;
  boxRef: RefObject<HTMLDivElement | null>;
  onOpen: () => void;
  /** The face of the row under the cursor was pressed. */
  onCorrect: () => void;
};

/** The rows of a view: only those in sight exist; the focus stays on the list and the cursor is its active descendant. */
export function TriageListBox({ list, left, engineNow, boxRef, onOpen, onCorrect }: TriageListBoxProps) {
  const { t } = useWords();
  const me = useMe();
  const othersAt = useOthersHere();
  const { density } = usePreferences();
  const { rows, cursorId, selected } = list.state;
  const scroll = useRef<HTMLDivElement>(null);
  const cursorAt = rows.findIndex((row) => row.id === cursorId);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    getItemKey: (index) => rows[index]?.id ?? index,
    // The cursor row is taller by its reason; exactly one row is, so the whole height never changes.
    estimateSize: (index) => ROW_HEIGHT[density] + (index === cursorAt ? REASON_HEIGHT : 0),
    overscan: 8,
  });
  useLayoutEffect(() => {
    virtual.measure();
    if (cursorAt >= 0) virtual.scrollToIndex(cursorAt, { align: "auto" });
  }, [virtual, cursorAt, density]);
  useEffect(() => {
    boxRef.current = scroll.current;
    if (document.activeElement === document.body) scroll.current?.focus({ preventScroll: true });
  }, [boxRef]);
  const [, go] = useLocation();
  const onCopies = useCallback((id: string) => go(`/case/${id}?copies=1`), [go]);
  const shown = virtual.getVirtualItems();
  useRowsInSight(list, { first: shown[0]?.index ?? 0, last: shown.at(-1)?.index ?? 0 });
  const { change } = list;
  const onClick = useCallback(
    (event: MouseEvent, id: string) =>
      change(event.ctrlKey || event.metaKey ? { type: "toggle", id } : { type: "cursor", to: { id } }),
    [change],
  );
  const open = useRef(onOpen);
  useEffect(() => void (open.current = onOpen));
  const onDoubleClick = useCallback(() => open.current(), []);
  const correct = useRef(onCorrect);
  useEffect(() => void (correct.current = onCorrect));
  const onFace = useCallback(
    (id: string) => {
      change({ type: "cursor", to: { id } });
      correct.current();
    },
    [change],
  );
  return (
    <div
      ref={scroll}
      className={styles["box"]}
      role="listbox"
      aria-label={t("triage.mentions")}
      aria-multiselectable="true"
      aria-activedescendant={cursorAt >= 0 && cursorId ? optionId(cursorId) : undefined}
      aria-busy={list.isLoadingMore}
      tabIndex={0}
    >
      <div className={styles["space"]} style={{ height: virtual.getTotalSize() }} role="presentation">
        {shown.map(({ index, start }) => {
          const row = rows[index];
          if (!row) return null;
          return (
            <TriageRow
              key={row.id}
              row={row}
              top={start}
              position={index + 1}
              of={list.state.isWhole ? rows.length : -1}
              isCursor={index === cursorAt}
              isSelected={selected.has(row.id)}
              isSelecting={selected.size > 0}
              isLeft={left.has(row.id)}
              isCompact={density === "compact"}
              isMine={row.case?.owner?.id === me?.id}
              others={othersAt(row.id)}
              elapsedMs={Math.max(0, engineNow - row.asOf)}
              onClick={onClick}
              onOpen={onDoubleClick}
              onFace={onFace}
              onCopies={onCopies}
            />
          );
        })}
      </div>
    </div>
  );
}

/** Says which rows are in sight, and fetches more when few are left below. */
function useRowsInSight(
  { state: { rows }, loadMore, onSight }: TriageList,
  { first, last }: { first: number; last: number },
): void {
  useEffect(() => onSight(rows.slice(first, last + 1).map(({ id }) => id)), [onSight, rows, first, last]);
  useEffect(() => {
    if (loadMore && last >= rows.length - AHEAD) loadMore();
  }, [loadMore, last, rows.length]);
}
