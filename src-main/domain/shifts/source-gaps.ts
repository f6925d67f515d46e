type Turn = { readonly source: string; readonly name: string | null; readonly at: number; readonly isDown: boolean };
type Stretch = { readonly from: number; readonly to: number };

export type SourceGap = { readonly source: string | null; readonly from: number; readonly to: number | null };

/** When which source could not be heard within a stretch of time, by its beginning; null = it had not come back by its end. */
export function sourceGaps(turns: readonly Turn[], { from, to }: Stretch): readonly SourceGap[] {
  const since = new Map<string, Turn>();
  const gaps: SourceGap[] = [];
  for (const turn of turns) {
    const down = since.get(turn.source);
    if (turn.isDown) {
      if (!down) since.set(turn.source, turn);
      continue;
    }
    since.delete(turn.source);
    if (down) gaps.push({ source: down.name, from: down.at, to: turn.at });
  }
  for (const { name, at } of since.values()) gaps.push({ source: name, from: at, to: null });
  return gaps.filter((gap) => gap.from < to && (gap.to ?? Infinity) > from).toSorted((a, b) => a.from - b.from);
}
