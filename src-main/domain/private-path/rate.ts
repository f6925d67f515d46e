import { percentOf } from "../kpi/statistics.ts";

/** What counts as completed: a private contact that was confirmed within this time of the invitation, elapsed. */
export const completedWithinMs = 48 * 3_600_000;

export type InvitedPath = { readonly invitedAt: number; readonly confirmedAt: number | null };

/** `completed` and `missed` add up to what can be judged; the rest of `invited` is still within its 48 hours. */
export type PrivateRate = {
  readonly complaints: number;
  readonly invited: number;
  readonly completed: number;
  readonly missed: number;
  /** 100 x invited / complaints; null without complaints. */
  readonly invitedPercent: number | null;
  /** 100 x completed / (completed + missed); null while nothing can be judged. */
  readonly completedPercent: number | null;
};

/**
 * How many complaints were invited into private, and how many of those got there in time. An invitation that can still be
 * answered in time is neither (product.md, section 6, "Private handoff").
 */
export function privateRate(
  paths: readonly InvitedPath[],
  { complaints, asOf }: { readonly complaints: number; readonly asOf: number },
): PrivateRate {
  const isCompleted = ({ invitedAt, confirmedAt }: InvitedPath) =>
    confirmedAt !== null && confirmedAt <= asOf && confirmedAt - invitedAt <= completedWithinMs;
  const completed = paths.filter(isCompleted).length;
  const missed = paths.filter((path) => !isCompleted(path) && asOf - path.invitedAt > completedWithinMs).length;
  return {
    complaints,
    invited: paths.length,
    completed,
    missed,
    invitedPercent: percentOf(paths.length, complaints),
    completedPercent: percentOf(completed, completed + missed),
  };
}
