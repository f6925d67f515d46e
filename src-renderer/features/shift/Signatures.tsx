import { type ReactNode, useState } from "react";
import type { Shift } from "../../../src-main/contract/methods/shifts.ts";
import { reasonOf } from "../../lib/engine.ts";
import { useLink } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useOnce } from "../../lib/use-once.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Icon } from "../../ui/Icon.tsx";
import styles from "./Signatures.module.css";
import type { ShiftActs } from "./use-shift-acts.ts";
import type { Sheet } from "./use-sheet.ts";

type SignaturesProps = { shift: Shift; sheet: Sheet; hasOpen: boolean; acts: ShiftActs };

/** Who handed over and who took over, and whether what they signed is still what stands here. */
export function Signatures({ shift, sheet, hasOpen, acts }: SignaturesProps) {
  const { t } = useWords();
  const { moment } = useFormat();
  const { handover, takeover } = shift;
  const maySign = shift.closedAt !== null && handover !== null && takeover === null;
  return (
    <div className={styles["foot"]}>
      <div className={styles["boxes"]}>
        <Box title={t("shift.sign.handedOver")} isSigned={handover !== null}>
          {handover
            ? t("shift.sign.by", { name: handover.by.name, time: moment(handover.at) })
            : t(shift.closedAt === null ? "shift.sign.atClose" : "shift.sign.never")}
        </Box>
        <Box title={t("shift.sign.takenOver")} isSigned={takeover !== null}>
          {takeover ? (
            t(takeover.isAlone ? "shift.sign.alone" : "shift.sign.by", {
              name: takeover.by.name,
              time: moment(takeover.at),
            })
          ) : maySign ? (
            <ActButton
              size="small"
              keys="t"
              offBecause={acts.offSigning(shift)}
              aria-busy={acts.isSigning}
              onClick={() => void acts.takeOver(shift, !hasOpen)}
            >
              {t(hasOpen ? "shift.sign.take" : "shift.sign.takeAndOpen")}
            </ActButton>
          ) : (
            t("shift.sign.afterClose")
          )}
        </Box>
      </div>
      {sheet.handover && <Verified key={shift.id} shift={shift} sheet={sheet} />}
    </div>
  );
}

function Box({ title, isSigned, children }: { title: string; isSigned: boolean; children: ReactNode }) {
  return (
    <section className={isSigned ? styles["signed"] : styles["box"]} aria-label={title}>
      <span className={styles["title"]}>{title}</span>
      <span className={styles["who"]}>
        {isSigned && <Icon name="check" size={14} />}
        {children}
      </span>
    </section>
  );
}

/** Whether it holds, as read now; the button reads the whole event log again. */
function Verified({ shift, sheet }: { shift: Shift; sheet: Sheet }) {
  const { t, sayError } = useWords();
  const { number } = useFormat();
  const link = useLink();
  const { isBusy, once } = useOnce();
  const [said, setSaid] = useState<string | null>(null);
  const { handover, changed } = sheet;
  if (!handover) return null;
  async function verify(): Promise<void> {
    try {
      const found = await link.call("shifts.verify", { id: shift.id });
      const events = { count: found.events, shown: number(found.events) };
      if (found.holds) return setSaid(t("shift.sign.chainHolds", events));
      setSaid(
        found.fault === null ? t("shift.sign.broken") : t("shift.sign.chainBroken", { seq: number(found.fault) }),
      );
    } catch (error) {
      setSaid(sayError(reasonOf(error)));
    }
  }
  const facts = [
    t(handover.holds ? "shift.sign.holds" : "shift.sign.broken", { hash: handover.hash.slice(0, 8) }),
    handover.erased + handover.struck > 0 && t("shift.sign.erased", { count: handover.erased + handover.struck }),
    changed > 0 && t("shift.sign.changed", { count: changed }),
  ];
  return (
    <p className={handover.holds ? styles["holds"] : styles["broken"]} role="status">
      <span>{said ?? facts.filter(Boolean).join(" ")}</span>
      <ActButton size="small" look="ghost" aria-busy={isBusy} onClick={() => void once(verify)}>
        {t("shift.sign.verify")}
      </ActButton>
    </p>
  );
}
