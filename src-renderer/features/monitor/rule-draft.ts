import type { RuleRow, RuleVersion } from "../../../src-main/contract/methods/rules.ts";
import type { CommandInput } from "../../lib/use-engine.tsx";

/** A rule while it is written: all that a version of it says, the labels as one line, and its place. */
export type RuleDraft = Omit<RuleVersion, "version" | "savedAt" | "savedBy" | "query" | "labels" | "department"> & {
  readonly query: string;
  readonly labels: string;
  readonly department: string;
  readonly position: number;
};

const blank: Omit<RuleDraft, "position"> = {
  ...{ name: "", query: "", reason: "", labels: "", department: "" },
  ...{ watches: [], sources: [], notSources: [], networks: [], languages: [], sentiments: [], departments: [] },
  ...{ bucket: "care", priority: null, script: null, assignee: null, approval: [] },
  ...{ stop: true, isOn: true },
};

export function draftOf(rule: RuleRow | null, count: number): RuleDraft {
  return rule ? { ...wordsOf(rule), position: rule.position } : { ...blank, position: count + 1 };
}

/** What a version said, to be written on. */
export function wordsOf(said: RuleRow | RuleVersion): Omit<RuleDraft, "position"> {
  const { name, query, reason, labels, department, bucket, priority, script, assignee, approval, stop, isOn } = said;
  const { watches, sources, notSources, networks, languages, sentiments, departments } = said;
  return {
    ...{ name, reason, bucket, priority, script, assignee, approval, stop, isOn },
    ...{ watches, sources, notSources, networks, languages, sentiments, departments },
    query: query ?? "",
    labels: labels.join(", "),
    department: department ?? "",
  };
}

/** What is sent of a draft, to be saved or to be tried. */
export function inputOf({
  labels,
  department,
  query,
  position,
  ...draft
}: RuleDraft): Omit<CommandInput<"rules.save">, "id" | "version"> {
  const words = labels.split(",").map((label) => label.trim());
  return {
    ...draft,
    query: query.trim() || null,
    labels: [...new Set(words.filter((label) => label !== ""))],
    department: department.trim() || null,
    // A field that was emptied asks for the last place.
    ...(position > 0 ? { position } : {}),
  };
}
