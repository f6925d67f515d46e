import { type ReactNode, useEffect, useRef, useState } from "react";
import type { CaseDetail, Reply, Script } from "../../../src-main/contract/methods/cases.ts";
import { useOnce } from "../../lib/use-once.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import type { CaseChoice } from "./case-choice.ts";
import { Checks } from "./Checks.tsx";
import { type ClockNow, useEngineNow } from "../../lib/clock-now.ts";
import styles from "./ComposerColumn.module.css";
import { Gate } from "./Gate.tsx";
import { Pips } from "./Pips.tsx";
import { Progress } from "./Progress.tsx";
import { ReplyBox } from "./ReplyBox.tsx";
import { ReplyNotices } from "./ReplyNotices.tsx";
import { checkReply } from "./reply-checks.ts";
import { phaseOf } from "../../lib/reply-phase.ts";
import { ScriptPicker } from "./ScriptPicker.tsx";
import { requiredFieldsOf, type Template } from "./script-text.ts";
import type { Composer } from "./use-composer.ts";
import { useDraft } from "./use-draft.ts";
import type { Beginning } from "./use-reply-acts.ts";
import { useGateWords } from "./use-gate-words.ts";

type ReplyDeskProps = {
  detail: CaseDetail;
  reply: Reply;
  template: Template | null;
  scripts: readonly Script[];
  clockNow: ClockNow;
  composer: Composer;
  choice: CaseChoice;
  tabs: ReactNode;
  switcher: ReactNode;
};

/** One reply from its first word to its proof. The words on the screen are the truth until they are stored. */
export function ReplyDesk({
  detail,
  reply,
  template,
  scripts,
  clockNow,
  composer,
  choice,
  tabs,
  switcher,
}: ReplyDeskProps) {
  const { t } = useWords();
  const { keeper, keeping } = useDraft({ reply, template, storyId: detail.story.id });
  const [isUnlocked, setUnlocked] = useState(false);
  const { isBusy: isSubmitting, once } = useOnce();
  const box = useRef<HTMLDivElement>(null);
  const now = useEngineNow(clockNow, 1000);
  const phase = phaseOf(keeping.reply, now);
  const mayUnlock = phase === "wait" || keeping.reply.state === "approved";
  const isWriting = (phase === "write" || (isUnlocked && mayUnlock)) && !isSubmitting;
  const checks = checkReply({ words: keeping.words, template, reply: keeping.reply });
  const gate = useGateWords({ reply: keeping.reply, checks });
  const focusText = () => focusFirst(box.current);

  async function submit(): Promise<void> {
    if (phase !== "write" || checks.isBlocked || composer.place !== "public") return;
    await once(async () => {
      if (!(await keeper.flush())) return;
      const submitted = await composer.acts.submit(keeper.get().reply);
      if (submitted) keeper.told(submitted);
      setUnlocked(false);
    });
  }

  /** What is typed is stored first, so that nothing of it is lost with the script. */
  async function choose(beginning: Beginning): Promise<void> {
    await keeper.flush();
    const { reply: replaced, words } = keeper.get();
    await composer.begin(beginning, {
      instead: { reply: replaced, words },
      carry: { fields: words.fields, text: null },
    });
  }

  const mayTurnPrivate = phase === "write" && keeping.reply.script?.variant !== "privateVariant";
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

  useEffect(() => {
    composer.focusText.current = focusText;
    composer.submit.current = () => void submit();
    composer.toPrivate.current = turnPrivate;
    const wanted = composer.wantsFocus.current;
    if (!wanted || wanted.except === reply.id || !isWriting) return;
    composer.wantsFocus.current = null;
    focusText();
  });
  useEffect(
    () => () => void (composer.submit.current = composer.toPrivate.current = composer.focusText.current = () => {}),
    [composer.submit, composer.toPrivate, composer.focusText],
  );

  const unlock = () => {
    setUnlocked(true);
    composer.wantsFocus.current = { except: null };
  };
  return (
    <>
      <div className={styles["column"]}>
        <div className={styles["line"]}>
          {tabs}
          <span className="grow" />
          {isWriting && template && <Pips required={requiredFieldsOf(template)} empty={checks.emptyFields} />}
        </div>
        {switcher}
        <ReplyNotices
          keeping={keeping}
          keeper={keeper}
          template={template}
          isUnlocked={isUnlocked && phase !== "write"}
          isWriting={isWriting}
        />
        <ReplyBox
          detail={detail}
          keeper={keeper}
          keeping={keeping}
          template={template}
          checks={checks}
          isWriting={isWriting}
          boxRef={box}
          onPick={() => composer.setPicking(true)}
          onDiscard={phase === "write" ? () => void discard() : null}
        />
        {composer.isPicking && isWriting && (
          <ScriptPicker
            scripts={scripts}
            story={detail.story}
            suggestedId={detail.suggestedScript}
            onChoose={(beginning) => void choose(beginning)}
            onClose={() => {
              composer.setPicking(false);
              focusText();
            }}
          />
        )}
        {isWriting ? (
          <Checks checks={checks} onFill={(name) => focusField(box.current, name)} />
        ) : (
          <Progress
            reply={keeping.reply}
            phase={phase}
            clockNow={clockNow}
            acts={composer.acts}
            onUnlock={mayUnlock ? unlock : null}
            onAgain={detail.story.case?.status === "resolved" ? null : () => composer.draft("body")}
          />
        )}
      </div>
      <Gate
        says={phase === "write" ? gate.says : null}
        isBlocked={gate.isBlocked}
        choice={choice}
        isResolved={detail.story.case?.status === "resolved"}
        onPrivate={mayTurnPrivate ? turnPrivate : undefined}
        act={
          phase === "write" && (
            <ActButton
              look="primary"
              keys="Ctrl+Enter"
              aria-describedby="gate-says"
              offBecause={gate.isBlocked ? gate.says : isSubmitting ? t("case.submitting") : undefined}
              onClick={() => void submit()}
            >
              {t("case.submit")}
            </ActButton>
          )
        }
      />
    </>
  );
}

/** The first place that still asks for words; else the first one at all. */
function focusFirst(box: HTMLElement | null): void {
  const fields = [...(box?.querySelectorAll<HTMLElement>("input, select, textarea") ?? [])];
  (fields.find((field) => field.getAttribute("aria-invalid") === "true") ?? fields[0])?.focus();
}

function focusField(box: HTMLElement | null, name: string): void {
  const field = [...(box?.querySelectorAll<HTMLElement>("input, select") ?? [])].find(
    (one) => one.getAttribute("aria-label") === name,
  );
  if (field) field.focus();
  else focusFirst(box);
}
