import type { Bucket } from "../contract/values.ts";

/** What a department sees: what was given to it under one of its names, and whole buckets. */
export type DepartmentQueue = { readonly names: readonly string[]; readonly buckets: readonly Bucket[] };

/** A person's place in a department: at work there, or only looking on. */
export type Membership = { readonly queue: DepartmentQueue; readonly viewOnly: boolean };

/** What of a story decides whose queue it stands in. */
export type QueuedPlace = { readonly department: string | null; readonly bucket: Bucket };

/** Whether a story stands in the queue of a department. Names compare without case. */
export function isInQueue({ names, buckets }: DepartmentQueue, { department, bucket }: QueuedPlace): boolean {
  if (buckets.includes(bucket)) return true;
  return department !== null && names.some((name) => name.toLowerCase() === department.toLowerCase());
}

/**
 * Whether somebody may act on a story, as far as departments say. Who belongs to none, or looks on in none, acts by role
 * alone. Who only looks on, wherever they belong, acts on nothing. Everybody else acts on all but what stands in a queue
 * where they look on and in none where they work.
 * @example mayActOn([{ queue: { names: ["Sales"], buckets: [] }, viewOnly: true }], { department: "Sales", bucket: "pr" }) // false
 */
export function mayActOn(memberships: readonly Membership[], place: QueuedPlace): boolean {
  if (!memberships.some(({ viewOnly }) => viewOnly)) return true;
  if (memberships.every(({ viewOnly }) => viewOnly)) return false;
  const holding = memberships.filter(({ queue }) => isInQueue(queue, place));
  return holding.length === 0 || holding.some(({ viewOnly }) => !viewOnly);
}
