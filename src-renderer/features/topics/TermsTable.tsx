import type { RisingTopics } from "../../../src-main/contract/methods/topics.ts";
import { useWords } from "../../lib/words.ts";
import type { TopicChoice } from "./choice.ts";
import { TermRow } from "./TermRow.tsx";
import styles from "./TermsTable.module.css";

const columns = ["term", "count", "usual", "ratio", "tone", "where", "first", "sure"] as const;

type TermsTableProps = { rising: RisingTopics; choice: TopicChoice; back: string };

/** The terms that rose, best first. Each is the link to its rows. */
export function TermsTable({ rising, choice, back }: TermsTableProps) {
  const { t } = useWords();
  const most = Math.max(...rising.terms.map(({ count }) => count));
  return (
    <table className={styles["table"]} aria-label={t("topics.rising")}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col" className={styles[column]}>
              {t(`topics.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rising.terms.map((term) => (
          <TermRow key={term.term} term={term} most={most} window={rising.window} choice={choice} back={back} />
        ))}
      </tbody>
    </table>
  );
}
