import type { ScriptDraft } from "./script-draft.ts";

/** What every part of a script's sheet is given: what is typed, how to change it, what is wrong with a field. */
export type SheetPart = {
  draft: ScriptDraft;
  edit: (change: Partial<ScriptDraft>) => void;
  faultOf: (field: string) => string | undefined;
  isOff: boolean;
};
