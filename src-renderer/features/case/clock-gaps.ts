import type { CaseDetail } from "../../../src-main/contract/methods/cases.ts";

type Gap = CaseDetail["clock"]["gaps"][number];

/** A gap as it lies on the line between two points: where it begins and how long it is, in shares of the line. */
export type DrawnGap = { readonly kind: Gap["kind"]; readonly from: number; readonly length: number };

/** Thinner than this nobody sees the hatch. */
const leastShare = 0.03;

/** The gaps between two points in time, drawn to their scale; none where the time between them is nothing. */
export function gapsBetween(
  gaps: readonly Gap[],
  { from, to }: { readonly from: number; readonly to: number },
): readonly DrawnGap[] {
  if (to <= from) return [];
  return gaps.flatMap((gap) => {
    const [begins, ends] = [Math.max(gap.from, from), Math.min(gap.to, to)];
    if (ends <= begins) return [];
    const length = Math.max(leastShare, (ends - begins) / (to - from));
    return { kind: gap.kind, from: Math.min((begins - from) / (to - from), 1 - length), length };
  });
}
