import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import type { Keeping } from "./draft-keeper.ts";
import styles from "./ReplyBox.module.css";

/** Whether the words are stored, and when. Said aloud only when they could not be. */
export function SavedMark({ keeping: { status, reply, error } }: { keeping: Keeping }) {
  const { t, sayError } = useWords();
  const { timeToSecond } = useFormat();
  if (status === "saved")
    return <span className={styles["saved"]}>{t("case.saved", { time: timeToSecond(reply.savedAt) })}</span>;
  if (status === "failed" || status === "changed") {
    return (
      <span role="alert" className={styles["unsaved"]} title={error ? sayError(error) : undefined}>
        {error ? t("case.unsavedBecause", { why: sayError(error) }) : t("case.unsaved")}
      </span>
    );
  }
  return <span className={styles["saved"]}>{t("case.unsaved")}</span>;
}
