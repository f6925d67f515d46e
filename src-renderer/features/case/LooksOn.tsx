import { useWords } from "../../lib/words.ts";
import { Message } from "../../ui/Message.tsx";
import styles from "./ComposerColumn.module.css";

/** In place of the composer for whoever only looks on in the department of this case. */
export function LooksOn({ department }: { department: string }) {
  const { t } = useWords();
  return (
    <section className={styles["wrap"]} aria-label={t("case.composer.label")}>
      <Message title={t("together.looksOn.title")} act={null}>
        {t("together.looksOn.help", { department })}
      </Message>
    </section>
  );
}
