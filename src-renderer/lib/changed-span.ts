/** How many characters stand between the equal beginning and the equal end of two texts: what one edit has touched. */
export function changedSpan(before: string, after: string): number {
  const [old, fresh] = [[...before], [...after]];
  let start = 0;
  while (start < old.length && start < fresh.length && old[start] === fresh[start]) start += 1;
  let end = 0;
  while (end < old.length - start && end < fresh.length - start && old.at(-1 - end) === fresh.at(-1 - end)) end += 1;
  return Math.max(old.length, fresh.length) - start - end;
}
