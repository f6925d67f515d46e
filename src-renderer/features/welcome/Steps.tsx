import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { classNames } from "../../ui/class-names.ts";
import { Icon } from "../../ui/Icon.tsx";
import { type SetupDesk, type StepName, stepNames } from "./use-setup.ts";
import styles from "./welcome.module.css";

type StepsProps = {
  desk: SetupDesk;
  current: StepName;
  onStep: (step: StepName) => void;
  onLeave: () => void;
  onDismiss: () => void;
};

/** The list of steps: what is done, what is next; any can be opened. */
export function Steps({ desk, current, onStep, onLeave, onDismiss }: StepsProps) {
  const { t } = useWords();
  const left = stepNames.filter((step) => !desk.isDone(step)).length;
  return (
    <nav className={styles["steps"]} aria-label={t("welcome.steps")}>
      <h1>
        <Mark />
        {t("app.name")}
      </h1>
      <ol>
        {stepNames.map((step, index) => (
          <li key={step}>
            <button
              type="button"
              className={classNames(styles["step"], desk.isDone(step) && styles["done"])}
              aria-current={step === current ? "step" : undefined}
              onClick={() => onStep(step)}
            >
              <span className={styles["number1"]}>
                {desk.isDone(step) ? <Icon name="check" size={14} /> : index + 1}
              </span>
              <b>{t(`welcome.step.${step}`)}</b>
              <span className={styles["about"]}>
                {desk.isDone(step) && <span className="sr">{t("welcome.done")} </span>}
                <About desk={desk} step={step} />
              </span>
            </button>
          </li>
        ))}
      </ol>
      <span className="grow" />
      <p className={styles["left"]}>
        {t("welcome.left", { count: left })} {t("welcome.kept")}
      </p>
      <div className={styles["ways"]}>
        <ActButton size="small" onClick={onLeave}>
          {t("welcome.toDesk")}
        </ActButton>
        <ActButton size="small" look="ghost" onClick={onDismiss}>
          {t("welcome.dismiss")}
        </ActButton>
      </div>
    </nav>
  );
}

const SHOWN_NAMES = 3;

function About({ desk, step }: { desk: SetupDesk; step: StepName }) {
  const { t } = useWords();
  const { names, misspellings } = desk.settings.brand;
  if (step !== "brand" || names.length === 0) return t(`welcome.about.${step}`);
  const all = [...names, ...misspellings];
  const shown = all.slice(0, SHOWN_NAMES).join(", ");
  return all.length > SHOWN_NAMES ? t("welcome.namesMore", { names: shown, count: all.length - SHOWN_NAMES }) : shown;
}

function Mark() {
  return (
    <svg width="26" height="26" viewBox="0 0 26 26" aria-hidden="true" className={styles["logo"]}>
      <path d="M3 13C6 7.5 9.2 5 13 5s7 2.5 10 8c-3 5.5-6.2 8-10 8S6 18.5 3 13z" />
      <path d="M9 13.5 11.5 11l3 3L17 11.5" />
    </svg>
  );
}
