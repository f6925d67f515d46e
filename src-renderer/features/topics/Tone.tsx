import type { RisingTerm } from "../../../src-main/contract/methods/topics.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { classNames } from "../../ui/class-names.ts";
import styles from "./Tone.module.css";

/** Below so many a net sentiment says little: it is grey. */
const FEW = 10;

/** Net sentiment with its n, and its parts as a bar; a dash without a sure mention. */
export function Tone({ tone }: { tone: RisingTerm["tone"] }) {
  const { t } = useWords();
  const { number } = useFormat();
  const { value, n, negative, neutral, positive, unsure } = tone;
  const parts = t("topics.tone.parts", { negative, neutral, positive, unsure });
  const sign = value !== null && Math.round(value) > 0 ? "+" : "";
  return (
    <span className={styles["tone"]} title={parts}>
      <span className={styles["split"]} aria-hidden="true">
        {(["negative", "neutral", "positive"] as const).map(
          (label) =>
            tone[label] > 0 && <span key={label} className={styles[label]} style={{ flexGrow: tone[label] }} />,
        )}
      </span>
      <span className={classNames(n < FEW && styles["few"])}>
        {value === null ? number(null) : `${sign}${number(value)}`}
        <span className={styles["n"]}>{t("topics.tone.n", { n: number(n) })}</span>
      </span>
      <span className="sr">{parts}</span>
    </span>
  );
}
