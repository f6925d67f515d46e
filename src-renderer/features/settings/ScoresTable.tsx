import type { Learned } from "../../../src-main/contract/methods/learning.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords, type WordKey } from "../../lib/words.ts";
import styles from "./learning.module.css";

type ScoresTableProps = { learned: Learned; judged: NonNullable<Learned["judged"]> };

/** The shipped model and the desk's own side by side: in all, and by what the person said. */
export function ScoresTable({ learned: { kind }, judged }: ScoresTableProps) {
  const { t } = useWords();
  const { percent, number } = useFormat();
  const share = (value: number | null) => percent(value === null ? null : 100 * value, 1);
  const { shipped, desk, parts, n } = judged;
  const careN = parts.find(({ name }) => name === "care")?.n ?? 0;
  const second =
    kind === "sentiment"
      ? { says: "macroF1" as const, help: "macroF1Help" as const, of: shipped.macroF1, own: desk.macroF1 }
      : {
          says: "careToAnalytics" as const,
          help: "careHelp" as const,
          of: shipped.careToAnalytics,
          own: desk.careToAnalytics,
        };
  return (
    <>
      <p className={styles["meta"]}>{t("learning.scores", { n: number(n) })}</p>
      <table className={styles["table"]}>
        <thead>
          <tr>
            <th scope="col">{t("learning.measure")}</th>
            <th scope="col">{t("learning.partN")}</th>
            <th scope="col">{t("learning.shipped")}</th>
            <th scope="col">{t("learning.desk")}</th>
          </tr>
        </thead>
        <tbody>
          <tr title={t("learning.accuracyHelp")}>
            <th scope="row">{t("learning.accuracy")}</th>
            <td>{number(n)}</td>
            <td>{share(shipped.accuracy)}</td>
            <td>{share(desk.accuracy)}</td>
          </tr>
          <tr title={t(`learning.${second.help}`)}>
            <th scope="row">{t(`learning.${second.says}`)}</th>
            <td>{number(kind === "routing" ? careN : n)}</td>
            <td>{share(second.of)}</td>
            <td>{share(second.own)}</td>
          </tr>
          {parts.map((part) => (
            <tr key={part.name}>
              <th scope="row">{t(`learning.bucketOrLabel.${part.name}` as WordKey)}</th>
              <td>{number(part.n)}</td>
              <td>{t("learning.rightOf", { right: number(part.shipped), n: number(part.n) })}</td>
              <td>{t("learning.rightOf", { right: number(part.desk), n: number(part.n) })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
