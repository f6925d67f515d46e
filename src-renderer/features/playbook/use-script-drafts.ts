import { useState } from "react";
import { forgetWords, readWords, rememberWords } from "../../lib/remembered.ts";
import type { ScriptDraft } from "./script-draft.ts";

/** What was typed over a script, and the version that it was typed over. */
export type TypedScript = { readonly draft: ScriptDraft; readonly base: number };
/** By the script's id; a new one has none yet. */
export const NEW_SCRIPT = "add";
type Typed = Readonly<Record<string, TypedScript>>;

const PLACE = "scripts";

/** What was typed into scripts and not saved: it stays in this window, also while another script or screen is shown. */
export function useScriptDrafts() {
  const [typed, setTyped] = useState<Typed>(() => readWords<Typed>(PLACE) ?? {});
  function keep(id: string, script: TypedScript | null): void {
    setTyped((before) => {
      const { [id]: _dropped, ...others } = before;
      const next = script === null ? others : { ...others, [id]: script };
      if (Object.keys(next).length === 0) forgetWords(PLACE);
      else rememberWords(PLACE, next);
      return next;
    });
  }
  return { typed, keep };
}
