import { useState } from "react";
import type { EarlierWords as Kept } from "../../../src-main/contract/methods/replies.ts";
import { useActs } from "../../lib/acts.tsx";
import { useEngine } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import styles from "./ReplyNotices.module.css";

type EarlierWordsProps = { replyId: string; isWriting: boolean; onPutBack: (words: Kept) => void };

/** Words that gave way to a colleague's, or theirs to one's own: nothing that was typed is lost. */
export function EarlierWords({ replyId, isWriting, onPutBack }: EarlierWordsProps) {
  const { t } = useWords();
  const { moment } = useFormat();
  const { did } = useActs();
  const [isOpen, setOpen] = useState(false);
  const { data: kept } = useEngine("replies.earlier", { replyId });
  if (!kept || kept.length === 0) return null;
  return (
    <div className={styles["stack"]}>
      <ActButton size="small" look="ghost" icon="undo" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {t("together.earlier.title", { count: kept.length })}
      </ActButton>
      {isOpen && <p>{t("together.earlier.help")}</p>}
      {isOpen &&
        kept.map((words) => (
          <div key={words.id} className={styles["conflict"]}>
            <p>
              {t("together.earlier.by", {
                name: words.by?.name ?? t("together.earlier.nobody"),
                time: moment(words.at),
              })}
            </p>
            <p className={styles["words"]}>{words.text}</p>
            {isWriting && (
              <ActButton
                size="small"
                onClick={() => {
                  onPutBack(words);
                  setOpen(false);
                  did({ says: t("together.earlier.done") });
                }}
              >
                {t("together.earlier.putBack")}
              </ActButton>
            )}
          </div>
        ))}
    </div>
  );
}
