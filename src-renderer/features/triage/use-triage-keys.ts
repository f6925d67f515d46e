import { heldBy } from "../../lib/claims.ts";
import { useMe } from "../../lib/session.ts";
import { type Shortcut, useShortcuts } from "../../lib/shortcuts.tsx";
import { targetsOf } from "./list-state.ts";
import { openOriginal } from "./open-original.ts";
import type { ChoiceKind } from "./use-choices.ts";
import type { TriageActs } from "./use-triage-acts.ts";
import type { TriageList } from "./use-triage-list.ts";

type TriageKeys = {
  list: TriageList;
  acts: TriageActs;
  openCase: (query?: string) => void;
  choose: (kind: ChoiceKind) => void;
  focusSearch: () => void;
  onFilter: () => void;
  /** Takes off all that narrows the list. */
  onClear: () => void;
  /** Selects all of the view; null where there is no view. */
  selectAll: (() => void) | null;
};

/** Every key of triage, as the keyboard map of the product has them. */
export function useTriageKeys(keys: TriageKeys): void {
  const { list, acts, openCase, choose, focusSearch, onFilter, onClear, selectAll } = keys;
  const me = useMe();
  const { state, change } = list;
  const move = (by: number) => change({ type: "cursor", to: { by } });
  const choosing = (kind: ChoiceKind) => () => {
    if (targetsOf(state).length > 0) choose(kind);
  };
  const walk: Shortcut[] = [
    { says: "triage.keys.next", run: () => move(1) },
    { says: "triage.keys.previous", run: () => move(-1) },
    { says: "triage.keys.first", run: () => move(-state.rows.length) },
    { says: "triage.keys.last", run: () => move(state.rows.length) },
    { says: "triage.keys.open", run: () => openCase() },
    {
      says: "triage.keys.select",
      run: () => state.cursorId && change({ type: "toggle", id: state.cursorId }),
    },
    { says: "triage.keys.extendDown", run: () => change({ type: "extend", by: 1 }) },
    { says: "triage.keys.extendUp", run: () => change({ type: "extend", by: -1 }) },
    { says: "triage.keys.clear", run: () => change({ type: "clear" }) },
    { says: "triage.keys.showNew", run: () => change({ type: "show-new" }) },
    { says: "triage.keys.search", run: focusSearch },
    { says: "triage.keys.filter", run: onFilter },
    { says: "triage.keys.clearFilter", run: onClear },
    { says: "triage.keys.selectAll", run: () => selectAll?.() },
  ];
  const decide: Shortcut[] = [
    { says: "triage.keys.toAnalytics", run: () => void acts.setBucket("analytics") },
    { says: "triage.keys.toPr", run: () => void acts.setBucket("pr") },
    { says: "triage.keys.toCare", run: () => void acts.setBucket("care") },
    { says: "triage.keys.toUnsorted", run: () => void acts.setBucket("unsorted") },
    { says: "triage.keys.draft", run: () => openCase("?draft=1") },
    { says: "triage.keys.private", run: () => openCase("?draft=private") },
    { says: "triage.keys.note", run: () => openCase("?note=1") },
    { says: "triage.keys.noReply", run: choosing("noReply") },
    { says: "triage.keys.snooze", run: choosing("snooze") },
    { says: "triage.keys.resolve", run: choosing("resolve") },
    { says: "triage.keys.spam", run: choosing("spam") },
    { says: "triage.keys.assign", run: choosing("assign") },
    {
      says: "triage.keys.assignMe",
      run: () => {
        // What a colleague has is taken with a reason, which the list asks for.
        if (targetsOf(state).some((row) => heldBy(row, me?.id))) return choose("assign");
        if (me) void acts.assign({ id: me.id, name: me.name, initials: me.initials });
      },
    },
    { says: "triage.keys.priority", run: choosing("priority") },
    { says: "triage.keys.correct", run: choosing("correct") },
    { says: "triage.keys.label", run: choosing("label") },
    { says: "triage.keys.macro", run: choosing("macro") },
    { says: "triage.keys.original", run: () => openOriginal(targetsOf(state)[0]?.url ?? null) },
  ];
  useShortcuts("triage.keys.title", [...walk, ...decide]);
}
