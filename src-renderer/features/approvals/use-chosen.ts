import { useState } from "react";
import type { Entry } from "./approval-entries.ts";

type Choice = {
  chosenId: string | null;
  /** The chosen line as it was last in the queue. */
  seen: Entry | null;
  /** Where it stood, so that "next" goes on from there. */
  place: number;
  /** A line that one is done with: it may still be listed for a moment, and is not chosen again. */
  doneId: string | null;
};

const nothing: Choice = { chosenId: null, seen: null, place: 0, doneId: null };

/** The choice once the queue has changed: the line stays chosen, the first one is chosen where none is. */
export function followQueue(choice: Choice, entries: readonly Entry[]): Choice {
  const { chosenId, seen, place, doneId } = choice;
  const isDoneGone = doneId !== null && !entries.some((entry) => entry.storyId === doneId);
  const at = entries.findIndex((entry) => (chosenId === null ? entry.storyId !== doneId : entry.storyId === chosenId));
  const entry = entries[at];
  const next = entry
    ? { chosenId: entry.storyId, seen: entry, place: at, doneId: isDoneGone ? null : doneId }
    : { ...choice, doneId: isDoneGone ? null : doneId };
  const isSame = next.chosenId === chosenId && next.seen === seen && next.place === place && next.doneId === doneId;
  return isSame ? choice : next;
}

/**
 * Which line is on the screen. A line that left the queue by somebody else's act stays until one moves on, so that a
 * decision never slides under the approver's fingers. `entries` must be the same list as long as nothing has changed.
 */
export function useChosen(entries: readonly Entry[]) {
  const [kept, setKept] = useState(nothing);
  const choice = followQueue(kept, entries);
  if (choice !== kept) setKept(choice);
  const { chosenId, seen, place } = choice;
  const entry = entries.find((one) => one.storyId === chosenId);
  const choose = (storyId: string | null) => setKept({ ...choice, chosenId: storyId });
  function move(by: number): void {
    const at = entries.findIndex((one) => one.storyId === chosenId);
    const to = at >= 0 ? at + by : place + Math.min(0, by);
    choose(entries[Math.min(entries.length - 1, Math.max(0, to))]?.storyId ?? null);
  }
  function leave(): void {
    const at = entries.findIndex((one) => one.storyId === chosenId);
    const next = (entries[at + 1] ?? entries[at - 1])?.storyId ?? null;
    setKept({ ...choice, chosenId: next, doneId: chosenId });
  }
  return { entry, gone: entry || chosenId === null ? null : seen, choose, move, leave };
}
