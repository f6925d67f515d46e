/** Why the desk did not work: the engine did not run (off or asleep), or it ran and reached nobody. */
export type GapKind = "off" | "offline";

/** A stretch in ms in which nobody could have seen or done anything. */
export type DeskGap = { readonly from: number; readonly to: number; readonly kind: GapKind };

type Stretch = { readonly from: number; readonly to: number };

/**
 * The gaps of a period, oldest first and never over one another: what was off stays off, offline is what of it remains. Both lists
 * come sorted by their beginning.
 */
export function mergeGaps(
  { off, offline }: { readonly off: readonly Stretch[]; readonly offline: readonly Stretch[] },
  period: Stretch,
): readonly DeskGap[] {
  const gaps: DeskGap[] = clip(off, period).map((gap) => ({ ...gap, kind: "off" }));
  let covered = period.from;
  for (const stretch of clip(offline, period)) {
    const from = Math.max(stretch.from, covered);
    covered = Math.max(covered, stretch.to);
    for (const rest of without({ from, to: stretch.to }, off)) gaps.push({ ...rest, kind: "offline" });
  }
  return gaps.toSorted((a, b) => a.from - b.from);
}

function clip(stretches: readonly Stretch[], { from, to }: Stretch): readonly Stretch[] {
  return stretches
    .map((stretch) => ({ from: Math.max(stretch.from, from), to: Math.min(stretch.to, to) }))
    .filter((stretch) => stretch.to > stretch.from);
}

function without(stretch: Stretch, holes: readonly Stretch[]): readonly Stretch[] {
  const rests: Stretch[] = [];
  let from = stretch.from;
  for (const hole of holes) {
    if (hole.to <= from || hole.from >= stretch.to) continue;
    if (hole.from > from) rests.push({ from, to: hole.from });
    from = Math.max(from, hole.to);
  }
  return from < stretch.to ? [...rests, { from, to: stretch.to }] : rests;
}
