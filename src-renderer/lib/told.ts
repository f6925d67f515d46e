/** Notices of one group that came close together: they are one notice, which the next one takes the place of. */
export type Burst = {
  readonly at: number;
  readonly ids: readonly string[];
  /** Where a click leads. */
  readonly path: string;
};

/** What the windows of one browser or desktop remember together: what they told of, and the bursts that run. */
export type Told = {
  readonly ids: readonly string[];
  readonly bursts: Readonly<Record<string, Burst>>;
};

/** Something that people may be told of from an instant (ms) on, and with what it is told as one. */
export type Due = { readonly id: string; readonly noticeAt: number; readonly group: string };

/** A notice that is to be shown now, of all that its burst holds. */
export type Telling = { readonly group: string; readonly ids: readonly string[] };

/** What of one group comes this close together is one notice with a count. */
const burstMs = 10 * 60_000;
/** What happened longer ago is on the page, and no news. */
const newsMs = 60 * 60_000;
const mostKept = 1000;

export const nothingTold: Told = { ids: [], bursts: {} };

/**
 * What to tell of now: of each group what is new, together with what a burst that still runs holds; nothing when all was
 * told. What became old before anybody could be told counts as told.
 * @example tellOf(nothingTold, [{ id: "a", noticeAt: now, group: "alarm" }], { now, pathOf }).tell // [{ group: "alarm", ids: ["a"] }]
 */
export function tellOf(
  told: Told,
  due: readonly Due[],
  { now, pathOf }: { readonly now: number; readonly pathOf: (telling: Telling) => string },
): { readonly told: Told; readonly tell: readonly Telling[] } {
  const unknown = due.filter(({ id, noticeAt }) => noticeAt <= now && !told.ids.includes(id));
  if (unknown.length === 0) return { told, tell: [] };
  const ids = [...told.ids, ...unknown.map(({ id }) => id)].slice(-mostKept);
  const fresh = Map.groupBy(
    unknown.filter(({ noticeAt }) => now - noticeAt <= newsMs),
    ({ group }) => group,
  );
  const tell = [...fresh].map(([group, news]): Telling => {
    const burst = told.bursts[group];
    const before = burst && now - burst.at <= burstMs ? burst.ids : [];
    return { group, ids: [...before, ...news.map(({ id }) => id)] };
  });
  const bursts = Object.fromEntries(
    tell.map((telling) => [telling.group, { at: now, ids: telling.ids, path: pathOf(telling) }]),
  );
  return { told: { ids, bursts: { ...told.bursts, ...bursts } }, tell };
}
