import { useShortcuts } from "../../lib/shortcuts.tsx";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import styles from "./welcome.module.css";

type StepActsProps = {
  next: string;
  onNext: () => void;
  offBecause?: string | undefined;
  onBack?: (() => void) | undefined;
  skip: string;
  onSkip: () => void;
};

/** The foot of a step: on, back, or past it. Nothing has to be filled in. */
export function StepActs({ next, onNext, offBecause, onBack, skip, onSkip }: StepActsProps) {
  const { t } = useWords();
  useShortcuts("screen.welcome", [{ says: "welcome.next", run: () => offBecause === undefined && onNext() }]);
  return (
    <div className={styles["acts"]}>
      <ActButton look="primary" keys="Ctrl+Enter" className={styles["large"]} offBecause={offBecause} onClick={onNext}>
        {next}
      </ActButton>
      {onBack && (
        <ActButton look="ghost" className={styles["large"]} onClick={onBack}>
          {t("app.back")}
        </ActButton>
      )}
      <span className="grow" />
      <ActButton look="ghost" className={styles["large"]} onClick={onSkip}>
        {skip}
      </ActButton>
    </div>
  );
}
