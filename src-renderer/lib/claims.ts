import type { StoryRow } from "../../src-main/contract/methods/triage.ts";

/** The colleague who holds a case and works here: taking it from them needs a reason. Null when it is free, or one's own. */
export function heldBy({ case: held }: StoryRow, meId: string | undefined): { name: string } | null {
  if (!held?.owner || held.ownerLeft || held.owner.id === meId) return null;
  return held.owner;
}
