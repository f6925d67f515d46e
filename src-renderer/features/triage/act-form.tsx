import { DuplicateForm } from "./DuplicateForm.tsx";
import { LabelForm } from "./LabelForm.tsx";
import type { ListedRow } from "./list-state.ts";
import { OwnTime } from "./OwnTime.tsx";
import type { ChoiceKind } from "./use-choices.ts";
import type { TriageActs } from "./use-triage-acts.ts";

type ActFormProps = {
  open: ChoiceKind | null;
  targets: readonly ListedRow[];
  acts: TriageActs;
  onDone: () => void;
};

/** The form of an act that needs more than a choice; nothing for all others. */
export function actForm({ open, targets, acts, onDone }: ActFormProps) {
  /** Closes first, so that the focus is back on the list before the row goes. */
  const then = (act: () => Promise<void>) => {
    onDone();
    void act();
  };
  if (open === "label") return <LabelForm targets={targets} onLabel={(change) => then(() => acts.label(change))} />;
  if (open === "ownTime") return <OwnTime onSnooze={(away) => then(() => acts.snooze(away))} />;
  if (open === "duplicate")
    return (
      <DuplicateForm
        targets={targets}
        onClose={(duplicateOf) => then(() => acts.resolve("duplicate", { duplicateOf }))}
        onJoin={(into) => then(() => acts.join(into))}
      />
    );
  return null;
}
