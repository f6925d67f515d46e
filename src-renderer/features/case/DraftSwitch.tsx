import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import styles from "./ComposerColumn.module.css";
import type { Composer } from "./use-composer.ts";

/** Two people began a reply each: one is on the screen, the others are one press away. */
export function DraftSwitch({ composer: { drafts, reply, show } }: { composer: Composer }) {
  const { t } = useWords();
  return (
    <div className={styles["switch"]} role="group" aria-label={t("case.draft.several", { count: drafts.length })}>
      <span>{t("case.draft.several", { count: drafts.length })}</span>
      {drafts.map((draft, index) => (
        <ActButton key={draft.id} size="small" aria-pressed={draft.id === reply?.id} onClick={() => show(draft.id)}>
          {draft.authors[0]?.name ?? t("case.draft.number", { number: index + 1 })}
        </ActButton>
      ))}
    </div>
  );
}
