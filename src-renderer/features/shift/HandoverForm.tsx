import { type RefObject, useState } from "react";
import type { Shift } from "../../../src-main/contract/methods/shifts.ts";
import type { EngineError } from "../../lib/engine.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { AskFirst } from "../../ui/AskFirst.tsx";
import { FieldError } from "../../ui/Field.tsx";
import { AreaField } from "../../ui/TextField.tsx";
import { forgetHandover, keepHandover, readHandover } from "./handover-words.ts";
import styles from "./ShiftPanel.module.css";
import type { ShiftActs } from "./use-shift-acts.ts";

const LONGEST = 10_000;

type HandoverFormProps = {
  shift: Shift;
  acts: ShiftActs;
  fieldRef: RefObject<HTMLTextAreaElement | null>;
  isConfirming: boolean;
  onConfirming: (isConfirming: boolean) => void;
};

/** The handover text of the open shift, and its close: asked once more in place, with the words still in sight. */
export function HandoverForm({ shift, acts, fieldRef, isConfirming, onConfirming }: HandoverFormProps) {
  const { t, sayError } = useWords();
  const { moment } = useFormat();
  const [text, setText] = useState(() => readHandover(shift.id));
  const [trouble, setTrouble] = useState<EngineError | null>(null);
  function write(words: string): void {
    setText(words);
    keepHandover(shift.id, words);
  }
  async function close(): Promise<void> {
    const refusal = await acts.closeShift(shift, text);
    onConfirming(false);
    setTrouble(refusal);
    if (!refusal) forgetHandover(shift.id);
  }
  const opened = { name: shift.openedBy.name, time: moment(shift.openedAt) };
  return (
    <section>
      <h2>{t("shift.handover.title")}</h2>
      <AreaField
        ref={fieldRef}
        label={t("shift.handover.text")}
        help={t("shift.handover.help")}
        rows={7}
        maxLength={LONGEST}
        readOnly={acts.offBecause !== undefined}
        value={text}
        onChange={write}
      />
      {trouble && <FieldError says={sayError(trouble)} />}
      {acts.offBecause && <p className={styles["help"]}>{acts.offBecause}</p>}
      {!acts.offBecause && isConfirming && (
        <AskFirst
          label={t("shift.handover.close")}
          yes={t("shift.handover.now")}
          no={t("shift.handover.notYet")}
          says={t(text.trim() === "" ? "shift.handover.confirmEmpty" : "shift.handover.confirm", opened)}
          isBusy={acts.isClosing}
          onYes={() => void close()}
          onNo={() => onConfirming(false)}
        />
      )}
      {!acts.offBecause && !isConfirming && (
        <ActButton look="primary" icon="check" keys="Shift+S" onClick={() => onConfirming(true)}>
          {t("shift.handover.close")}
        </ActButton>
      )}
    </section>
  );
}
