import type { CaseDetail } from "../../../src-main/contract/methods/cases.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { Icon } from "../../ui/Icon.tsx";
import styles from "./NoteCard.module.css";

/** A note of the desk, yellow and labelled: nobody outside sees it. */
export function NoteCard({ note }: { note: CaseDetail["notes"][number] }) {
  const { t } = useWords();
  const { moment } = useFormat();
  return (
    <article className={styles["note"]}>
      <div className={styles["top"]}>
        <Icon name="lock" size={14} />
        <b>{t("case.onlyUs")}</b>
        <span className="clip">{t("case.noteBy", { name: note.by.name, time: moment(note.at) })}</span>
      </div>
      <p>{note.text}</p>
    </article>
  );
}
