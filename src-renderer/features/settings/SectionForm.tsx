import type { ReactNode } from "react";
import type { EngineError } from "../../lib/engine.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { FieldError } from "../../ui/Field.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { Acts, useSearchedSetting } from "../../ui/Card.tsx";
import styles from "./SectionForm.module.css";
import { type Section, type SectionParts, useSection } from "./use-section.ts";

/** A section that is saved as a whole: loads, shows its fields, saves on demand. */
export function SectionForm<Draft>({
  parts,
  children,
}: {
  parts: SectionParts<Draft>;
  children: (section: Section<Draft>) => ReactNode;
}) {
  const { section, error, retry } = useSection(parts);
  if (section) return <LoadedForm section={section}>{children(section)}</LoadedForm>;
  return error ? <ErrorState error={error} onRetry={retry} /> : <Loading />;
}

type Saving = {
  isDirty: boolean;
  isConflict: boolean;
  isSaving: boolean;
  offBecause: string | undefined;
  savedAt: number | null;
  trouble: EngineError | null;
  save: () => void;
  saveOverTheirs: () => void;
  giveUp: () => void;
};

function LoadedForm({ section, children }: { section: Saving; children: ReactNode }) {
  useSearchedSetting();
  function onSubmit(event: { preventDefault: () => void }): void {
    event.preventDefault();
    if (!section.isConflict) section.save();
  }
  return (
    <form noValidate className={styles["form"]} onSubmit={onSubmit}>
      {children}
      <SaveBar section={section} />
    </form>
  );
}

function SaveBar({
  section: { isDirty, isConflict, isSaving, offBecause, savedAt, trouble, saveOverTheirs, giveUp },
}: {
  section: Saving;
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
            <ActButton size="small" onClick={saveOverTheirs}>
              {t("settings.saveOver")}
            </ActButton>
            <ActButton size="small" onClick={giveUp}>
              {t("settings.takeTheirs")}
            </ActButton>
          </Acts>
        </div>
      )}
      {trouble && <FieldError says={sayError(trouble)} />}
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
