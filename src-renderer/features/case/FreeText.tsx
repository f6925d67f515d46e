import type { KeyboardEvent } from "react";
import { keyLabel } from "../../lib/keys.ts";
import { useSignOfEmptyField } from "../../lib/use-field-key.ts";
import { useWords } from "../../lib/words.ts";
import styles from "./FreeText.module.css";

type FreeTextProps = {
  text: string;
  onType: (text: string) => void;
  onPick: () => void;
  /** Nobody has written anything yet, though a name that the network needs may stand there. */
  isEmpty: boolean;
  isBlocked: boolean;
};

const LONGEST = 20_000;

/** One writes on behind what stands there. */
function beginAtEnd(area: HTMLTextAreaElement | null): void {
  area?.setSelectionRange(area.value.length, area.value.length);
}

/** Words of one's own: a field as high as its text. A script can be taken while it is empty. */
export function FreeText({ text, onType, onPick, isEmpty, isBlocked }: FreeTextProps) {
  const { t } = useWords();
  const { shown, isIt } = useSignOfEmptyField("case.script");
  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    if (event.key === "Escape") event.currentTarget.blur();
    if (!isEmpty || !isIt(event)) return;
    event.preventDefault();
    onPick();
  }
  return (
    <div className={styles["box"]} data-text={`${text}\n`}>
      <textarea
        ref={beginAtEnd}
        value={text}
        maxLength={LONGEST}
        rows={4}
        aria-label={t("case.composer.words")}
        aria-describedby={isBlocked ? "gate-says" : undefined}
        placeholder={
          shown === undefined
            ? t("case.composer.placeholderOnly")
            : t("case.composer.placeholder", { key: keyLabel(shown) })
        }
        onChange={(event) => onType(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
    </div>
  );
}
