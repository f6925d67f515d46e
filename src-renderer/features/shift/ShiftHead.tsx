import type { Shift } from "../../../src-main/contract/methods/shifts.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import styles from "./ShiftHead.module.css";
import type { ShiftActs } from "./use-shift-acts.ts";
import type { ShiftExport } from "./use-shift-export.ts";

type ShiftHeadProps = { open: Shift | null; acts: ShiftActs; exporting: ShiftExport };

/** Who has the desk since when, and the acts of the whole screen. */
export function ShiftHead({ open, acts, exporting }: ShiftHeadProps) {
  const { t } = useWords();
  const { moment } = useFormat();
  return (
    <header className={styles["head"]}>
      <h1>{t("screen.shift")}</h1>
      <p className="clip">
        {open ? t("shift.openSince", { time: moment(open.openedAt), name: open.openedBy.name }) : t("shift.none")}
      </p>
      <span className="grow" />
      <ActButton size="small" icon="file" keys="x" offBecause={exporting.offBecause} onClick={exporting.open}>
        {t("shift.export.open")}
      </ActButton>
      {!open && (
        <ActButton
          size="small"
          look="primary"
          icon="shift"
          keys="Shift+S"
          offBecause={acts.offBecause}
          onClick={() => void acts.openShift()}
        >
          {t("shift.open")}
        </ActButton>
      )}
    </header>
  );
}
