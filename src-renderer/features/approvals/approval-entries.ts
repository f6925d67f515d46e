import type { ApprovalCard } from "../../../src-main/contract/methods/replies.ts";
import { phaseOf } from "../../lib/reply-phase.ts";

export const groups = ["waiting", "hold", "post", "stuck", "void"] as const;
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
  const entries = [...stories.entries()].flatMap(([storyId, all]): Entry[] => {
    const found = all.map((card) => groupOf(card, engineNow));
    const group = groups.find((one) => found.includes(one)) ?? "stuck";
    // What is void beside a reply that goes on is its author's affair.
    const [first, ...others] = group === "void" ? all : all.filter((_card, index) => found[index] !== "void");
    return first ? [{ storyId, group, cards: [first, ...others] }] : [];
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
    case "write":
      return "void";
    default:
      return "stuck";
  }
}
