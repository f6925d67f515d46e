import type { SourceRow } from "../../../src-main/contract/methods/sources.ts";
import { type Shortcut, useShortcuts } from "../../lib/shortcuts.tsx";
import { failingSources } from "./source-list.ts";
import type { Retry } from "./use-retry.ts";
import type { SourceList } from "./use-source-list.ts";

type MonitorKeys = {
  list: SourceList;
  retry: Retry;
  sources: readonly SourceRow[];
  /** Something stands over the watches. */
  isOver: boolean;
  /** It is a source: then it follows the cursor. */
  isShowing: boolean;
  show: (source: SourceRow) => void;
  close: () => void;
  add: () => void;
  focusSearch: () => void;
  focusQuery: () => void;
};

/** Every key of the monitor: walking, choosing and opening as in triage. */
export function useMonitorKeys({ list, retry, sources, isOver, isShowing, show, close, ...rest }: MonitorKeys): void {
  const cursor = list.rows.find(({ id }) => id === list.cursorId);
  const chosen = list.rows.filter(({ id }) => list.selected.has(id));
  function move(by: number): void {
    const row = list.move(by);
    if (row && isShowing) show(row);
  }
  const walk: Shortcut[] = [
    { says: "monitor.keys.next", run: () => move(1) },
    { says: "monitor.keys.previous", run: () => move(-1) },
    { says: "monitor.keys.first", run: () => move(-list.rows.length) },
    { says: "monitor.keys.last", run: () => move(list.rows.length) },
    { says: "monitor.keys.open", run: () => cursor && show(cursor) },
    { says: "monitor.keys.choose", run: () => cursor && list.toggle(cursor.id) },
    { says: "monitor.keys.extendDown", run: () => list.move(1, "extend") },
    { says: "monitor.keys.extendUp", run: () => list.move(-1, "extend") },
    { says: "monitor.keys.search", run: rest.focusSearch },
  ];
  const acts: Shortcut[] = [
    {
      says: "monitor.keys.retry",
      run: () => (chosen.length > 0 ? retry.run(chosen) : cursor && retry.run([cursor])),
    },
    { says: "monitor.keys.retryAll", run: () => retry.run(failingSources(sources)) },
    { says: "monitor.add.title", run: rest.add },
    { says: "monitor.keys.query", run: rest.focusQuery },
    { says: "monitor.keys.close", run: () => (isOver ? close() : list.clear()) },
  ];
  useShortcuts("monitor.keys.title", [...walk, ...acts]);
}
