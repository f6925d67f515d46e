import type { Learned } from "../../../src-main/contract/methods/learning.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import styles from "./learning.module.css";

/** From where people took stories to where, most first. */
export function MovesTable({ moves }: { moves: Learned["moves"] }) {
  const { t } = useWords();
  const { number } = useFormat();
  return (
    <table className={styles["table"]}>
      <caption>{t("learning.movesTitle")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("learning.from")}</th>
          <th scope="col">{t("learning.to")}</th>
          <th scope="col">{t("learning.count")}</th>
        </tr>
      </thead>
      <tbody>
        {moves.map(({ from, to, count }) => (
          <tr key={`${from} ${to}`}>
            <td>{t(`bucketLong.${from}`)}</td>
            <td>{t(`bucketLong.${to}`)}</td>
            <td>{number(count)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
