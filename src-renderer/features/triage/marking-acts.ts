import type { Macro } from "../../../src-main/contract/methods/macros.ts";
import type { Versioned } from "../../../src-main/contract/values.ts";
import type { Translate } from "../../lib/words.ts";
import type { ListedRow } from "./list-state.ts";
import type { Act, SendCommand } from "./triage-acts.ts";

/** The acts of labels, macros and copies: what each sends, how a row stands after it, what is said. */
export function describeMarking({ send, t }: { send: SendCommand; t: Translate }) {
  return {
    label: (change: { add: readonly string[]; remove: readonly string[] }): Act => ({
      send: (stories) => send("triage.label", { stories, add: [...change.add], remove: [...change.remove] }),
      becomes: (row) => ({ ...row, labels: relabelled(row.labels, change) }),
      says: ({ changed }) =>
        change.add.length > 0
          ? t("triage.done.labelled", { count: changed, labels: change.add.join(", ") })
          : t("triage.done.unlabelled", { count: changed, labels: change.remove.join(", ") }),
    }),
    macro: ({ id, version, name, steps }: Macro): Act => ({
      send: (stories) => send("macros.apply", { macro: { id, version }, stories }),
      becomes: (row) => ({
        ...row,
        bucket: steps.bucket ?? row.bucket,
        labels: relabelled(row.labels, { add: steps.labels ?? [], remove: [] }),
        case: row.case && {
          ...row.case,
          priority: steps.priority ?? row.case.priority,
          ...(steps.resolution && { status: "resolved" as const, resolution: steps.resolution.as }),
        },
      }),
      says: ({ changed, waiting }) => t("triage.done.macro", { count: changed, waiting, name }),
      advance: true,
    }),
    join: (into: Versioned): Act => ({
      send: (stories) => send("stories.join", { into, stories }),
      becomes: (row) => ({ ...row, case: row.case && { ...row.case, status: "resolved", resolution: "duplicate" } }),
      says: ({ changed, waiting }) => t("triage.done.joined", { count: changed, waiting }),
    }),
  };
}

/** A label that is written otherwise is the same one. */
function relabelled(
  labels: ListedRow["labels"],
  { add, remove }: { add: readonly string[]; remove: readonly string[] },
): ListedRow["labels"] {
  const isNamed = (names: readonly string[], label: string) =>
    names.some((name) => name.toLowerCase() === label.toLowerCase());
  const kept = labels.filter(({ name }) => !isNamed(remove, name));
  const there = kept.map(({ name }) => name);
  return [...kept, ...add.filter((name) => !isNamed(there, name)).map((name) => ({ name, tone: "plain" as const }))];
}
