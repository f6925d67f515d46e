import { useEngine } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Acts, Card } from "../../ui/Card.tsx";
import styles from "../../ui/rows.module.css";
import type { EditedLists } from "./use-check-lists.ts";

/** Earlier versions and the shipped one; taking one up changes the page only, until it is saved. */
export function CheckVersions({ edited, isOff }: { edited: EditedLists; isOff: boolean }) {
  const { t } = useWords();
  const { moment } = useFormat();
  const { data: versions } = useEngine("checks.versions", {});
  const { shipped, edit, version } = edited;
  const earlier = versions?.filter((one) => one.version !== version) ?? [];
  return (
    <Card id="checks-versions" title={t("settings.checks.versions")}>
      <p className={styles["meta"]}>
        {edited.saved
          ? t("settings.checks.savedBy", {
              version,
              name: edited.saved.by?.name ?? t("event.by.engine"),
              time: moment(edited.saved.at),
            })
          : t("settings.checks.asShipped")}
      </p>
      <ul className={styles["rows"]}>
        {earlier.map((one) => (
          <li key={one.version} className={styles["row"]}>
            <span className={styles["what"]}>
              {t("settings.checks.savedBy", {
                version: one.version,
                name: one.by?.name ?? t("event.by.engine"),
                time: moment(one.at),
              })}
            </span>
            {!isOff && (
              <ActButton size="small" onClick={() => edit(one.lists)}>
                {t("settings.checks.takeUp")}
                <span className="sr"> {t("settings.checks.version", { version: one.version })}</span>
              </ActButton>
            )}
          </li>
        ))}
      </ul>
      {!isOff && (
        <Acts>
          <ActButton size="small" onClick={() => edit(shipped)}>
            {t("settings.checks.takeShipped")}
          </ActButton>
        </Acts>
      )}
    </Card>
  );
}
