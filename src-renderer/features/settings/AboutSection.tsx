import { useSession } from "../../lib/session.ts";
import { useWords } from "../../lib/words.ts";
import { Card, useSearchedSetting } from "../../ui/Card.tsx";
import styles from "./AboutSection.module.css";

/** Which Watchroom this is and which workspace is open. */
export function AboutSection() {
  const { t } = useWords();
  const { workspace } = useSession();
  useSearchedSetting();
  return (
    <Card id="about">
      <dl className={styles["facts"]}>
        <dt>{t("settings.about.version")}</dt>
        <dd>
          {t("app.name")} {__APP_VERSION__}
        </dd>
        <dt>{t("settings.about.workspace")}</dt>
        <dd>{t(`settings.about.kind.${workspace.kind}`, { name: workspace.name })}</dd>
        <dt>{t("settings.about.licence")}</dt>
        <dd>{t("settings.about.licenceSays")}</dd>
        <dt>{t("settings.about.network")}</dt>
        <dd>{t("settings.about.networkSays")}</dd>
      </dl>
    </Card>
  );
}
