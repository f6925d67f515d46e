import type { ContactImportPreview } from "../../../src-main/contract/methods/contact-imports.ts";
import { useWords } from "../../lib/words.ts";
import styles from "./contacts.module.css";

/** The records that are not kept, each with its line and why. */
export function ImportProblems({ problems, count }: { problems: ContactImportPreview["problems"]; count: number }) {
  const { t, say } = useWords();
  const title = t("contacts.import.problems", { count });
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <ul className={styles["problems"]} tabIndex={0} aria-label={title}>
        {problems.map(({ row, line, says }) => (
          <li key={row}>
            <span className={styles["quiet"]}>{t("import.line", { line })}</span>
            <span dir="auto">{say(says)}</span>
          </li>
        ))}
      </ul>
      {problems.length < count && (
        <p className={styles["quiet"]}>{t("import.moreProblems", { count: count - problems.length })}</p>
      )}
    </section>
  );
}
