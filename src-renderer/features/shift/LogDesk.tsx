import { useEffect, useRef, useState } from "react";
import { useLocation } from "wouter";
import { useShortcuts } from "../../lib/shortcuts.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Loading } from "../../ui/Loading.tsx";
import styles from "./LogDesk.module.css";
import { isFiltered, type LogFilter } from "./log-filter.ts";
import { LogTable } from "./LogTable.tsx";
import type { Span } from "./period.ts";
import { type ShiftLog, useShiftLog } from "./use-shift-log.ts";

type LogDeskProps = { span: Span; filter: LogFilter; onStory: (story: { id: string; name: string }) => void };

/** The lines of a span, as far as the filter lets them through. */
export function LogDesk({ span, filter, onStory }: LogDeskProps) {
  const [, go] = useLocation();
  const log = useShiftLog(span, filter);
  const [cursor, setCursor] = useState(0);
  const table = useRef<HTMLDivElement>(null);
  const last = Math.max(0, log.lines.length - 1);
  const move = (to: number) => setCursor(Math.min(last, Math.max(0, to)));
  function openCase(index = cursor): void {
    const story = log.lines[index]?.story;
    if (story) go(`/case/${story}`);
  }
  function onlyThisCase(): void {
    const line = log.lines[cursor];
    if (line?.story) onStory({ id: line.story, name: line.contact ?? line.what });
  }
  useShortcuts("shift.keys.lines", [
    { says: "shift.keys.next", run: () => move(cursor + 1) },
    { says: "shift.keys.previous", run: () => move(cursor - 1) },
    { says: "shift.keys.case", run: () => openCase() },
    { says: "shift.keys.ofCase", run: onlyThisCase },
  ]);
  const hasLines = log.lines.length > 0;
  useEffect(() => {
    if (hasLines && document.activeElement === document.body) table.current?.focus({ preventScroll: true });
  }, [hasLines]);
  return (
    <>
      {hasLines ? (
        <LogTable log={log} boxRef={table} cursor={cursor} onMove={move} onOpen={openCase} />
      ) : (
        <NoLines log={log} isFiltered={isFiltered(filter)} />
      )}
      <Foot log={log} />
    </>
  );
}

function NoLines({ log, isFiltered: hasFilter }: { log: ShiftLog; isFiltered: boolean }) {
  const { t } = useWords();
  if (log.error) return <ErrorState error={log.error} onRetry={log.retry} />;
  if (!log.isWhole) return <Loading />;
  if (hasFilter) return <EmptyState title={t("shift.filter.none")} facts={t("shift.filter.noneFacts")} />;
  return <EmptyState title={t("shift.log.empty")} facts={t("shift.log.emptyFacts")} />;
}

function Foot({ log }: { log: ShiftLog }) {
  const { t, sayError } = useWords();
  const { number } = useFormat();
  if (log.lines.length === 0) return null;
  const count = { count: log.lines.length, shown: number(log.lines.length) };
  return (
    <p className={styles["foot"]} role="status">
      {log.error
        ? sayError(log.error)
        : log.isLoading
          ? t("shift.log.loading")
          : log.isWhole
            ? t("shift.log.all", count)
            : t("shift.log.some", count)}
      {log.error && (
        <button type="button" onClick={log.retry}>
          {t("app.retry")}
        </button>
      )}
    </p>
  );
}
