/** What the windows of one browser or desktop remember together: which alarms they told of, and the burst that runs. */
export type Told = {
  readonly ids: readonly string[];
  readonly burst: { readonly at: number; readonly ids: readonly string[] } | null;
};

/** An alarm that people may be told of from an instant (ms) on. */
export type Due = { readonly id: string; readonly noticeAt: number };

/** Alarms this close together are one notice with a count. */
const burstMs = 10 * 60_000;
/** What happened longer ago is on the page, and no news. */
const newsMs = 60 * 60_000;
const mostKept = 200;

export const nothingTold: Told = { ids: [], burst: null };

/**
 * Which alarms the next notice speaks of: the new ones, together with those of a burst that still runs; null when all was
 * told. What became old before anybody could be told counts as told.
 * @example tellOf(nothingTold, [{ id: "a", noticeAt: now }], now).speakOf // ["a"]
 */
export function tellOf(
  told: Told,
  due: readonly Due[],
  now: number,
): { readonly told: Told; readonly speakOf: readonly string[] | null } {
  const unknown = due.filter(({ id, noticeAt }) => noticeAt <= now && !told.ids.includes(id));
  if (unknown.length === 0) return { told, speakOf: null };
  const ids = [...told.ids, ...unknown.map(({ id }) => id)].slice(-mostKept);
  const fresh = unknown.filter(({ noticeAt }) => now - noticeAt <= newsMs).map(({ id }) => id);
  if (fresh.length === 0) return { told: { ...told, ids }, speakOf: null };
  const isSameBurst = told.burst !== null && now - told.burst.at <= burstMs;
  const speakOf = isSameBurst ? [...(told.burst?.ids ?? []), ...fresh] : fresh;
  return { told: { ids, burst: { at: now, ids: speakOf } }, speakOf };
}
