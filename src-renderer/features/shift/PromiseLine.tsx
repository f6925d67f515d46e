import type { ShiftPromise } from "../../../src-main/contract/methods/shifts.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { SlaShape } from "../../ui/SlaShape.tsx";
import { SheetLine } from "./SheetLine.tsx";
import { useWhen } from "./use-when.ts";
import styles from "./Sheet.module.css";

/** A promise: by when, what, to whom, who has to keep it, and whether somebody did. */
export function PromiseLine({ promise }: { promise: ShiftPromise }) {
  const { t } = useWords();
  const { time } = useFormat();
  const when = useWhen();
  const { state, isLate, toWhom, approvedBy } = promise;
  const sub = [
    t("shift.sheet.by", { time: time(promise.dueAt) }),
    toWhom !== null && t("shift.sheet.to", { name: toWhom }),
    approvedBy !== null && t("shift.sheet.approvedBy", { name: approvedBy }),
    state !== "open" && t(state === "kept" && isLate ? "shift.sheet.promise.keptLate" : `shift.sheet.promise.${state}`),
  ];
  return (
    <SheetLine
      time={when(promise.dueAt)}
      title={promise.what}
      storyId={promise.storyId}
      sub={sub.filter(Boolean).join(", ")}
      end={
        <>
          {state === "broken" && (
            <span className={styles["late"]}>
              <SlaShape state="breached" />
              <span className="sr">{t("shift.sheet.late")}</span>
            </span>
          )}
          <Avatar person={promise.owner} />
        </>
      }
    />
  );
}
