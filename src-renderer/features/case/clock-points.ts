import type { CaseDetail } from "../../../src-main/contract/methods/cases.ts";
import { type DrawnGap, gapsBetween } from "./clock-gaps.ts";

type CaseClock = CaseDetail["clock"];

export type ClockPoint = {
  name: "posted" | "found" | "happened" | "entered" | "opened" | "drafted" | "approved" | "answered" | "due";
  /** null = has not happened, and nobody knows when it will. */
  at: number | null;
  state: "done" | "now" | "later";
  /** The length of the piece that ends here, or that runs now; null when there is none. Never below 0. */
  tookMs: number | null;
};

/**
 * The six points of the response clock. `now` is the step that runs; the last point is the answer or its deadline. Who
 * spoke to us alone is answered without draft and approval: four points. A clock that was set back makes no length negative.
 */
export function clockPoints(
  clock: CaseClock,
  { now, isPrivate = false }: { readonly now: number; readonly isPrivate?: boolean },
): readonly ClockPoint[] {
  const { publishedAt, firstSeenAt, queuedAt, firstOpenedAt, submittedAt, approvedAt, firstResponseAt, dueAt } = clock;
  const isAnswered = firstResponseAt !== null;
  const opened = { name: "opened", at: firstOpenedAt, since: queuedAt } as const;
  const inPublic = [
    { name: "drafted", at: submittedAt, since: firstOpenedAt },
    { name: "approved", at: approvedAt, since: submittedAt },
  ] as const;
  const steps = isPrivate ? [opened] : [opened, ...inPublic];
  const running = isAnswered || queuedAt === null ? -1 : steps.findIndex((step) => step.at === null);
  const points = steps.map(({ name, at, since }, index): ClockPoint => {
    if (at !== null) return { name, at, state: "done", tookMs: since === null ? null : lengthOf(since, at) };
    const isRunning = index === running && since !== null;
    return {
      name,
      at: isRunning ? now : null,
      state: isRunning ? "now" : "later",
      tookMs: isRunning ? lengthOf(since, now) : null,
    };
  });
  return [
    { name: isPrivate ? "happened" : "posted", at: publishedAt, state: "done", tookMs: null },
    {
      name: isPrivate ? "entered" : "found",
      at: firstSeenAt,
      state: "done",
      tookMs: lengthOf(publishedAt, firstSeenAt),
    },
    ...points,
    isAnswered
      ? {
          name: "answered",
          at: firstResponseAt,
          state: "done",
          tookMs: queuedAt === null ? null : lengthOf(queuedAt, firstResponseAt),
        }
      : { name: "due", at: dueAt, state: running === -1 && queuedAt !== null ? "now" : "later", tookMs: null },
  ];
}

function lengthOf(from: number, to: number): number {
  return Math.max(0, to - from);
}

/** The gaps on the line that leads from each point to the next, where both have a time that is over. */
export function gapsOfPoints(points: readonly ClockPoint[], gaps: CaseClock["gaps"]): readonly (readonly DrawnGap[])[] {
  return points.map(({ at: from }, index) => {
    const next = points[index + 1];
    const isOver = next !== undefined && next.state !== "later" && next.name !== "due";
    return from === null || !isOver || next.at === null ? [] : gapsBetween(gaps, { from, to: next.at });
  });
}

/** When an answer could leave at the earliest, if that is after the deadline; null while it can be met. */
export function missedBy({
  dueAt,
  earliestAt,
  firstResponseAt,
}: Pick<CaseClock, "dueAt" | "earliestAt" | "firstResponseAt">): number | null {
  if (dueAt === null || earliestAt === null || firstResponseAt !== null) return null;
  return earliestAt > dueAt ? earliestAt : null;
}
