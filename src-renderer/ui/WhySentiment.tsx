import type { Explanation } from "../../src-main/contract/methods/learning.ts";
import type { SentimentLabel, ShownSentiment } from "../../src-main/contract/values.ts";
import { useFormat } from "../lib/use-format.ts";
import { useWords } from "../lib/words.ts";
import { ActButton } from "./ActButton.tsx";
import type { Choice } from "./ChoiceList.tsx";
import { ChoicePopover } from "./ChoicePopover.tsx";
import { Face, faces } from "./Face.tsx";
import { Icon } from "./Icon.tsx";
import { KeyHint } from "./KeyHint.tsx";
import styles from "./WhySentiment.module.css";

type Chooser = { choices: readonly Choice[]; isOpen: boolean; onClose: () => void };

type WhySentimentProps = {
  shown: ShownSentiment;
  /** Undefined while it is being worked out. */
  why: Explanation | undefined;
  onCorrect: (label: SentimentLabel) => void;
  /** Opens at the buttons when its key was pressed. */
  chooser?: Chooser;
};

const labels = ["negative", "neutral", "positive"] as const satisfies readonly SentimentLabel[];

/** The sentiment in a word, how sure, which words moved it, who corrected it, and the buttons that correct it. */
export function WhySentiment({ shown, why, onCorrect, chooser }: WhySentimentProps) {
  const { t } = useWords();
  const correct = (
    <div className={styles["correct"]} role="group" aria-label={t("why.correct")}>
      <span>{t("why.correctTo")}</span>
      {labels
        .filter((label) => label !== shown)
        .map((label) => (
          <ActButton key={label} size="small" icon={faces[label]} onClick={() => onCorrect(label)}>
            {t(`sentiment.${label}`)}
          </ActButton>
        ))}
      <KeyHint keys="s" />
    </div>
  );
  return (
    <section className={styles["why"]} aria-label={t("why.label")}>
      <div className={styles["line"]}>
        <Face sentiment={shown} />
        {why && <HowSure why={why} />}
      </div>
      {why && <Reasons why={why} />}
      {why?.sentiment.sarcasm && (
        <p className={styles["sarcasm"]} title={t("why.sarcasmHelp")}>
          <Icon name="incident" size={13} /> {t("why.sarcasm", { words: why.sentiment.sarcasm })}
        </p>
      )}
      {why && <Corrected why={why} />}
      {chooser ? (
        <ChoicePopover title={t("triage.choose.correct")} {...chooser}>
          {correct}
        </ChoicePopover>
      ) : (
        correct
      )}
    </section>
  );
}

function HowSure({ why: { sentiment } }: { why: Explanation }) {
  const { t } = useWords();
  const { number } = useFormat();
  const { label, confidence, shown, judgedBy, modelVersion } = sentiment;
  if (judgedBy === "person") return null;
  if (label === null || confidence === null) return <span>{t("why.noModel")}</span>;
  const sure = number(confidence, 2);
  return (
    <span>
      {shown === "unsure"
        ? t("why.doubt", { sentiment: t(`sentiment.${label}`), confidence: sure })
        : t("why.sure", { confidence: sure })}
      {judgedBy === "desk" && modelVersion !== null && <>, {t("why.judgedDesk", { version: modelVersion })}</>}
    </span>
  );
}

function Reasons({ why: { sentiment } }: { why: Explanation }) {
  const { t } = useWords();
  const { number } = useFormat();
  const { reasons, judgedBy } = sentiment;
  if (judgedBy === "earlier") return <p>{t("why.judgedEarlier")}</p>;
  if (judgedBy === "person" || judgedBy === "nobody") return null;
  if (reasons.length === 0) return <p>{t("why.noReasons")}</p>;
  return (
    <ul className={styles["reasons"]} aria-label={t("why.reasons")}>
      {reasons.map(({ words, effect }) => {
        const side = effect < 0 ? "negative" : "positive";
        return (
          <li key={words} title={t(`why.effect.${side}`)}>
            <span className={styles[side]}>{words}</span> {effect < 0 ? "−" : "+"}
            {number(Math.abs(effect), 2)}
          </li>
        );
      })}
    </ul>
  );
}

function Corrected({ why: { sentiment } }: { why: Explanation }) {
  const { t } = useWords();
  const { moment } = useFormat();
  const { corrected, judgedBy } = sentiment;
  if (judgedBy !== "person") return null;
  if (!corrected) return <p>{t("why.correctedUnknown")}</p>;
  const said = {
    sentiment: t(`sentiment.${corrected.label}`),
    name: corrected.by?.name ?? t("why.somebody"),
    time: moment(corrected.at),
    was: t(`sentiment.${corrected.was}`),
  };
  return (
    <p>
      <Icon name="pencil" size={13} />{" "}
      {t(corrected.was === corrected.label ? "why.confirmedAs" : "why.corrected", said)}
    </p>
  );
}
