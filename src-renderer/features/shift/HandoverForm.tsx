import { type RefObject, useState } from "react";
import type { Shift } from "../../../src-main/contract/methods/shifts.ts";
import type { EngineError } from "../../lib/engine.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { AskFirst } from "../../ui/AskFirst.tsx";
import { FieldError } from "../../ui/Field.tsx";
import { AreaField, TextField } from "../../ui/TextField.tsx";
import { forgetHandover } from "./handover-words.ts";
import styles from "./ShiftPanel.module.css";
import type { ShiftActs } from "./use-shift-acts.ts";
import { useHandoverText } from "./use-handover-text.ts";
import { readUntil, useUntil } from "./use-until.ts";

const LONGEST = 10_000;

type HandoverFormProps = {
  shift: Shift;
  /** Cases that wait for us: said before the shift is closed over them. */
  waiting: number | null;
  acts: ShiftActs;
  fieldRef: RefObject<HTMLTextAreaElement | null>;
  isConfirming: boolean;
  onConfirming: (isConfirming: boolean) => void;
};

/** The handover text of the open shift, and its close: asked once more in place, with the words still in sight. */
export function HandoverForm({ shift, waiting, acts, fieldRef, isConfirming, onConfirming }: HandoverFormProps) {
  const { t, sayError } = useWords();
  const { moment, time, number } = useFormat();
  const writing = useHandoverText(shift);
  const until = useUntil(shift);
  const [trouble, setTrouble] = useState<EngineError | null>(null);
  const { text } = writing;
  async function close(): Promise<void> {
    await writing.flush();
    const refusal = await acts.closeShift(shift, { text, until: readUntil(until) });
    onConfirming(false);
    setTrouble(refusal);
    if (!refusal) forgetHandover(shift.id);
  }
  const opened = {
    name: shift.openedBy.name,
    time: moment(shift.openedAt),
    waiting: waiting === null ? "–" : number(waiting),
  };
  return (
    <section>
      <h2>{t("shift.handover.title")}</h2>
      <AreaField
        ref={fieldRef}
        label={t("shift.handover.text")}
        help={
          writing.savedAt === null
            ? t("shift.handover.help")
            : t("shift.handover.saved", { time: time(writing.savedAt) })
        }
        rows={3}
        maxLength={LONGEST}
        readOnly={acts.offBecause !== undefined}
        value={text}
        onChange={writing.type}
      />
      {writing.isTorn ? (
        <div role="alert" className={styles["torn"]}>
          <p>{t("shift.handover.torn", { name: shift.textBy?.name ?? "" })}</p>
          <ActButton size="small" onClick={() => writing.settle("mine")}>
            {t("shift.handover.mine")}
          </ActButton>
          <ActButton size="small" look="ghost" onClick={() => writing.settle("theirs")}>
            {t("shift.handover.theirs")}
          </ActButton>
        </div>
      ) : (
        writing.error && <FieldError says={sayError(writing.error)} />
      )}
      {trouble && <FieldError says={sayError(trouble)} />}
      {acts.offBecause && <p className={styles["help"]}>{acts.offBecause}</p>}
      {!acts.offBecause && isConfirming && (
        <>
          <AskFirst
            label={t("shift.handover.close")}
            yes={t("shift.handover.now")}
            no={t("shift.handover.notYet")}
            says={t(text.trim() === "" ? "shift.handover.confirmEmpty" : "shift.handover.confirm", opened)}
            isBusy={acts.isClosing}
            onYes={() => void close()}
            onNo={() => onConfirming(false)}
          />
          {until.isAsked && (
            <TextField
              type="datetime-local"
              label={t("shift.handover.until")}
              help={t("shift.handover.untilHelp")}
              value={until.value}
              onChange={until.change}
            />
          )}
        </>
      )}
      {!acts.offBecause && !isConfirming && (
        <ActButton look="primary" icon="check" keys="Shift+S" onClick={() => onConfirming(true)}>
          {t("shift.handover.close")}
        </ActButton>
      )}
    </section>
  );
}
