import type { AlarmEvidence } from "../../../src-main/contract/methods/alarms.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import styles from "./AlarmCard.module.css";
import { Part } from "./Part.tsx";

/** How many people wrote, and how many of them are new here. */
export function WhoPart({ authors: { total, isNew, usualNewPercent } }: { authors: AlarmEvidence["authors"] }) {
  const { t } = useWords();
  const { number, percent } = useFormat();
  return (
    <Part title={t("alarms.who.title")}>
      <p className={styles["lead"]}>
        {t("alarms.who.authors", { count: total, shown: number(total) })}{" "}
        {total > 0 &&
          t("alarms.who.isNew", { count: isNew, shown: number(isNew), percent: percent((100 * isNew) / total) })}{" "}
        {usualNewPercent === null
          ? t("alarms.who.noUsualNew")
          : t("alarms.who.usualNew", { percent: percent(usualNewPercent) })}
      </p>
    </Part>
  );
}
