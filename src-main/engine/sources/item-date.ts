/** How far ahead of our clock a date may be: clocks differ. */
const mostAheadMs = 10 * 60_000;
/** Dates before the web had feeds are mistakes. */
const earliest = Date.UTC(1995, 0, 1);

/**
 * When an item was published: what its feed says, else the moment we first saw it. A date in the future or before 1995
 * counts as missing. Clamped once, when the item is stored.
 */
export function itemDate(
  item: { readonly publishedAt: number | null; readonly updatedAt: number | null },
  seenAt: number,
): { readonly publishedAt: number; readonly guessed: boolean } {
  const said = [item.publishedAt, item.updatedAt].find((at) => at !== null && at >= earliest) ?? null;
  if (said === null || said > seenAt + mostAheadMs) return { publishedAt: seenAt, guessed: true };
  return { publishedAt: Math.min(said, seenAt), guessed: false };
}
