import type { Topic } from "../../src-main/contract/changes.ts";
import type { ReadName } from "./engine.ts";

/** Which changes make the answer of a reading method out of date. */
export const topicsOf = {
  "session.get": ["session", "people"],
  "people.list": ["people"],
  "settings.get": ["settings"],
  "status.get": ["status"],
  "sources.list": ["sources"],
  "sources.probe": [],
  "sources.fetches": ["sources"],
  "watches.list": ["watches"],
  "watches.preview": [],
  "rules.list": ["rules"],
  "triage.page": ["triage"],
  "triage.counts": ["triage"],
  "mentions.list": ["triage"],
  "stories.copies": ["triage", "case"],
  "cases.get": ["case", "triage"],
  "playbook.list": ["playbook"],
  "replies.queue": ["approvals"],
  "crm.targets": ["outbox"],
  "crm.deliveries": ["outbox"],
  "wallboard.snapshot": ["wallboard"],
  "mentions.picture": [],
  "imports.preview": [],
  "imports.list": ["sources"],
  "imports.get": ["sources"],
  "shifts.list": ["shift"],
  "shifts.log": ["shift"],
} as const satisfies Record<ReadName, readonly Topic[]>;
