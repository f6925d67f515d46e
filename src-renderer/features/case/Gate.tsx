import type { ReactNode } from "react";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { ChoicePopover } from "../../ui/ChoicePopover.tsx";
import { Icon } from "../../ui/Icon.tsx";
import type { CaseChoice } from "./case-choice.ts";
import styles from "./Gate.module.css";

type GateProps = {
  /** Why the act is off, or what it does. */
  says: string | null;
  isBlocked?: boolean;
  act: ReactNode;
  choice: CaseChoice;
  isResolved?: boolean;
  onPrivate?: (() => void) | undefined;
};

/** The pinned foot: the one act of the moment with the reason why it is off, and the other ways to end a case. */
export function Gate({ says, isBlocked = false, act, choice, isResolved = false, onPrivate }: GateProps) {
  const { t } = useWords();
  const list = (kind: "noReply" | "snooze") => ({
    title: t(`triage.choose.${kind}`),
    choices: choice.choices,
    isOpen: choice.open === kind,
    onClose: choice.onClose,
  });
  return (
    <footer className={styles["gate"]}>
      {says !== null && (
        <p id="gate-says" className={isBlocked ? styles["blocked"] : styles["says"]}>
          {isBlocked && <Icon name="stop" size={14} />}
          {says}
        </p>
      )}
      <div className={styles["acts"]}>
        {act}
        <span className="grow" />
        {!isResolved && onPrivate && (
          <ActButton keys="p" onClick={onPrivate}>
            {t("triage.private")}
          </ActButton>
        )}
        {!isResolved && (
          <>
            <ChoicePopover
              {...list("noReply")}
              ask={{ label: t("queue.ask.words"), needed: t("queue.ask.wordsNeeded") }}
            >
              <ActButton keys="n" aria-haspopup="dialog" onClick={() => choice.onOpen("noReply")}>
                {t("triage.noReply")}
              </ActButton>
            </ChoicePopover>
            <ChoicePopover {...list("snooze")}>
              <ActButton keys="h" aria-haspopup="dialog" onClick={() => choice.onOpen("snooze")}>
                {t("triage.snooze")}
              </ActButton>
            </ChoicePopover>
          </>
        )}
      </div>
    </footer>
  );
}
