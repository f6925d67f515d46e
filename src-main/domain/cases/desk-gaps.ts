/** Why the desk did not work: the engine did not run, it lived on while its computer slept, or it ran and reached nobody. */
export type GapKind = "off" | "asleep" | "offline";

/** A stretch in ms in which nobody could have seen or done anything. */
export type DeskGap = { readonly from: number; readonly to: number; readonly kind: GapKind };

type Stretch = { readonly from: number; readonly to: number };

/** A stretch in which the engine was not there. */
export type AbsentGap = Stretch & { readonly kind: "off" | "asleep" };

/**
 * The gaps of a period, oldest first and never over one another: what was off or asleep stays so, offline is what remains. Both lists
 * come sorted by their beginning.
 */
export function mergeGaps(
  { absent, offline }: { readonly absent: readonly AbsentGap[]; readonly offline: readonly Stretch[] },
  period: Stretch,
): readonly DeskGap[] {
  const gaps: DeskGap[] = [...clip(absent, period)];
  let covered = period.from;
  for (const stretch of clip(offline, period)) {
    const from = Math.max(stretch.from, covered);
    covered = Math.max(covered, stretch.to);
    for (const rest of without({ from, to: stretch.to }, absent)) gaps.push({ ...rest, kind: "offline" });
  }
  return gaps.toSorted((a, b) => a.from - b.from);
}

function clip<Of extends Stretch>(stretches: readonly Of[], { from, to }: Stretch): readonly Of[] {
  return stretches
    .map((stretch) => ({ ...stretch, from: Math.max(stretch.from, from), to: Math.min(stretch.to, to) }))
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
