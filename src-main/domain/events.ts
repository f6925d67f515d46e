/** Who did something: a person at the desk, the engine by itself, or the command line. */
export type Actor =
  | { readonly kind: "person"; readonly id: string }
  | { readonly kind: "engine" }
  | { readonly kind: "cli" };

export type SubjectKind =
  | "story"
  | "case"
  | "reply"
  | "script"
  | "guidelines"
  | "contact"
  | "person"
  | "department"
  | "rule"
  | "watch"
  | "source"
  | "settings"
  | "shift"
  | "report"
  | "export"
  | "delivery"
  | "target"
  | "ingest"
  | "import"
  | "alarm"
  | "model"
  | "label"
  | "view"
  | "macro"
  | "account"
  | "display"
  | "network"
  | "workspace";

/**
 * The closed table of what the event log may hold (decisions.md): decisions and one event per ingest batch; never
 * scheduler ticks, presence or autosaves. `log` says whether the shift log shows a line for it.
 */
export const eventKinds = {
  "workspace.created": { subject: "workspace", log: false },
  "ingest.stored": { subject: "ingest", log: true },
  "source.added": { subject: "source", log: true },
  "source.changed": { subject: "source", log: true },
  "source.removed": { subject: "source", log: true },
  "source.down": { subject: "source", log: true },
  "source.back": { subject: "source", log: true },
  "source.rekeyed": { subject: "source", log: true },
  "source.gone": { subject: "source", log: true },
  "source.moved": { subject: "source", log: true },
  "source.merged": { subject: "source", log: true },
  "watch.saved": { subject: "watch", log: true },
  "watch.removed": { subject: "watch", log: true },
  "watch.rematch_cancelled": { subject: "watch", log: true },
  "watch.overran": { subject: "watch", log: true },
  "rule.saved": { subject: "rule", log: true },
  "rule.removed": { subject: "rule", log: true },
  "rule.overran": { subject: "rule", log: true },
  "rule.placed": { subject: "rule", log: false },
  "rule.apply_started": { subject: "rule", log: false },
  "rule.applied": { subject: "rule", log: true },
  "rule.undo_started": { subject: "rule", log: false },
  "rule.undone": { subject: "rule", log: true },
  "checks.saved": { subject: "settings", log: true },
  "settings.saved": { subject: "settings", log: true },
  "policy.saved": { subject: "settings", log: true },
  "person.added": { subject: "person", log: true },
  "person.changed": { subject: "person", log: true },
  "person.pin_set": { subject: "person", log: false },
  "person.removed": { subject: "person", log: true },
  "department.added": { subject: "department", log: true },
  "department.changed": { subject: "department", log: true },
  "department.removed": { subject: "department", log: true },
  "story.ruled": { subject: "story", log: false },
  "story.unruled": { subject: "story", log: false },
  "story.moved": { subject: "story", log: true },
  "story.sentiment_corrected": { subject: "story", log: true },
  "story.lesson_forgotten": { subject: "story", log: false },
  "story.lesson_kept": { subject: "story", log: false },
  "story.labelled": { subject: "story", log: true },
  "story.script_set": { subject: "story", log: true },
  "label.changed": { subject: "label", log: true },
  "label.removed": { subject: "label", log: true },
  "label.restored": { subject: "label", log: true },
  "view.saved": { subject: "view", log: false },
  "view.placed": { subject: "view", log: false },
  "view.removed": { subject: "view", log: false },
  "view.restored": { subject: "view", log: false },
  "macro.saved": { subject: "macro", log: true },
  "macro.removed": { subject: "macro", log: true },
  "macro.restored": { subject: "macro", log: true },
  "macro.applied": { subject: "macro", log: true },
  "model.adopted": { subject: "model", log: true },
  "model.refused": { subject: "model", log: true },
  "model.restored": { subject: "model", log: true },
  "model.rejudged": { subject: "model", log: true },
  "story.restored": { subject: "story", log: true },
  "story.split": { subject: "story", log: true },
  "story.taken_out": { subject: "story", log: false },
  "story.joined": { subject: "story", log: true },
  "story.put_into": { subject: "story", log: false },
  "mention.logged": { subject: "story", log: true },
  "mention.withdrawn": { subject: "story", log: true },
  "import.started": { subject: "import", log: true },
  "import.done": { subject: "import", log: true },
  "import.cancelled": { subject: "import", log: true },
  "import.failed": { subject: "import", log: true },
  "case.queued": { subject: "case", log: true },
  "case.moved": { subject: "case", log: false },
  "case.opened": { subject: "case", log: true },
  "case.assigned": { subject: "case", log: true },
  "case.priority_set": { subject: "case", log: true },
  "case.snoozed": { subject: "case", log: true },
  "case.woken": { subject: "case", log: true },
  "case.answered": { subject: "case", log: false },
  "case.resolved": { subject: "case", log: true },
  "case.reopened": { subject: "case", log: true },
  "case.retimed": { subject: "case", log: false },
  "case.warned": { subject: "case", log: false },
  "case.breached": { subject: "case", log: true },
  "case.resolution_warned": { subject: "case", log: false },
  "case.resolution_breached": { subject: "case", log: true },
  "case.noted": { subject: "case", log: true },
  "case.private_step": { subject: "case", log: true },
  "case.private_reminded": { subject: "case", log: true },
  "case.look_reminded": { subject: "case", log: true },
  "case.looked": { subject: "case", log: true },
  "case.restored": { subject: "case", log: true },
  "line.proposed": { subject: "case", log: true },
  "line.approved": { subject: "case", log: true },
  "line.withdrawn": { subject: "case", log: true },
  "promise.made": { subject: "case", log: true },
  "promise.kept": { subject: "case", log: true },
  "promise.broken": { subject: "case", log: true },
  "promise.withdrawn": { subject: "case", log: true },
  "promise.reopened": { subject: "case", log: true },
  "contact.added": { subject: "contact", log: false },
  "contact.changed": { subject: "contact", log: true },
  "contact.removed": { subject: "contact", log: true },
  "contact.restored": { subject: "contact", log: true },
  "contact.reach_set": { subject: "contact", log: false },
  "contact.noted": { subject: "contact", log: false },
  "contact.note_removed": { subject: "contact", log: false },
  "contact.note_restored": { subject: "contact", log: false },
  "contact.merged": { subject: "contact", log: true },
  "contact.unmerged": { subject: "contact", log: true },
  "contact.erased": { subject: "contact", log: true },
  "contact.told_apart": { subject: "contact", log: false },
  "contact.maybe_same": { subject: "contact", log: false },
  "contact_import.started": { subject: "import", log: true },
  "contact_import.done": { subject: "import", log: true },
  "contact_import.failed": { subject: "import", log: true },
  "contact_import.cancelled": { subject: "import", log: true },
  "contact_import.undone": { subject: "import", log: true },
  "script.saved": { subject: "script", log: true },
  "script.approved": { subject: "script", log: true },
  "script.brought_back": { subject: "script", log: true },
  "script.removed": { subject: "script", log: true },
  "script.restored": { subject: "script", log: true },
  "guidelines.saved": { subject: "guidelines", log: true },
  "reply.started": { subject: "reply", log: false },
  "reply.signed": { subject: "reply", log: true },
  "reply.unsigned": { subject: "reply", log: true },
  "reply.signature_voided": { subject: "reply", log: false },
  "reply.submitted": { subject: "reply", log: true },
  "reply.approval_warned": { subject: "reply", log: false },
  "reply.approval_breached": { subject: "reply", log: true },
  "reply.edited": { subject: "reply", log: true },
  "reply.commented": { subject: "reply", log: false },
  "reply.comment_settled": { subject: "reply", log: false },
  "reply.legal_added": { subject: "reply", log: true },
  "reply.legal_removed": { subject: "reply", log: true },
  "reply.approved": { subject: "reply", log: true },
  "reply.approval_undone": { subject: "reply", log: true },
  "reply.held_back": { subject: "reply", log: true },
  "reply.returned": { subject: "reply", log: true },
  "reply.voided": { subject: "reply", log: true },
  "reply.cancelled": { subject: "reply", log: true },
  "reply.handed_over": { subject: "reply", log: true },
  "reply.sent": { subject: "reply", log: true },
  "reply.gone": { subject: "reply", log: true },
  "reply.back": { subject: "reply", log: true },
  "reply.account_set": { subject: "reply", log: false },
  "reply.failed": { subject: "reply", log: true },
  "reply.needs_person": { subject: "reply", log: true },
  "reply.taken_back": { subject: "reply", log: true },
  "reply.unconfirmed": { subject: "reply", log: true },
  "account.connected": { subject: "account", log: true },
  "account.changed": { subject: "account", log: true },
  "account.paused": { subject: "account", log: true },
  "account.back": { subject: "account", log: true },
  "account.disconnected": { subject: "account", log: true },
  "target.saved": { subject: "target", log: true },
  "target.removed": { subject: "target", log: true },
  "target.paused": { subject: "target", log: true },
  "target.resumed": { subject: "target", log: true },
  "target.looked": { subject: "target", log: true },
  "target.look_set": { subject: "target", log: true },
  "crm.logging_saved": { subject: "settings", log: true },
  "delivery.queued": { subject: "delivery", log: false },
  "delivery.done": { subject: "delivery", log: true },
  "delivery.dead": { subject: "delivery", log: true },
  "delivery.requeued": { subject: "delivery", log: true },
  "delivery.skipped": { subject: "delivery", log: true },
  "delivery.edited": { subject: "delivery", log: true },
  "target.retried": { subject: "target", log: true },
  "display.paired": { subject: "display", log: true },
  "display.browser_paired": { subject: "display", log: false },
  "display.renamed": { subject: "display", log: true },
  "display.wall_set": { subject: "display", log: true },
  "display.revoked": { subject: "display", log: true },
  "network.opened": { subject: "network", log: true },
  "network.closed": { subject: "network", log: true },
  "alarm.raised": { subject: "alarm", log: true },
  "alarm.coordinated": { subject: "alarm", log: true },
  "alarm.ended": { subject: "alarm", log: true },
  "alarm.dismissed": { subject: "alarm", log: true },
  "alarm.muted": { subject: "alarm", log: true },
  "alarm.restored": { subject: "alarm", log: true },
  "shift.opened": { subject: "shift", log: true },
  "shift.closed": { subject: "shift", log: true },
  "shift.signed": { subject: "shift", log: true },
  "shift.exported": { subject: "shift", log: true },
  "export.written": { subject: "export", log: true },
  "report.saved": { subject: "report", log: true },
  "report.removed": { subject: "report", log: true },
  "report.restored": { subject: "report", log: true },
  "report.written": { subject: "report", log: true },
  "report.failed": { subject: "report", log: true },
  "report.given_up": { subject: "report", log: true },
} as const satisfies Record<string, { subject: SubjectKind; log: boolean }>;

export type EventKind = keyof typeof eventKinds;

export type EventPayload = Readonly<Record<string, unknown>>;

/** What is written: one decision about one subject. `subjectId` is a public id, never a row number. */
export type NewEvent = {
  readonly kind: EventKind;
  readonly subjectId: string;
  readonly cycle?: number | null;
  readonly payload?: EventPayload;
};
