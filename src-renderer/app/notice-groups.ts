import type { DeskNotice } from "../../src-main/contract/methods/notices.ts";
import type { NoticeKind } from "../../src-main/contract/methods/preferences.ts";
import type { Telling } from "../lib/told.ts";

export const ALARM_GROUP = "alarm";

type Grouped = Pick<DeskNotice, "kind" | "bucket">;

/** What is told as one: what comes in by its queue, all else by its kind. */
export function groupOf({ kind, bucket }: Grouped): string {
  return kind === "arrived" || kind === "urgent" ? `${kind} ${bucket}` : kind;
}

/** Kind and queue of a group. */
export function readGroup(group: string): Grouped {
  const [kind, bucket] = group.split(" ");
  // Groups are made by groupOf only.
  return { kind: kind as NoticeKind, bucket: (bucket ?? "unsorted") as DeskNotice["bucket"] };
}

const listOf: Readonly<Record<NoticeKind, string>> = {
  urgent: "/triage",
  arrived: "/triage",
  assigned: "/triage?view=mine",
  approval: "/approvals",
  returned: "/triage?view=mine",
  toPost: "/approvals",
  woken: "/triage?view=mine",
  private: "/triage?view=private",
  look: "/triage?view=mine",
  promise: "/shift",
  breachNear: "/triage?view=breaching",
  breached: "/triage?view=breaching",
  alarm: "/alarms",
};

/** Where a notice leads: one thing to its case, several to their list. */
export function placeOf({ group, ids }: Telling, notices: readonly DeskNotice[]): string {
  const [id] = ids;
  if (group === ALARM_GROUP) return ids.length === 1 ? `/alarms?alarm=${id}` : listOf.alarm;
  const { kind, bucket } = readGroup(group);
  const only = ids.length === 1 ? notices.find((notice) => notice.id === id) : undefined;
  if (only && kind !== "approval") return `/case/${only.storyId}`;
  return kind === "arrived" ? `/triage?view=${bucket}` : listOf[kind];
}
