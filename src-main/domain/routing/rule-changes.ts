import type { Bucket, Role, Urgency } from "../../contract/values.ts";

/** Where a story stands, who put it there and why, as it is stored. */
export type StoryPlacement = {
  readonly bucket: Bucket;
  readonly decidedBy: "rule" | "scorer" | "person";
  readonly reason: string;
  /** The rule that chose the bucket, by its row; null for the words or a person. */
  readonly ruleRowId: number | null;
};

/** All that rules decide about a story. */
export type RuledFields = {
  readonly place: StoryPlacement;
  readonly urgency: Urgency;
  readonly labels: readonly string[];
  readonly department: string | null;
  readonly scriptKey: string | null;
  /** Whose case it is, by public id. */
  readonly assignee: string | null;
  readonly approvalRoles: readonly Role[];
};

type Change<Value> = { readonly from: Value; readonly to: Value };
/** What a rule changed, field by field: what it would be without the rule, and with it. */
export type RuleChanges = { readonly [Field in keyof RuledFields]?: Change<RuledFields[Field]> };

/** The fields that differ. A place differs by its bucket, by who decided and by the rule; other words of the same rule are the same place. */
export function changesBetween(from: RuledFields, to: RuledFields): RuleChanges {
  const isSamePlace =
    from.place.bucket === to.place.bucket &&
    from.place.decidedBy === to.place.decidedBy &&
    from.place.ruleRowId === to.place.ruleRowId;
  return {
    ...(isSamePlace ? {} : { place: { from: from.place, to: to.place } }),
    ...(from.urgency === to.urgency ? {} : { urgency: { from: from.urgency, to: to.urgency } }),
    ...(isSameList(from.labels, to.labels) ? {} : { labels: { from: from.labels, to: to.labels } }),
    ...(from.department === to.department ? {} : { department: { from: from.department, to: to.department } }),
    ...(from.scriptKey === to.scriptKey ? {} : { scriptKey: { from: from.scriptKey, to: to.scriptKey } }),
    ...(from.assignee === to.assignee ? {} : { assignee: { from: from.assignee, to: to.assignee } }),
    ...(isSameList(from.approvalRoles, to.approvalRoles)
      ? {}
      : { approvalRoles: { from: from.approvalRoles, to: to.approvalRoles } }),
  };
}

export function hasChanges(changes: RuleChanges): boolean {
  return Object.keys(changes).length > 0;
}

/** A story with these changes made: each field becomes what it is with the rule, labels are added. */
export function applyChanges(now: RuledFields, changes: RuleChanges): RuledFields {
  const added = changes.labels?.to.filter((label) => !changes.labels?.from.includes(label)) ?? [];
  return {
    place: changes.place?.to ?? now.place,
    urgency: changes.urgency?.to ?? now.urgency,
    labels: [...new Set([...now.labels, ...added])],
    department: changes.department ? changes.department.to : now.department,
    scriptKey: changes.scriptKey ? changes.scriptKey.to : now.scriptKey,
    assignee: changes.assignee ? changes.assignee.to : now.assignee,
    approvalRoles: changes.approvalRoles?.to ?? now.approvalRoles,
  };
}

/**
 * A story with these changes taken back, each only where the story still is what the rule made of it: what something else
 * decided since stays.
 */
export function undoChanges(now: RuledFields, changes: RuleChanges): RuledFields {
  const { place, urgency, labels, department, scriptKey, assignee, approvalRoles } = changes;
  const added = labels?.to.filter((label) => !labels.from.includes(label)) ?? [];
  const isPlaceHeld =
    place !== undefined && now.place.decidedBy !== "person" && now.place.ruleRowId === place.to.ruleRowId;
  return {
    place: isPlaceHeld ? place.from : now.place,
    urgency: urgency && now.urgency === urgency.to ? urgency.from : now.urgency,
    labels: now.labels.filter((label) => !added.includes(label)),
    department: department && now.department === department.to ? department.from : now.department,
    scriptKey: scriptKey && now.scriptKey === scriptKey.to ? scriptKey.from : now.scriptKey,
    assignee: assignee && now.assignee === assignee.to ? assignee.from : now.assignee,
    approvalRoles:
      approvalRoles && isSameList(now.approvalRoles, approvalRoles.to) ? approvalRoles.from : now.approvalRoles,
  };
}

/**
 * What another rule changed, once a rule is taken back: where it would have fallen back to that rule's place, it now falls
 * back to what is behind it.
 */
export function withoutRule(changes: RuleChanges, gone: StoryPlacement, behind: StoryPlacement): RuleChanges {
  if (changes.place === undefined || changes.place.from.ruleRowId !== gone.ruleRowId) return changes;
  return { ...changes, place: { ...changes.place, from: behind } };
}

function isSameList(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((value, at) => value === other[at]);
}

/** What a rule changed in all when it changed something before: it falls back to what was there before the first time. */
export function mergeChanges(before: RuleChanges | undefined, now: RuleChanges): RuleChanges {
  if (before === undefined) return now;
  const merged = Object.fromEntries(
    Object.entries(now).map(([field, change]) => [
      field,
      { ...change, from: before[field as keyof RuleChanges]?.from ?? change.from },
    ]),
  );
  return { ...before, ...(merged as RuleChanges) };
}
