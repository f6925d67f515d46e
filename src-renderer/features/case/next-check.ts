/**
 * Goes to the first act of the next check that is open, or of the one before: round and round, from wherever the caret is.
 * Answers whether there is one.
 */
export function focusNextCheck(column: HTMLElement | null, by: 1 | -1): boolean {
  const rows = [...(column?.querySelectorAll<HTMLElement>('[data-check="open"]') ?? [])].filter((row) =>
    row.querySelector("button"),
  );
  if (rows.length === 0) return false;
  const here = rows.findIndex((row) => row.contains(document.activeElement));
  const next = here < 0 ? (by === 1 ? 0 : rows.length - 1) : (here + by + rows.length) % rows.length;
  rows[next]?.querySelector<HTMLElement>("button")?.focus();
  return true;
}
