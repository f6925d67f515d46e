import type { SampleCommand, SampleContent, SampleItem } from "../../ports/sample-content.ts";

export type Step =
  | { readonly at: number; readonly kind: "poll"; readonly items: readonly SampleItem[] }
  | { readonly at: number; readonly kind: "command"; readonly command: SampleCommand };

/** Everything that happens in the four weeks, oldest first; what comes in within a minute stands before what is done in it. */
export function timelineOf(content: SampleContent, now: number): readonly Step[] {
  const arrivals = Map.groupBy(content.items(now), (item) => item.publishedAt);
  const polls = [...arrivals].map(([at, items]): Step => ({ at, kind: "poll", items }));
  const commands = content.commands(now).map((command): Step => ({ at: command.at, kind: "command", command }));
  // Sorting is stable: the order of the file holds within a minute.
  return [...polls, ...commands].toSorted((a, b) => a.at - b.at);
}
