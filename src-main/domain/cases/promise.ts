import type { PromiseState } from "../../contract/methods/promises.ts";

export type PromiseTimes = {
  readonly dueAt: number;
  readonly keptAt: number | null;
  readonly withdrawnAt: number | null;
};

/** How a promise stands at a moment (ms). Exactly on its time is kept in time, as with every deadline of the desk. */
export function promiseState({ dueAt, keptAt, withdrawnAt }: PromiseTimes, now: number): PromiseState {
  if (withdrawnAt !== null) return "withdrawn";
  if (keptAt !== null) return "kept";
  return now > dueAt ? "broken" : "open";
}

/** Whether its time passed before it was kept, or withdrawn; for one that is open, whether it has passed now. */
export function isPromiseLate({ dueAt, keptAt, withdrawnAt }: PromiseTimes, now: number): boolean {
  return (keptAt ?? withdrawnAt ?? now) > dueAt;
}
