import { useLink } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { StepRefusal } from "./StepFrame.tsx";
import { useAttempt } from "./use-attempt.ts";
import styles from "./welcome.module.css";

/** The way to look around before anything is set up: a workspace of its own with an invented firm. */
export function SampleCard() {
  const { t } = useWords();
  const link = useLink();
  const { attempt, error, isBusy } = useAttempt();
  async function open() {
    const opened = await attempt(() => link.call("workspace.openSample", {}));
    // Another workspace has other people and other settings: the page begins anew.
    if (opened) location.assign("/");
  }
  return (
    <section className={styles["choice"]}>
      <h3>
        <Icon name="inbox" /> {t("welcome.sample.title")}
      </h3>
      <p>{t("welcome.sample.help")}</p>
      <div>
        <ActButton onClick={() => void open()} offBecause={isBusy ? t("welcome.sample.building") : undefined}>
          {t(isBusy ? "welcome.sample.building" : "welcome.sample.show")}
        </ActButton>
      </div>
      <StepRefusal error={error} />
    </section>
  );
}
