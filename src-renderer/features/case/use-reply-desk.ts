import { useEffect, useImperativeHandle, useRef, useState } from "react";
import type { CaseDetail } from "../../../src-main/contract/methods/cases.ts";
import type { Script } from "../../../src-main/contract/methods/playbook.ts";
import type { Reply } from "../../../src-main/contract/methods/replies.ts";
import { type ClockNow, useEngineNow } from "../../lib/clock-now.ts";
import { heldBy } from "../../lib/claims.ts";
import { phaseOf } from "../../lib/reply-phase.ts";
import { useMe } from "../../lib/session.ts";
import { useOnce } from "../../lib/use-once.ts";
import { useReplyChecks } from "../../lib/use-reply-checks.ts";
import { focusFirst } from "./focus-field.ts";
import { checkReply } from "./reply-checks.ts";
import { useCheckActs } from "./use-check-acts.ts";
import { type Template, textOf } from "./script-text.ts";
import type { Composer } from "./use-composer.ts";
import { useDraft } from "./use-draft.ts";
import type { Beginning } from "./use-reply-acts.ts";

type Parts = {
  detail: CaseDetail;
  reply: Reply;
  template: Template | null;
  scripts: readonly Script[];
  clockNow: ClockNow;
  composer: Composer;
};

const SECOND = 1000;

/** One reply on the screen: where it stands, whether one may write in it, and the steps that one can take. */
export function useReplyDesk({ detail, reply, template, scripts, clockNow, composer }: Parts) {
  const { keeper, keeping } = useDraft({ reply, template, storyId: detail.story.id });
  const isUnlocked = composer.unlockedId === reply.id;
  const { isBusy: isSubmitting, once } = useOnce();
  const [isOvertaken, setOvertaken] = useState(false);
  const holder = heldBy(detail.story, useMe()?.id);
  const box = useRef<HTMLDivElement>(null);
  const phase = phaseOf(keeping.reply, useEngineNow(clockNow, SECOND));
  const mayUnlock = phase === "wait" || keeping.reply.state === "approved";
  const isWriting = (phase === "write" || (isUnlocked && mayUnlock)) && !isSubmitting;
  const { words } = keeping;
  const checked = useReplyChecks(
    reply.id,
    { text: textOf(words, template), fields: words.fields },
    { enabled: isWriting },
  );
  const checks = checkReply({ words, template, reply: keeping.reply, checked });
  const checkActs = useCheckActs({ keeper, template, box });
  const mayTurnPrivate = phase === "write" && keeping.reply.script?.variant !== "privateVariant";
  const focusText = () => focusFirst(box.current);

  async function submit(seen: string[] = []): Promise<void> {
    if (phase !== "write" || checks.isBlocked || holder || composer.place !== "public") return;
    await once(async () => {
      if (!(await keeper.flush())) return;
      const submitted = await composer.acts.submit(keeper.get().reply, { seen, onUnread: () => setOvertaken(true) });
      if (submitted) keeper.told(submitted);
      if (submitted) setOvertaken(false);
      composer.setUnlocked(null);
    });
  }

  /** What is typed is stored first, so that nothing of it is lost with the script. */
  async function choose(beginning: Beginning): Promise<void> {
    await keeper.flush();
    const { reply: replaced, words } = keeper.get();
    const carry = { fields: words.fields, text: null };
    await composer.begin(beginning, { instead: { reply: replaced, words }, carry });
  }

  function turnPrivate(): void {
    if (!mayTurnPrivate) return focusText();
    const script = scripts.find((one) => one.id === (keeping.reply.script?.id ?? detail.suggestedScript));
    if (script?.privateVariant) void choose({ scriptId: script.id, variant: "privateVariant" });
    else composer.setPicking(true);
  }

  async function discard(): Promise<void> {
    await keeper.flush();
    await composer.acts.cancel(keeper.get().reply);
  }

  function unlock(): void {
    composer.setUnlocked(reply.id);
    composer.askFocus();
  }

  useImperativeHandle(composer.handle, () => ({ focusText, turnPrivate, submit: () => void submit() }));
  useEffect(() => {
    if (isWriting && composer.takeFocus(reply.id)) focusText();
  });
  const shown = { box, keeper, keeping, phase, checks, isWriting, isSubmitting, mayUnlock, mayTurnPrivate, holder };
  return {
    ...shown,
    isUnlocked: isUnlocked && phase !== "write",
    /** Colleagues did something meanwhile that must be read before the submit. */
    isOvertaken: isOvertaken && phase === "write",
    goOn: () => setOvertaken(false),
    focusText,
    checkActs,
    submit,
    choose,
    turnPrivate,
    discard,
    unlock,
  };
}
export type ReplyDeskState = ReturnType<typeof useReplyDesk>;
