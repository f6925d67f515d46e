import { LabelForm } from "../../ui/LabelForm.tsx";
import { DuplicateForm } from "./DuplicateForm.tsx";
import type { ListedRow } from "./list-state.ts";
import { OwnTime } from "./OwnTime.tsx";
import type { ChoiceKind } from "./use-choices.ts";
import type { TriageActs } from "./use-triage-acts.ts";

type ActFormProps = {
  open: FormKind;
  targets: readonly ListedRow[];
  acts: TriageActs;
  onDone: () => void;
};

/** Acts that need more than a choice. */
type FormKind = Extract<ChoiceKind, "label" | "ownTime" | "duplicate">;

export function hasForm(open: ChoiceKind | null): open is FormKind {
  return open === "label" || open === "ownTime" || open === "duplicate";
}

/** The form of an act that needs more than a choice. */
export function ActForm({ open, targets, acts, onDone }: ActFormProps) {
  /** Closes first, so that the focus is back on the list before the row goes. */
  const then = (act: () => Promise<void>) => {
    onDone();
    void act();
  };
  if (open === "label") return <LabelForm targets={targets} onLabel={(change) => then(() => acts.label(change))} />;
  if (open === "ownTime") return <OwnTime onSnooze={(away) => then(() => acts.snooze(away))} />;
  return (
    <DuplicateForm
      targets={targets}
      onClose={(duplicateOf) => then(() => acts.resolve("duplicate", { duplicateOf }))}
      onJoin={(into) => then(() => acts.join(into))}
    />
  );
}
