import { type ReactNode, useRef } from "react";
import type { CaseDetail } from "../../../src-main/contract/methods/cases.ts";
import type { Script } from "../../../src-main/contract/methods/playbook.ts";
import type { Reply } from "../../../src-main/contract/methods/replies.ts";
import type { ClockNow } from "../../lib/clock-now.ts";
import { useShortcuts } from "../../lib/shortcuts.tsx";
import { AccountChoice } from "./AccountChoice.tsx";
import type { CaseChoice } from "./case-choice.ts";
import { Checks } from "./Checks.tsx";
import styles from "./ComposerColumn.module.css";
import { DoneMeanwhile } from "./DoneMeanwhile.tsx";
import { focusField } from "./focus-field.ts";
import { focusNextCheck } from "./next-check.ts";
import { Pips } from "./Pips.tsx";
import { Progress } from "./Progress.tsx";
import { ReplyBox } from "./ReplyBox.tsx";
import { ReplyComments } from "./ReplyComments.tsx";
import { ReplyNotices } from "./ReplyNotices.tsx";
import { ScriptPicker } from "./ScriptPicker.tsx";
import { TheyWroteAgain } from "./TheyWroteAgain.tsx";
import { requiredFieldsOf, type Template, textOf } from "./script-text.ts";
import { SubmitGate } from "./SubmitGate.tsx";
import type { Composer } from "./use-composer.ts";
import { useReplyDesk } from "./use-reply-desk.ts";

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
export function ReplyDesk({ choice, tabs, switcher, ...props }: ReplyDeskProps) {
  const { detail, template, composer, clockNow } = props;
  const desk = useReplyDesk(props);
  const { box, keeper, keeping, phase, checks, isWriting } = desk;
  const isResolved = detail.story.case?.status === "resolved";
  const column = useRef<HTMLDivElement>(null);
  // As in editors, through what the checks underlined.
  useShortcuts("case.keys.title", [
    { says: "case.keys.nextCheck", run: () => focusNextCheck(column.current, 1) },
    { says: "case.keys.previousCheck", run: () => focusNextCheck(column.current, -1) },
  ]);
  return (
    <>
      <div ref={column} className={styles["column"]}>
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
          isUnlocked={desk.isUnlocked}
          isWriting={isWriting}
          storyId={detail.story.id}
        />
        {desk.isOvertaken && (
          <DoneMeanwhile
            reply={keeping.reply}
            storyId={detail.story.id}
            text={textOf(keeping.words, template)}
            onSubmit={(seen) => void desk.submit(seen)}
            onDrop={() => void desk.discard()}
            onBack={() => {
              desk.goOn();
              desk.focusText();
            }}
          />
        )}
        <TheyWroteAgain reply={keeping.reply} />
        <AccountChoice desk={desk} acts={composer.acts} />
        <ReplyBox
          detail={detail}
          template={template}
          desk={desk}
          onTyped={composer.typed}
          onPick={() => composer.setPicking(true)}
        />
        <ReplyComments reply={keeping.reply} />
        {composer.isPicking && isWriting && <Picker {...props} desk={desk} />}
        {isWriting ? (
          <Checks checks={checks} onFill={(name) => focusField(box.current, name)} {...desk.checkActs} />
        ) : (
          <Progress
            reply={keeping.reply}
            phase={phase}
            clockNow={clockNow}
            acts={composer.acts}
            onUnlock={desk.mayUnlock ? desk.unlock : null}
            onAgain={isResolved ? null : () => composer.draft("body")}
          />
        )}
      </div>
      <SubmitGate desk={desk} choice={choice} isResolved={isResolved} />
    </>
  );
}

type PickerProps = Pick<ReplyDeskProps, "detail" | "composer"> & { desk: ReturnType<typeof useReplyDesk> };

function Picker({ detail, composer, desk }: PickerProps) {
  function close(): void {
    composer.setPicking(false);
    desk.focusText();
  }
  return <ScriptPicker story={detail.story} onChoose={(beginning) => void desk.choose(beginning)} onClose={close} />;
}
