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
};

/** Every key of triage, as the keyboard map of the product has them. */
export function useTriageKeys({ list, acts, openCase, choose, focusSearch }: TriageKeys): void {
  const me = useMe();
  const { state, change } = list;
  const move = (by: number) => change({ type: "cursor", to: { by } });
  const choosing = (kind: ChoiceKind) => () => {
    if (targetsOf(state).length > 0) choose(kind);
  };
  const walk: Shortcut[] = [
    { keys: "j", says: "triage.keys.next", run: () => move(1), isMove: true },
    { keys: "k", says: "triage.keys.previous", run: () => move(-1), isMove: true },
    { keys: "ArrowDown", says: "triage.keys.next", run: () => move(1), isMove: true },
    { keys: "ArrowUp", says: "triage.keys.previous", run: () => move(-1), isMove: true },
    { keys: "Home", says: "triage.keys.first", run: () => move(-state.rows.length), isMove: true },
    { keys: "End", says: "triage.keys.last", run: () => move(state.rows.length), isMove: true },
    { keys: "Enter", says: "triage.keys.open", run: () => openCase() },
    { keys: "o", says: "triage.keys.open", run: () => openCase() },
    {
      keys: "x",
      says: "triage.keys.select",
      run: () => state.cursorId && change({ type: "toggle", id: state.cursorId }),
    },
    { keys: "Shift+J", says: "triage.keys.extendDown", run: () => change({ type: "extend", by: 1 }), isMove: true },
    { keys: "Shift+K", says: "triage.keys.extendUp", run: () => change({ type: "extend", by: -1 }), isMove: true },
    { keys: "Escape", says: "triage.keys.clear", run: () => change({ type: "clear" }) },
    { keys: ".", says: "triage.keys.showNew", run: () => change({ type: "show-new" }) },
    { keys: "/", says: "triage.keys.search", run: focusSearch },
  ];
  const decide: Shortcut[] = [
    { keys: "1", says: "triage.keys.toAnalytics", run: () => void acts.setBucket("analytics") },
    { keys: "2", says: "triage.keys.toPr", run: () => void acts.setBucket("pr") },
    { keys: "3", says: "triage.keys.toCare", run: () => void acts.setBucket("care") },
    { keys: "0", says: "triage.keys.toUnsorted", run: () => void acts.setBucket("unsorted") },
    { keys: "r", says: "triage.keys.draft", run: () => openCase("?draft=1") },
    { keys: "p", says: "triage.keys.private", run: () => openCase("?draft=private") },
    { keys: "m", says: "triage.keys.note", run: () => openCase("?note=1") },
    { keys: "n", says: "triage.keys.noReply", run: choosing("noReply") },
    { keys: "h", says: "triage.keys.snooze", run: choosing("snooze") },
    { keys: "e", says: "triage.keys.resolve", run: choosing("resolve") },
    { keys: "#", says: "triage.keys.spam", run: choosing("spam") },
    { keys: "a", says: "triage.keys.assign", run: choosing("assign") },
    {
      keys: "i",
      says: "triage.keys.assignMe",
      run: () => me && void acts.assign({ id: me.id, name: me.name, initials: me.initials }),
    },
    { keys: "y", says: "triage.keys.priority", run: choosing("priority") },
    { keys: "s", says: "triage.keys.correct", run: choosing("correct") },
    { keys: "v", says: "triage.keys.original", run: () => openOriginal(targetsOf(state)[0]?.url ?? null) },
  ];
  useShortcuts("triage.keys.title", [...walk, ...decide]);
}
