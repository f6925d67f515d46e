import { mergeGaps, type AbsentGap, type DeskGap } from "../../domain/cases/desk-gaps.ts";
import type { Db } from "../store/open.ts";
import { listOfflineSpans } from "../store/offline-span.ts";
import { listSpans } from "../store/running-span.ts";
import { gapsBetween } from "../wallboard/gaps.ts";

/** When the engine did not run, slept or reached nobody, in a period that is over. */
export async function readGaps(
  db: Db,
  period: { readonly from: number; readonly to: number },
): Promise<readonly DeskGap[]> {
  if (period.to <= period.from) return [];
  const spans = await listSpans(db, period);
  const wokeAt = new Set(spans.flatMap(({ from, woke }) => (woke ? [from] : [])));
  const absent = gapsBetween(spans, period).map((gap): AbsentGap => ({
    ...gap,
    kind: wokeAt.has(gap.to) ? "asleep" : "off",
  }));
  return mergeGaps({ absent, offline: await listOfflineSpans(db, period) }, period);
}
