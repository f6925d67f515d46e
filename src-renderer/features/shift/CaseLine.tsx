import type { ShiftCase } from "../../../src-main/contract/methods/shifts.ts";
import { firstNameOf } from "../../lib/approval.ts";
import { useWords } from "../../lib/words.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { SlaShape } from "../../ui/SlaShape.tsx";
import { SheetLine } from "./SheetLine.tsx";
import { useWhen } from "./use-when.ts";
import styles from "./Sheet.module.css";

/** A case: its deadline, whose it is, and who drafts or what was noted last. */
export function CaseLine({ row }: { row: ShiftCase }) {
  const { t } = useWords();
  const when = useWhen();
  const drafting = row.reply?.by
    ? t(`shift.sheet.reply.${row.reply.state}`, { name: firstNameOf(row.reply.by) })
    : null;
  const note = row.note === null ? null : row.note.split("\n")[0];
  const title = row.title !== null && row.contact !== null ? `${row.title}, ${row.contact}` : row.title;
  return (
    <SheetLine
      time={row.isAnswered || row.dueAt === null ? "–" : when(row.dueAt)}
      title={title}
      storyId={row.storyId}
      sub={[row.isAnswered && t("shift.sheet.answered"), drafting, note].filter(Boolean).join("; ")}
      end={
        <>
          {row.isLate && (
            <span className={styles["late"]}>
              <SlaShape state="breached" />
              {t("shift.sheet.late")}
            </span>
          )}
          <Avatar person={row.owner} noneSays={t("shift.sheet.nobody")} />
        </>
      }
    />
  );
}
