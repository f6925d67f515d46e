import type { RefObject } from "react";
import type { CheckHit } from "../../../src-main/contract/methods/checks.ts";
import { useSigning } from "../../lib/use-reply-checks.ts";
import type { DraftKeeper } from "./draft-keeper.ts";
import { focusField, focusFirst } from "./focus-field.ts";
import { rewordHit } from "./reword.ts";
import type { Template } from "./script-text.ts";

type Parts = { keeper: DraftKeeper; template: Template | null; box: RefObject<HTMLDivElement | null> };

/** The ways out of a hit: other words, or one's name under it. */
export function useCheckActs({ keeper, template, box }: Parts) {
  const { sign, unsign } = useSigning();

  function onReword(hit: CheckHit): void {
    const { words, caret } = rewordHit(hit, keeper.get().words, template);
    if (words) keeper.type(words);
    // After the words are on the page.
    setTimeout(() => {
      if ("field" in caret) return focusField(box.current, caret.field);
      focusFirst(box.current);
      const area = document.activeElement;
      if (area instanceof HTMLTextAreaElement) area.setSelectionRange(caret.from, caret.to);
    });
  }

  /** A signature is for stored words: what is typed is stored first. */
  async function onSign(hit: CheckHit, reason: string): Promise<boolean> {
    if (!(await keeper.flush())) return false;
    return sign(keeper.get().reply, hit, reason);
  }

  async function takeBack(hit: CheckHit): Promise<void> {
    if (await keeper.flush()) await unsign(keeper.get().reply, hit);
  }

  return { onReword, onSign, onUnsign: (hit: CheckHit) => void takeBack(hit) };
}
