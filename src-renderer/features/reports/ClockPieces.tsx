import { useId } from "react";
import type { Kpi, KpiName } from "../../../src-main/contract/methods/kpis.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { classNames } from "../../ui/class-names.ts";
import card from "./ChartCard.module.css";
import styles from "./ClockPieces.module.css";

const pieces = ["detection", "piece_queue", "piece_draft", "piece_approve", "piece_post"] as const;

type ClockPiecesProps = { kpis: readonly Kpi[]; onOpen: (kpi: KpiName) => void };

/** Where the time until an answer went. Means, because means of the pieces add up to the mean of the whole. */
export function ClockPieces({ kpis, onOpen }: ClockPiecesProps) {
  const { t } = useWords();
  const { minutes, number } = useFormat();
  const id = useId();
  const known = pieces.flatMap((name) => {
    const kpi = kpis.find((one) => one.name === name);
    const mean = kpi?.also["mean"] ?? null;
    // A step that some answers left out is spread over all of them, else the pieces would not add up.
    return kpi && mean !== null ? [{ name, lengthMs: (mean * kpi.n) / Math.max(1, answers(kpis)) }] : [];
  });
  const wholeMs = known.reduce((sum, { lengthMs }) => sum + lengthMs, 0);
  if (known.length === 0 || wholeMs === 0) return null;
  return (
    <section className={card["card"]} aria-labelledby={id}>
      <div className={card["head"]}>
        <h2 id={id}>{t("reportsPage.pieces.title", { count: answers(kpis), shown: number(answers(kpis)) })}</h2>
        <span className="grow" />
        <span>{t("reportsPage.pieces.sum", { length: minutes(wholeMs) })}</span>
      </div>
      <div className={styles["pieces"]}>
        {known.map(({ name, lengthMs }) => (
          <button
            key={name}
            type="button"
            className={styles["piece"]}
            style={{ flexGrow: lengthMs / wholeMs }}
            title={t("reportsPage.openRows")}
            onClick={() => onOpen(name)}
          >
            <span className={classNames(styles["bar"], styles[name])} />
            <span className={styles["words"]}>
              {t(`reportsPage.pieces.${name}`)} <b>{minutes(lengthMs)}</b>
            </span>
          </button>
        ))}
      </div>
    </section>
  );
}

function answers(kpis: readonly Kpi[]): number {
  return kpis.find(({ name }) => name === "first_response")?.n ?? 0;
}
