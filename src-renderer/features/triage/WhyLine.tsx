import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { KeyHint } from "../../ui/KeyHint.tsx";
import type { ListedRow } from "./list-state.ts";
import styles from "./WhyLine.module.css";

/** Why the story stands in its bucket: the query is cut first, the number never. */
export function WhyLine({ row: { bucket, reason } }: { row: ListedRow }) {
  const { t, say } = useWords();
  const { number } = useFormat();
  return (
    <div className={styles["why"]}>
      <b className={styles["title"]}>{t("triage.whyHere")}</b>
      <span className="clip">
        {t("triage.because", { bucket: t(`bucketLong.${bucket}`), reason: say(reason.says) })}
        {reason.query && (
          <>
            {" "}
            (<code>{reason.query}</code>)
          </>
        )}
        {reason.urgent && ` · ${reason.urgent.map(say).join(" · ")}`}
      </span>
      {reason.confidence !== null && (
        <b className={styles["number"]} title={t("triage.score", { confidence: number(reason.confidence, 2) })}>
          {number(reason.confidence, 2)}
        </b>
      )}
      <span className="grow" />
      <span className={styles["keys"]} aria-hidden="true">
        <KeyHint keys="1" />
        <KeyHint keys="2" />
        <KeyHint keys="3" />
        {t("triage.move")}
      </span>
    </div>
  );
}
