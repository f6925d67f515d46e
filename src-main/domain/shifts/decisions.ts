import type { EventKind, EventPayload } from "../events.ts";

/** What people decided in a shift: on replies, on what may be said, on the rules of the desk. */
export const decisionKinds: readonly EventKind[] = [
  "reply.approved",
  "reply.approval_undone",
  "reply.held_back",
  "reply.returned",
  "reply.cancelled",
  "reply.legal_added",
  "reply.legal_removed",
  "case.resolved",
  "line.approved",
  "line.withdrawn",
  "policy.saved",
  "rule.saved",
  "rule.removed",
  "rule.applied",
  "rule.undone",
  "script.saved",
  "script.approved",
  "script.brought_back",
  "script.removed",
  "script.restored",
  "guidelines.saved",
  "checks.saved",
  "settings.saved",
  "watch.saved",
  "watch.removed",
  "alarm.dismissed",
  "alarm.muted",
];

/** What alarms did by themselves. */
export const alarmKinds: readonly EventKind[] = [
  "alarm.raised",
  "alarm.coordinated",
  "alarm.ended",
  "alarm.dismissed",
  "alarm.muted",
  "alarm.restored",
];

const silences: ReadonlySet<unknown> = new Set(["no_reply_needed", "closed_without_reply"]);

/** Whether an event of these kinds is a decision: a case that was closed after its answer is none, one left unanswered is. */
export function isDecision({
  kind,
  payload,
}: {
  readonly kind: EventKind;
  readonly payload: EventPayload | null;
}): boolean {
  if (kind !== "case.resolved") return true;
  const after = payload?.["after"];
  return typeof after === "object" && after !== null && silences.has((after as EventPayload)["resolution"]);
}
