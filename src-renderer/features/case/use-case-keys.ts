import { useBack } from "../../lib/use-back.ts";
import { type Shortcut, useShortcuts } from "../../lib/shortcuts.tsx";
import type { CaseActs } from "./use-case-acts.ts";
import type { ChoiceKind } from "./use-case-choices.ts";
import type { Composer } from "./use-composer.ts";

type CaseKeys = {
  acts: CaseActs;
  composer: Composer;
  choose: (kind: ChoiceKind) => void;
  openOriginal: () => void;
  hasCase: boolean;
  /** They spoke to us alone: there is nothing to draft for the public. */
  isPrivate: boolean;
};

/** Every key of the case, as the keyboard map of the product has them. */
export function useCaseKeys({ acts, composer, choose, openOriginal, hasCase, isPrivate }: CaseKeys): void {
  const back = useBack();
  const pick = () => composer.place === "public" && hasCase && composer.setPicking(true);
  const always: Shortcut[] = [
    { keys: "u", says: "case.keys.back", run: back },
    { keys: "Escape", says: "case.keys.back", run: () => (composer.isPicking ? composer.setPicking(false) : back()) },
    { keys: "v", says: "triage.keys.original", run: openOriginal },
    { keys: "s", says: "triage.keys.correct", run: () => choose("correct") },
  ];
  const writing: Shortcut[] = isPrivate
    ? [{ keys: "r", says: "case.keys.answered", run: () => void acts.resolve("handed_private") }]
    : [
        { keys: "r", says: "triage.keys.draft", run: () => composer.draft("body") },
        { keys: "p", says: "case.keys.private", run: () => composer.draft("privateVariant") },
        { keys: ";", says: "case.keys.script", run: pick },
        { keys: "/", says: "case.keys.script", run: pick },
      ];
  const ofCase: Shortcut[] = [
    ...writing,
    { keys: "m", says: "triage.keys.note", run: () => composer.setPlace("note") },
    { keys: "Ctrl+Enter", says: "case.keys.submit", run: () => composer.handle.current?.submit() },
    { keys: "n", says: "triage.keys.noReply", run: () => choose("noReply") },
    { keys: "h", says: "triage.keys.snooze", run: () => choose("snooze") },
    { keys: "e", says: "triage.keys.resolve", run: () => choose("resolve") },
    { keys: "a", says: "triage.keys.assign", run: () => choose("assign") },
    { keys: "i", says: "triage.keys.assignMe", run: () => void acts.assignMe() },
    { keys: "y", says: "triage.keys.priority", run: () => choose("priority") },
  ];
  const ofCounted: Shortcut[] = [
    { keys: "2", says: "triage.keys.toPr", run: () => void acts.setBucket("pr") },
    { keys: "3", says: "triage.keys.toCare", run: () => void acts.setBucket("care") },
  ];
  useShortcuts("case.keys.title", [...always, ...(hasCase ? ofCase : ofCounted)]);
}
