import type { ReactNode } from "react";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import type { CaseDetail } from "../../../src-main/contract/methods/cases.ts";
import type { CaseChoice } from "./case-choice.ts";
import styles from "./ComposerColumn.module.css";
import { Gate } from "./Gate.tsx";
import type { PrivateChannel } from "../../lib/private-channel.ts";
import type { CaseActs } from "./use-case-acts.ts";

type AnswerThereProps = {
  tabs: ReactNode;
  detail: CaseDetail;
  channel: PrivateChannel;
  acts: CaseActs;
  choice: CaseChoice;
  onNote: () => void;
};

/** Somebody called, wrote or came: they are answered there, and what was said is kept as a note. */
export function AnswerThere({ tabs, detail, channel, acts, choice, onNote }: AnswerThereProps) {
  const { t } = useWords();
  const current = detail.story.case;
  const isResolved = current?.status === "resolved";
  const resolution = isResolved ? current.resolution : null;
  return (
    <>
      <div className={styles["column"]}>
        <div className={styles["line"]}>{tabs}</div>
        <p className={styles["nothing"]}>
          {isResolved
            ? t("case.resolvedAs", {
                resolution: resolution ? t(`resolution.${resolution}`) : t("caseStatus.resolved"),
              })
            : t(`case.answerThere.${channel}`)}
        </p>
        {!isResolved && (
          <span>
            <ActButton icon="note" keys="m" onClick={onNote}>
              {t("case.answerThere.note")}
            </ActButton>
          </span>
        )}
      </div>
      <Gate
        says={isResolved ? null : t("case.answerThere.why")}
        choice={choice}
        isResolved={isResolved}
        act={
          isResolved ? null : (
            <ActButton look="primary" keys="r" onClick={() => void acts.resolve("handed_private")}>
              {t(`case.answerThere.done.${channel}`)}
            </ActButton>
          )
        }
      />
    </>
  );
}
