import { mergeGaps, type DeskGap } from "../../domain/cases/desk-gaps.ts";
import type { Db } from "../store/open.ts";
import { listOfflineSpans } from "../store/offline-span.ts";
import { listSpans } from "../store/running-span.ts";
import { gapsBetween } from "../wallboard/gaps.ts";

/** When the engine did not run, or reached nobody, in a period that is over. */
export async function readGaps(
  db: Db,
  period: { readonly from: number; readonly to: number },
): Promise<readonly DeskGap[]> {
  if (period.to <= period.from) return [];
  const spans = await listSpans(db, period);
  return mergeGaps({ off: gapsBetween(spans, period), offline: await listOfflineSpans(db, period) }, period);
}
