import type { RowProblem } from "../../../src-main/contract/methods/by-hand.ts";
import { useWords } from "../../lib/words.ts";
import styles from "./by-hand.module.css";

/** The rows that are not stored, each with its line and why. */
export function ProblemList({ problems, count }: { problems: readonly RowProblem[]; count: number }) {
  const { t, say } = useWords();
  return (
    <section aria-label={t("import.problems", { count })}>
      <h3>{t("import.problems", { count })}</h3>
      <ul className={styles["problems"]} tabIndex={0} aria-label={t("import.problems", { count })}>
        {problems.map(({ row, line, says }) => (
          <li key={row}>
            <span className={styles["quiet"]}>{t("import.line", { line })}</span>
            <span dir="auto">{say(says)}</span>
          </li>
        ))}
      </ul>
      {problems.length < count && (
        <p className={styles["help"]}>{t("import.moreProblems", { count: count - problems.length })}</p>
      )}
    </section>
  );
}
