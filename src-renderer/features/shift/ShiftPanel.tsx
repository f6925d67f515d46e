import type { RefObject } from "react";
import type { Shift } from "../../../src-main/contract/methods/shifts.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { classNames } from "../../ui/class-names.ts";
import { HandoverForm } from "./HandoverForm.tsx";
import type { Period } from "./period.ts";
import styles from "./ShiftPanel.module.css";
import type { ShiftActs } from "./use-shift-acts.ts";

type ShiftPanelProps = {
  shifts: readonly Shift[];
  open: Shift | null;
  period: Period;
  acts: ShiftActs;
  fieldRef: RefObject<HTMLTextAreaElement | null>;
  isConfirming: boolean;
  onConfirming: (isConfirming: boolean) => void;
  onChoose: (id: string) => void;
};

/** The handover of the open or the chosen shift, and all shifts to choose from. */
export function ShiftPanel({
  shifts,
  open,
  period,
  acts,
  fieldRef,
  isConfirming,
  onConfirming,
  onChoose,
}: ShiftPanelProps) {
  const { t } = useWords();
  const chosenId = period.kind === "shift" ? period.id : null;
  const closed = shifts.filter((shift) => shift.closedAt !== null);
  const past = closed.find(({ id }) => id === chosenId) ?? (open ? null : (closed[0] ?? null));
  return (
    <aside className={styles["panel"]} aria-label={t("shift.panel")}>
      {open && (
        <HandoverForm
          key={open.id}
          shift={open}
          acts={acts}
          fieldRef={fieldRef}
          isConfirming={isConfirming}
          onConfirming={onConfirming}
        />
      )}
      {past && <PastHandover shift={past} isLast={past.id !== chosenId} />}
      {!open && !past && (
        <section>
          <h2>{t("shift.handover.title")}</h2>
          <p className={styles["help"]}>{acts.offBecause ?? t("shift.handover.noneYet")}</p>
        </section>
      )}
      {!open && past && acts.offBecause && <p className={styles["help"]}>{acts.offBecause}</p>}
      <section>
        <h2>{t("shift.past.title")}</h2>
        {shifts.length === 0 && <p className={styles["help"]}>{t("shift.past.empty")}</p>}
        <ul>
          {shifts.map((shift) => (
            <li key={shift.id}>
              <ShiftChoice shift={shift} isChosen={shift.id === chosenId} onChoose={() => onChoose(shift.id)} />
            </li>
          ))}
        </ul>
      </section>
    </aside>
  );
}

function ShiftChoice({ shift, isChosen, onChoose }: { shift: Shift; isChosen: boolean; onChoose: () => void }) {
  const { t } = useWords();
  const { moment, date, time } = useFormat();
  const from = moment(shift.openedAt);
  const until = (at: number) => (date(at) === date(shift.openedAt) ? time(at) : moment(at));
  return (
    <button
      type="button"
      className={classNames(styles["shift"], isChosen && styles["chosen"])}
      aria-pressed={isChosen}
      onClick={onChoose}
    >
      <span>
        {shift.closedAt === null
          ? t("shift.past.stillOpen", { from })
          : t("shift.past.row", { from, to: until(shift.closedAt) })}
      </span>
      <span className="clip">{shift.openedBy.name}</span>
    </button>
  );
}

function PastHandover({ shift, isLast }: { shift: Shift; isLast: boolean }) {
  const { t } = useWords();
  const { moment } = useFormat();
  return (
    <section>
      <h2>{t(isLast ? "shift.handover.last" : "shift.handover.title")}</h2>
      {shift.text ? (
        <p className={styles["text"]}>{shift.text}</p>
      ) : (
        <p className={styles["help"]}>{t("shift.handover.noText")}</p>
      )}
      {shift.closedBy && shift.closedAt !== null && (
        <p className={styles["help"]}>
          {t("shift.handover.by", { name: shift.closedBy.name, time: moment(shift.closedAt) })}
        </p>
      )}
    </section>
  );
}
