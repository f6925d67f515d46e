import type { AlarmEvidence } from "../../../src-main/contract/methods/alarms.ts";
import { digitsOf } from "../../lib/alarm-words.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { NetworkIcon } from "../../ui/NetworkIcon.tsx";
import styles from "./AlarmCard.module.css";
import { Part } from "./Part.tsx";

/** Which words rose, where it was said, and in what tone. */
export function WhyPart({ evidence: { terms, sources, tone, asOf } }: { evidence: AlarmEvidence }) {
  const { t } = useWords();
  const { number, moment } = useFormat();
  return (
    <Part title={t("alarms.why.title")}>
      <h4>{t("alarms.why.terms")}</h4>
      {terms.length === 0 ? (
        <p>{t("alarms.why.noTerms")}</p>
      ) : (
        <ul className={styles["terms"]}>
          {terms.map(({ term, count, usual }) => (
            <li key={term}>
              <b className="clip">{term}</b>
              <span>{t("alarms.why.times", { shown: number(count), usual: number(usual, digitsOf(usual)) })}</span>
            </li>
          ))}
        </ul>
      )}
      <h4>{t("alarms.why.sources")}</h4>
      <ul className={styles["terms"]}>
        {sources.map(({ name, network, count }) => (
          <li key={`${network} ${name}`}>
            <span className={styles["source"]}>
              <NetworkIcon network={network} />
              <span className="clip">{name}</span>
            </span>
            <span>{number(count)}</span>
          </li>
        ))}
      </ul>
      <p>
        {t("alarms.why.tone", {
          negative: number(tone.negative),
          neutral: number(tone.neutral),
          positive: number(tone.positive),
          unsure: number(tone.unsure),
        })}
      </p>
      <p className={styles["asOf"]}>{t("alarms.asOf", { time: moment(asOf) })}</p>
    </Part>
  );
}
