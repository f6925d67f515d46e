import type { RuleRow, RuleVersion } from "../../contract/methods/rules.ts";
import type { Parsed } from "../../contract/methods.ts";
import type { Rule } from "../../domain/routing/rule.ts";
import type { RuleContent, RuleVersion as StoredVersion, StoredRule } from "../store/rule.ts";

type Written = Omit<Parsed<"rules.preview">, "id" | "position">;

/** A rule as people write it, made into what is stored: an empty condition is none, an empty act is left out. */
export function contentOf(written: Written): RuleContent {
  const { name, query, watches, sources, notSources, networks, languages, sentiments, departments } = written;
  const { bucket, priority, department, labels, script, assignee, approval, stop, isOn, reason } = written;
  const lists = { watches, sources, notSources, networks, languages, sentiments, departments };
  return {
    ...{ name, stop, isOn, reason },
    when: { ...(query === null ? {} : { query }), ...filled(lists) },
    then: {
      ...(bucket === null ? {} : { bucket }),
      ...(priority === null ? {} : { priority }),
      ...(department === null ? {} : { department }),
      ...(script === null ? {} : { script }),
      ...(assignee === null ? {} : { assignee }),
      ...filled({ labels, approval }),
    },
  };
}

function filled<Lists extends Readonly<Record<string, readonly unknown[]>>>(lists: Lists): Partial<Lists> {
  // Entries of the same object keep their types.
  return Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0)) as Partial<Lists>;
}

type Shape = Omit<RuleVersion, "version" | "savedAt" | "savedBy">;

function shapeOf({ name, when, then, stop, isOn, reason }: RuleContent, idOfKey: IdOfKey): Shape {
  const ids = (keys: Rule["when"]["watches"]) => (keys ?? []).map((key) => idOfKey.get(key) ?? key);
  return {
    ...{ name, stop, isOn, reason },
    query: when.query ?? null,
    watches: ids(when.watches),
    sources: ids(when.sources),
    notSources: ids(when.notSources),
    networks: [...(when.networks ?? [])],
    languages: [...(when.languages ?? [])],
    sentiments: [...(when.sentiments ?? [])],
    departments: [...(when.departments ?? [])],
    bucket: then.bucket ?? null,
    priority: then.priority ?? null,
    department: then.department ?? null,
    labels: [...(then.labels ?? [])],
    script: then.script ?? null,
    assignee: then.assignee ?? null,
    approval: [...(then.approval ?? [])],
  };
}

/** The ids of watches and sources that a set of files named by keys. */
export type IdOfKey = ReadonlyMap<string, string>;

export function toRow(
  rule: StoredRule,
  { idOfKey, ...known }: { readonly idOfKey: IdOfKey; readonly effects: number; readonly overranAt: number | null },
): RuleRow {
  const { id, version, position, savedAt, savedBy, removedAt } = rule;
  return { ...shapeOf(rule, idOfKey), id, version, position, savedAt, savedBy, removedAt, ...known };
}

export function toVersion(version: StoredVersion, idOfKey: IdOfKey): RuleVersion {
  return {
    ...shapeOf(version, idOfKey),
    ...{ version: version.version, savedAt: version.savedAt, savedBy: version.savedBy },
  };
}
