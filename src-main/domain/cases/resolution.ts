import type { Resolution } from "../../contract/values.ts";

/** What a way of closing a case does to the numbers when the case had no response (product.md section 6). */
export type Counting = "answered" | "no_reply" | "excluded" | "ignored";

const COUNTING: Readonly<Record<Resolution, Counting>> = {
  answered: "answered",
  handed_private: "answered",
  no_reply_needed: "no_reply",
  counted_only: "no_reply",
  closed_without_reply: "ignored",
  spam: "excluded",
  duplicate: "excluded",
  withdrawn: "excluded",
};

const NEEDS_REASON: ReadonlySet<Resolution> = new Set<Resolution>([
  "no_reply_needed",
  "counted_only",
  "closed_without_reply",
]);

/** Whether a person must say why. */
export function needsReason(resolution: Resolution): boolean {
  return NEEDS_REASON.has(resolution);
}

export type ClosedCycle = {
  readonly resolution: Resolution;
  /** A public reply or a private contact was made before the case was closed. */
  readonly responded: boolean;
  /** The case was closed while its target still ran. */
  readonly closedWithinTarget: boolean;
};

/**
 * How a closed cycle counts. A response always makes it answered. Moving a case to analytics is a decision that no reply is needed only
 * before the target has run out; later it would hide a breach, so it is ignored.
 */
export function countsAs({ resolution, responded, closedWithinTarget }: ClosedCycle): Counting {
  if (responded) return "answered";
  if (resolution === "counted_only" && !closedWithinTarget) return "ignored";
  return COUNTING[resolution];
}
