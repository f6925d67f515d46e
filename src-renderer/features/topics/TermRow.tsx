import { Link } from "wouter";
import type { RisingTerm, RisingTopics } from "../../../src-main/contract/methods/topics.ts";
import { topicHref } from "../../lib/topic-link.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import type { TopicChoice } from "./choice.ts";
import styles from "./TermsTable.module.css";
import { Tone } from "./Tone.tsx";
import { TERM_LINK } from "./use-topic-keys.ts";

type TermRowProps = {
  term: RisingTerm;
  /** The largest count of the table: a full bar. */
  most: number;
  window: RisingTopics["window"];
  choice: TopicChoice;
  back: string;
};

/** One risen term: how many say it against how many usually do, how they mean it, and where. */
export function TermRow({ term, most, window, choice, back }: TermRowProps) {
  const { t } = useWords();
  const { number, moment } = useFormat();
  const { watchId, bucket, counted } = choice;
  const href = topicHref({ term: term.term, window, watchId, bucket, counted }, back);
  return (
    <tr>
      <th scope="row" className={styles["term"]}>
        <Link href={href} {...{ [TERM_LINK]: "" }} className={styles["link"]}>
          {term.term}
        </Link>
        {term.beside.length > 0 && (
          <span className={styles["beside"]}>{t("topics.beside", { terms: term.beside.join(", ") })}</span>
        )}
      </th>
      <td className={styles["count"]}>
        <span className={styles["bar"]} aria-hidden="true">
          <span style={{ width: `${(100 * term.count) / most}%` }} />
          {term.usual > 0 && <i style={{ left: `${Math.min(100, (100 * term.usual) / most)}%` }} />}
        </span>
        <span className={styles["number"]}>{number(term.count)}</span>
        {term.mentions !== term.count && (
          <span
            className={styles["more"]}
            title={t(`topics.in.${counted}`, { count: term.mentions, shown: number(term.mentions) })}
          >
            {t("topics.inShort", { shown: number(term.mentions) })}
          </span>
        )}
      </td>
      <td className={styles["usual"]}>{term.isNew ? t("topics.never") : number(term.usual, 1)}</td>
      <td className={styles["ratio"]}>
        {term.ratio === null
          ? t("topics.new")
          : t("topics.times", { ratio: number(term.ratio, term.ratio < 10 ? 1 : 0) })}
      </td>
      <td className={styles["tone"]}>
        <Tone tone={term.tone} />
      </td>
      <td className={styles["where"]}>
        <Where term={term} />
      </td>
      <td className={styles["first"]}>{moment(term.firstSeenAt)}</td>
      <td className={styles["sure"]} title={t("topics.score", { score: number(term.score, 1) })}>
        {t(`topics.sureness.${term.sureness}`)}
      </td>
    </tr>
  );
}

/** The source that says it most, and how many others do. */
function Where({ term: { sources, sourceCount } }: { term: RisingTerm }) {
  const { t } = useWords();
  const { number, list } = useFormat();
  const [first] = sources;
  const all = list(sources.map(({ name, mentions }) => t("topics.whereAll", { name, count: number(mentions) })));
  return (
    <span className={styles["places"]} title={all}>
      <span className="clip">{first?.name}</span>
      {sourceCount > 1 && <span>{t("topics.whereMore", { shown: number(sourceCount - 1) })}</span>}
    </span>
  );
}
