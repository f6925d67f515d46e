import { useWords } from "../../lib/words.ts";
import styles from "./Meter.module.css";

/** How many required fields are filled, in the order of the text. */
export function Pips({ required, empty }: { required: readonly string[]; empty: readonly string[] }) {
  const { t } = useWords();
  if (required.length === 0) return null;
  return (
    <span className={styles["fields"]}>
      <span className={styles["pips"]} aria-hidden="true">
        {required.map((name) => (
          <i key={name} className={empty.includes(name) ? styles["miss"] : styles["on"]} />
        ))}
      </span>
      {t("case.fields", { filled: required.filter((name) => !empty.includes(name)).length, count: required.length })}
    </span>
  );
}
