import type { Settings } from "../../contract/methods/settings.ts";
import type { Bucket, Urgency } from "../../contract/values.ts";
import { priorityOf } from "../../domain/cases/clock.ts";
import { moveCase, queueCase, resolveCase } from "../../domain/cases/transitions.ts";
import type { CaseRecord } from "../store/case.ts";
import type { CaseChangeOf } from "./change-cases.ts";

/** Why a cycle ended when nobody resolved it by name; the resolution says it to people. */
export const movedToAnalytics = "moved_to_analytics";

export type CaseMove = {
  readonly record: CaseRecord;
  readonly from: Bucket;
  readonly to: Bucket;
  readonly urgency: Urgency;
  readonly settings: Settings;
  readonly at: number;
};

/**
 * What becomes of the case of a story that changes its bucket: a running clock runs on with the target of the new one, analytics
 * resolves it as counted_only, coming from analytics begins a new cycle. Null when it stays as it is.
 */
export function caseAfterMove({ record, from, to, urgency, settings, at }: CaseMove): CaseChangeOf | null {
  const isOpen = record.state.status !== "resolved";
  if (to === "analytics") {
    if (!isOpen) return null;
    const state = resolveCase(record.state, { resolution: "counted_only", reason: movedToAnalytics, at });
    return { record, kind: "case.resolved", state };
  }
  if (isOpen) return { record, kind: "case.moved", state: moveCase(record.state, to, settings) };
  // What was answered stays answered when it is filed elsewhere; what was only counted waits for an answer again.
  if (from !== "analytics") return null;
  const queued = { bucket: to, priority: priorityOf(urgency), queuedAt: at };
  return { record, kind: "case.reopened", state: queueCase(queued, settings, record.state) };
}
