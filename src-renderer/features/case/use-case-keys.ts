import { useBack } from "../../lib/use-back.ts";
import { type Shortcut, useShortcuts } from "../../lib/shortcuts.tsx";
import type { CaseActs } from "./use-case-acts.ts";
import type { ChoiceKind } from "./use-case-choices.ts";
import type { Composer } from "./use-composer.ts";

type CaseKeys = {
  acts: CaseActs;
  /** Takes the case: at once, or where a colleague has it by asking for the reason. */
  takeIt: () => void;
  composer: Composer;
  choose: (kind: ChoiceKind) => void;
  /** Asks how it is resolved, and then opens the next case that waits. */
  resolveAndNext: () => void;
  openOriginal: () => void;
  hasCase: boolean;
  /** They spoke to us alone: there is nothing to draft for the public. */
  isPrivate: boolean;
};

/** Every key of the case, as the keyboard map of the product has them. */
export function useCaseKeys(keys: CaseKeys): void {
  const { acts, takeIt, composer, choose, openOriginal, hasCase, isPrivate, resolveAndNext } = keys;
  const back = useBack();
  const pick = () => composer.place === "public" && hasCase && composer.setPicking(true);
  const always: Shortcut[] = [
    { says: "case.keys.back", run: () => (composer.isPicking ? composer.setPicking(false) : back()) },
    { says: "triage.keys.original", run: openOriginal },
    { says: "triage.keys.correct", run: () => choose("correct") },
    { says: "triage.keys.label", run: () => choose("label") },
  ];
  const writing: Shortcut[] = isPrivate
    ? [{ says: "case.keys.answered", run: () => void acts.resolve("handed_private") }]
    : [
        { says: "triage.keys.draft", run: () => composer.draft("body") },
        { says: "case.keys.private", run: () => composer.draft("privateVariant") },
        { says: "case.keys.script", run: pick },
      ];
  const ofCase: Shortcut[] = [
    ...writing,
    { says: "triage.keys.note", run: () => composer.setPlace("note") },
    { says: "case.keys.submit", run: () => composer.handle.current?.submit() },
    { says: "triage.keys.noReply", run: () => choose("noReply") },
    { says: "triage.keys.snooze", run: () => choose("snooze") },
    { says: "triage.keys.resolve", run: () => choose("resolve") },
    { says: "triage.keys.resolveNext", run: resolveAndNext },
    { says: "triage.keys.assign", run: () => choose("assign") },
    { says: "triage.keys.assignMe", run: takeIt },
    { says: "triage.keys.priority", run: () => choose("priority") },
  ];
  const ofCounted: Shortcut[] = [
    { says: "triage.keys.toPr", run: () => void acts.setBucket("pr") },
    { says: "triage.keys.toCare", run: () => void acts.setBucket("care") },
  ];
  useShortcuts("case.keys.title", [...always, ...(hasCase ? ofCase : ofCounted)]);
}
