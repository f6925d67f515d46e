import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { FieldError } from "../../ui/Field.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Acts } from "../../ui/Card.tsx";
import styles from "./SectionForm.module.css";
import type { EditedLists } from "./use-check-lists.ts";

/** Saving the lists, giving up, and choosing when somebody else saved meanwhile. */
export function CheckSaveBar({
  edited: { isDirty, isConflict, isSaving, trouble, savedAt, saveOver, giveUp },
  offBecause,
}: {
  edited: EditedLists;
  offBecause: string | undefined;
}) {
  const { t, sayError } = useWords();
  const { time } = useFormat();
  if (offBecause) return <p className={styles["off"]}>{offBecause}</p>;
  return (
    <div className={styles["bar"]}>
      {isConflict && (
        <div role="alert" className={styles["conflict"]}>
          <p>
            <Icon name="incident" size={14} />
            {t("settings.conflict")}
          </p>
          <Acts>
            <ActButton size="small" onClick={saveOver}>
              {t("settings.saveOver")}
            </ActButton>
            <ActButton size="small" onClick={giveUp}>
              {t("settings.takeTheirs")}
            </ActButton>
          </Acts>
        </div>
      )}
      {trouble && !isConflict && <FieldError says={sayError(trouble)} />}
      <Acts>
        {!isConflict && (
          <ActButton
            look="primary"
            submit
            aria-busy={isSaving}
            offBecause={isDirty ? undefined : t("settings.nothingChanged")}
          >
            {t("settings.save")}
          </ActButton>
        )}
        {isDirty && !isConflict && (
          <ActButton look="ghost" onClick={giveUp}>
            {t("settings.giveUp")}
          </ActButton>
        )}
        <span role="status" className={styles["saved"]}>
          {savedAt !== null && t("settings.saved", { time: time(savedAt) })}
        </span>
      </Acts>
    </div>
  );
}
