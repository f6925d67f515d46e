import type { RefObject } from "react";
import type { Shift } from "../../../src-main/contract/methods/shifts.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { classNames } from "../../ui/class-names.ts";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { Figures } from "./Figures.tsx";
import { HandoverForm } from "./HandoverForm.tsx";
import type { KindGroup } from "./log-filter.ts";
import type { Span } from "./period.ts";
import { Sheet } from "./Sheet.tsx";
import styles from "./ShiftPanel.module.css";
import { Signatures } from "./Signatures.tsx";
import type { ShiftActs } from "./use-shift-acts.ts";
import { useSheet } from "./use-sheet.ts";

type ShiftPanelProps = {
  shifts: readonly Shift[];
  open: Shift | null;
  /** The shift that the sheet is about; null = a stretch of days. */
  chosen: Shift | null;
  span: Span;
  acts: ShiftActs;
  fieldRef: RefObject<HTMLTextAreaElement | null>;
  isConfirming: boolean;
  onConfirming: (isConfirming: boolean) => void;
  onChoose: (id: string) => void;
  onGroup: (group: KindGroup) => void;
};

/** The handover sheet of the chosen stretch with its two signatures, and all shifts to choose from. */
export function ShiftPanel(props: ShiftPanelProps) {
  const { shifts, open, chosen, span, acts, fieldRef, isConfirming, onConfirming, onChoose, onGroup } = props;
  const { t } = useWords();
  const { moment } = useFormat();
  const sheet = useSheet(span, chosen);
  const { summary } = sheet;
  const isOpenChosen = chosen !== null && chosen.id === open?.id;
  return (
    <aside className={styles["panel"]} aria-label={t("shift.panel")}>
      <div className={styles["scroll"]} tabIndex={-1}>
        <h2 className={styles["head"]}>
          {t("shift.sheet.title")}
          <span>{chosen && t("shift.sheet.lead", { name: chosen.openedBy.name, time: moment(chosen.openedAt) })}</span>
        </h2>
        <Figures summary={summary} onGroup={onGroup} />
        {open && (isOpenChosen || isConfirming) && (
          <HandoverForm
            key={open.id}
            shift={open}
            waiting={summary?.counts.waiting ?? null}
            acts={acts}
            fieldRef={fieldRef}
            isConfirming={isConfirming}
            onConfirming={onConfirming}
          />
        )}
        {chosen && chosen.closedAt !== null && (
          <PastHandover shift={chosen} text={sheet.handover?.text ?? chosen.text} />
        )}
        {!open && acts.offBecause && <p className={styles["help"]}>{acts.offBecause}</p>}
        {summary && <Sheet summary={summary} />}
        {!summary && (sheet.error ? <ErrorState error={sheet.error} onRetry={sheet.retry} /> : <Loading />)}
        <section>
          <h2>{t("shift.past.title")}</h2>
          {shifts.length === 0 && <p className={styles["help"]}>{t("shift.past.empty")}</p>}
          <ul>
            {shifts.map((shift) => (
              <li key={shift.id}>
                <ShiftChoice shift={shift} isChosen={shift.id === chosen?.id} onChoose={() => onChoose(shift.id)} />
              </li>
            ))}
          </ul>
        </section>
      </div>
      {chosen && <Signatures shift={chosen} sheet={sheet} hasOpen={open !== null} acts={acts} />}
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
      <span className="clip">
        {shift.handover && !shift.takeover
          ? t("shift.past.unsigned", { name: shift.openedBy.name })
          : shift.openedBy.name}
      </span>
    </button>
  );
}

function PastHandover({ shift, text }: { shift: Shift; text: string }) {
  const { t } = useWords();
  const { moment } = useFormat();
  const isLate = shift.handover !== null && shift.closedAt !== null && shift.handover.at - shift.closedAt > 60_000;
  return (
    <section>
      <h2>{t("shift.handover.title")}</h2>
      {text ? <p className={styles["text"]}>{text}</p> : <p className={styles["help"]}>{t("shift.handover.noText")}</p>}
      {isLate && shift.closedAt !== null && (
        <p className={styles["help"]}>{t("shift.handover.closedLater", { time: moment(shift.closedAt) })}</p>
      )}
    </section>
  );
}
