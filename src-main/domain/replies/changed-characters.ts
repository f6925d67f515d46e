/** Beyond this many comparisons the changed middle is counted as a whole: a screen must not wait for a number. */
const mostCells = 4_000_000;

/**
 * By how many characters (code points) two texts differ: the fewest that must be put in, taken out or replaced to get
 * from one to the other (Levenshtein distance, after the equal beginning and end are cut off).
 */
export function changedCharacters(before: string, after: string): number {
  const [old, fresh] = cutEqualEnds([...before], [...after]);
  if (old.length === 0 || fresh.length === 0) return Math.max(old.length, fresh.length);
  if (old.length * fresh.length > mostCells) return Math.max(old.length, fresh.length);
  let row = Uint32Array.from({ length: fresh.length + 1 }, (_, at) => at);
  for (const [above, was] of old.entries()) {
    const next = new Uint32Array(fresh.length + 1);
    next[0] = above + 1;
    for (const [at, is] of fresh.entries()) {
      const replaced = (row[at] ?? 0) + (was === is ? 0 : 1);
      next[at + 1] = Math.min(replaced, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1);
    }
    row = next;
  }
  return row[fresh.length] ?? 0;
}

function cutEqualEnds(
  old: readonly string[],
  fresh: readonly string[],
): readonly [readonly string[], readonly string[]] {
  let start = 0;
  while (start < old.length && start < fresh.length && old[start] === fresh[start]) start += 1;
  let end = 0;
  while (end < old.length - start && end < fresh.length - start && old.at(-1 - end) === fresh.at(-1 - end)) end += 1;
  return [old.slice(start, old.length - end), fresh.slice(start, fresh.length - end)];
}
