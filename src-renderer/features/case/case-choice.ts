import type { Choice } from "../../ui/ChoiceList.tsx";
import type { ChoiceKind } from "./use-case-choices.ts";

/** Which small list is open, and what stands in it. */
export type CaseChoice = {
  open: ChoiceKind | null;
  choices: readonly Choice[];
  onOpen: (kind: ChoiceKind) => void;
  onClose: () => void;
};
