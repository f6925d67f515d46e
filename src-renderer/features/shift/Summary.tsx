import type { ShiftSummary } from "./summary.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { SlaShape } from "../../ui/SlaShape.tsx";
import { summaryFigures } from "./summary.ts";
import styles from "./Summary.module.css";

/** What the period brought and what waits now; a number that is not known is a dash. */
export function Summary({ summary }: { summary: ShiftSummary | null }) {
  const { t } = useWords();
  const { number, list } = useFormat();
  const down = summary?.sourcesDown ?? [];
  return (
    <section className={styles["summary"]} aria-label={t("shift.sum.title")}>
      <dl className={styles["figures"]}>
        {summaryFigures(summary).map(({ name, value }) => (
          <div key={name}>
            <dt>{t(`shift.sum.${name}`)}</dt>
            <dd title={value === null ? t("shift.sum.unknown") : undefined}>
              {number(value)}
              {name === "breached" && value !== null && value > 0 && <SlaShape state="breached" />}
            </dd>
          </div>
        ))}
      </dl>
      {down.length > 0 && <p className={styles["down"]}>{t("shift.sum.down", { names: list(down) })}</p>}
    </section>
  );
}
