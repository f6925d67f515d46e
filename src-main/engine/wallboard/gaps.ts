/** A stretch of time in ms in which the desk did not listen. */
export type Gap = { readonly from: number; readonly to: number };

/** The engine notes once a minute that it runs; less than this between two notes is no gap. */
const leastGapMs = 5 * 60_000;

/** What lies between the spans in which the engine ran, within a stretch of time; spans oldest first. */
export function gapsBetween(spans: readonly Gap[], { from, to }: Gap): readonly Gap[] {
  const gaps: Gap[] = [];
  let heardUntil = from;
  for (const span of spans) {
    if (span.from - heardUntil >= leastGapMs) gaps.push({ from: heardUntil, to: Math.min(span.from, to) });
    heardUntil = Math.max(heardUntil, span.to);
  }
  if (to - heardUntil >= leastGapMs) gaps.push({ from: heardUntil, to });
  return gaps;
}
