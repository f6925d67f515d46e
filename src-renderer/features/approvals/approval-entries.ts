import type { ApprovalCard } from "../../../src-main/contract/methods/replies.ts";
import { phaseOf } from "../../lib/reply-phase.ts";

export const groups = ["waiting", "hold", "post", "stuck"] as const;
export type Group = (typeof groups)[number];

/** One line of the list: a story with all its replies that wait for something. */
export type Entry = { storyId: string; group: Group; cards: readonly [ApprovalCard, ...ApprovalCard[]] };

/**
 * The queue as lines, in the order of the engine (hold end, then age) within each group. Two replies to one story are
 * one line, because one of them must win; the line stands where it needs somebody soonest.
 */
export function entriesOf(cards: readonly ApprovalCard[], engineNow: number): readonly Entry[] {
  const stories = new Map<string, ApprovalCard[]>();
  for (const card of cards) stories.set(card.story.id, [...(stories.get(card.story.id) ?? []), card]);
  const entries = [...stories.entries()].flatMap(([storyId, [first, ...others]]): Entry[] => {
    if (!first) return [];
    const all: Entry["cards"] = [first, ...others];
    const found = all.map((card) => groupOf(card, engineNow));
    return [{ storyId, group: groups.find((group) => found.includes(group)) ?? "stuck", cards: all }];
  });
  return groups.flatMap((group) => entries.filter((entry) => entry.group === group));
}

export function groupOf({ reply }: ApprovalCard, engineNow: number): Group {
  switch (phaseOf(reply, engineNow)) {
    case "wait":
      return "waiting";
    case "hold":
      return "hold";
    case "post":
    case "leaving":
      return "post";
    default:
      return "stuck";
  }
}
