import type { MentionDetail } from "../../../src-main/contract/methods/mentions.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { Diff } from "../../ui/Diff.tsx";
import styles from "./ThreadColumn.module.css";

type Version = MentionDetail["versions"][number];

const wordsOf = ({ title, text }: Version) => (title ? `${title}\n${text}` : text);

/** The versions of a mention as the feed gave them, newest first, each with what changed from the one before. */
export function Versions({ mention: { versions } }: { mention: MentionDetail }) {
  const { t } = useWords();
  const { moment } = useFormat();
  if (versions.length < 2) return <p className={styles["nothing"]}>{t("case.thread.oneVersion")}</p>;
  const steps = versions
    .map((version, index) => ({ version, number: index + 1, before: versions[index - 1] }))
    .toReversed();
  return steps.map(({ version, number, before }) => (
    <article key={number} className={styles["version"]}>
      <h2>{t("case.thread.version", { number, time: moment(version.seenAt) })}</h2>
      <Diff before={wordsOf(before ?? version)} after={wordsOf(version)} className={styles["read"]} />
    </article>
  ));
}
