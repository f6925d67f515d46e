import type { CaseDetail } from "../../../src-main/contract/methods/cases.ts";
import { useAriaKeys } from "../../lib/shortcuts.tsx";
import { useWords } from "../../lib/words.ts";
import { ChoicePopover } from "../../ui/ChoicePopover.tsx";
import { LabelForm } from "../../ui/LabelForm.tsx";
import { LabelMark } from "../../ui/LabelMark.tsx";
import type { CaseChoice } from "./case-choice.ts";
import styles from "./CaseHead.module.css";
import type { CaseActs } from "./use-case-acts.ts";

const SHOWN = 2;

/** The labels of the story: the first ones, and all of them to tick and untick. */
export function CaseLabels({ detail, acts, choice }: { detail: CaseDetail; acts: CaseActs; choice: CaseChoice }) {
  const { t } = useWords();
  const ariaKeys = useAriaKeys("l");
  const { labels } = detail.story;
  const more = labels.length - SHOWN;
  function apply(change: Parameters<CaseActs["label"]>[0]): void {
    choice.onClose();
    void acts.label(change);
  }
  return (
    <ChoicePopover
      title={t("triage.choose.label")}
      choices={[]}
      form={<LabelForm targets={[detail.story]} onLabel={apply} />}
      isOpen={choice.open === "label"}
      onClose={choice.onClose}
    >
      <button
        type="button"
        className={styles["labels"]}
        aria-haspopup="dialog"
        aria-keyshortcuts={ariaKeys}
        onClick={() => choice.onOpen("label")}
      >
        {labels.length === 0 && t("triage.choose.label")}
        {labels.slice(0, SHOWN).map((label) => (
          <LabelMark key={label.name} label={label} />
        ))}
        {more > 0 && t("queue.moreLabels", { count: more })}
      </button>
    </ChoicePopover>
  );
}
