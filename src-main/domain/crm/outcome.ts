import type { CaseStatus, Resolution } from "../../contract/values.ts";
import type { InteractionType } from "./interaction.ts";

/**
 * How an interaction ended, as a CRM is told: how its cycle of the case was resolved; else what is known by now. A reply
 * that no longer stands in public says so before everything else.
 */
export function outcomeOf(told: {
  readonly type: InteractionType;
  readonly cycle: number;
  readonly isReplyGone: boolean;
  /** A person opened the case again after the interaction's cycle had ended. */
  readonly wasReopened: boolean;
  readonly case: { readonly status: CaseStatus; readonly cycle: number; readonly resolution: Resolution | null };
  /** How the interaction's own cycle ended, where it did. */
  readonly resolutionThen: Resolution | null;
}): string {
  if (told.isReplyGone) return "reply_taken_away";
  if (told.wasReopened) return (told.case.status === "resolved" ? told.case.resolution : null) ?? "reopened";
  const isNow = told.case.cycle === told.cycle;
  const resolution = isNow && told.case.status === "resolved" ? told.case.resolution : told.resolutionThen;
  if (isNow && told.case.status !== "resolved" && told.type === "resolved") return "reopened";
  if (isNow && told.case.status !== "resolved") return told.type === "reply" ? "answered" : "open";
  return resolution ?? (told.type === "reply" ? "answered" : "open");
}
