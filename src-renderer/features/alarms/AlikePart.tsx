import type { Alarm, AlarmEvidence, CoordinationSign } from "../../../src-main/contract/methods/alarms.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { Icon } from "../../ui/Icon.tsx";
import styles from "./AlarmCard.module.css";
import { Part } from "./Part.tsx";

type AlikePartProps = { alarm: Alarm; evidence: AlarmEvidence };

/** Whether it looks coordinated, with the numbers that say so and what they do not say; groups of near-copies. */
export function AlikePart({ alarm: { looksCoordinated }, evidence: { signs, clusters } }: AlikePartProps) {
  const { t } = useWords();
  const signWords = useSignWords();
  return (
    <Part title={t("alarms.alike.title")}>
      <p className={styles["verdict"]}>
        <Icon name={looksCoordinated ? "copies" : "check"} size={14} />
        {t(looksCoordinated ? "alarms.coordinated" : "alarms.notCoordinated")}
      </p>
      {signs.length > 0 && (
        <ul className={styles["signs"]}>
          {signs.map((sign) => (
            <li key={sign.kind}>{signWords(sign)}</li>
          ))}
        </ul>
      )}
      {looksCoordinated && <p className={styles["caution"]}>{t("alarms.caution")}</p>}
      {clusters.length === 0 ? (
        <p>{t("alarms.alike.none")}</p>
      ) : (
        <ul className={styles["clusters"]}>
          {clusters.map((cluster, index) => (
            <li key={`${cluster.from} ${index}`}>
              <Cluster cluster={cluster} />
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}

function Cluster({ cluster }: { cluster: AlarmEvidence["clusters"][number] }) {
  const { t } = useWords();
  const { number, moment } = useFormat();
  const { posts, authors, newAuthors, from, to, excerpt } = cluster;
  return (
    <>
      <p className={styles["facts"]}>
        {t("alarms.alike.cluster", {
          count: authors,
          posts: number(posts),
          shown: number(authors),
          isNew: number(newAuthors),
          from: moment(from),
          to: moment(to),
        })}
      </p>
      <p className={styles["quote"]}>{excerpt}</p>
    </>
  );
}

function useSignWords(): (sign: CoordinationSign) => string {
  const { t } = useWords();
  const { number, percent } = useFormat();
  return (sign) => {
    switch (sign.kind) {
      case "near_copies":
        return t("alarms.sign.near_copies", { authors: number(sign.authors), posts: number(sign.posts) });
      case "copied_text":
        return t("alarms.sign.copied_text", { percent: percent(sign.percent) });
      case "new_authors":
        return t("alarms.sign.new_authors", { percent: percent(sign.percent), usual: percent(sign.usualPercent) });
      case "one_tag":
        return t("alarms.sign.one_tag", { tag: sign.tag, shown: number(sign.count), usual: number(sign.usual) });
    }
  };
}
