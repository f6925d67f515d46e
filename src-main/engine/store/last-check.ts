import { existsSync, statSync } from "node:fs";

/** How a workspace stood when an engine closed it in good order, and when (ms) it was last checked for damage. */
export type ClosedFile = { readonly mark: string; readonly checkedAt: number };

/** Changes whenever somebody else writes to the file or leaves something beside it that SQLite would read with it. */
export function markOf(file: string): string {
  const { size, mtime } = statSync(file);
  const wal = `${file}-wal`;
  return `${size} ${mtime.getTime()} ${existsSync(wal) ? statSync(wal).size : 0}`;
}

/** Whether a file stands as it was closed and was checked in the time before `at`. */
export function wasChecked(
  closed: ClosedFile | null,
  { file, at, withinMs }: { readonly file: string; readonly at: number; readonly withinMs: number },
): boolean {
  if (closed === null || !existsSync(file) || closed.mark !== markOf(file)) return false;
  return closed.checkedAt <= at && at - closed.checkedAt < withinMs;
}
