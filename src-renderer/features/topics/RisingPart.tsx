import type { RisingTopics, TopicWindow } from "../../../src-main/contract/methods/topics.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Loading } from "../../ui/Loading.tsx";
import type { TopicChoice } from "./choice.ts";
import styles from "./RisingPart.module.css";
import { TermsTable } from "./TermsTable.tsx";
import { useHowLong } from "./use-how-long.ts";

type RisingPartProps = { choice: TopicChoice; window: TopicWindow; back: string };

/** What rose, what it was measured against, or why nothing can be said. */
export function RisingPart({ choice, window, back }: RisingPartProps) {
  const { t } = useWords();
  const { watchId, bucket, counted } = choice;
  const input = { watchId, bucket, counted, window };
  const { data, error, refetch, isPlaceholderData } = useEngine("topics.rising", input, { keepPrevious: true });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading says={t("topics.loading")} />;
  return (
    <section className={styles["part"]} aria-label={t("topics.rising")} aria-busy={isPlaceholderData}>
      <Measured rising={data} counted={counted} />
      <div className={styles["scroll"]}>
        <Found rising={data} choice={choice} back={back} />
      </div>
    </section>
  );
}

function Found({ rising, choice, back }: { rising: RisingTopics; choice: TopicChoice; back: string }) {
  const { t } = useWords();
  const { number } = useFormat();
  const { days } = useHowLong();
  const { tooLittle, terms, mentions, before } = rising;
  const n = t(`topics.n.${choice.counted}`, { count: mentions, shown: number(mentions) });
  if (tooLittle)
    return (
      <EmptyState
        title={t("topics.tooLittle.title")}
        facts={t("topics.tooLittle.facts", {
          n,
          heard: days(before.heardMs),
          people: number(tooLittle.people),
          neededDays: days(tooLittle.neededMs),
          neededPeople: number(tooLittle.neededPeople),
        })}
      />
    );
  if (terms.length === 0)
    return (
      <EmptyState
        title={mentions === 0 ? t("topics.silent") : t("topics.nothing", { n })}
        facts={t("topics.nothingFacts", { before: number(before.mentions), heard: days(before.heardMs) })}
      />
    );
  return (
    <>
      <TermsTable rising={rising} choice={choice} back={back} />
      <p className={styles["notes"]}>
        {t("topics.notes", { heard: days(before.heardMs) })} {t("topics.sureness.notes")}
      </p>
    </>
  );
}

/** The line over the table: how much was read, and against what. */
function Measured({ rising, counted }: { rising: RisingTopics; counted: TopicChoice["counted"] }) {
  const { t } = useWords();
  const { number, moment } = useFormat();
  const { window, mentions, people, before, readFrom, asOf } = rising;
  const capped = readFrom ?? before.readFrom;
  return (
    <div className={styles["measured"]}>
      <span>{t("topics.window", { from: moment(window.from), to: moment(window.to) })}</span>
      <span>{t(`topics.n.${counted}`, { count: mentions, shown: number(mentions) })}</span>
      <span>{t("topics.people", { count: people, shown: number(people) })}</span>
      {capped !== null && (
        <span className={styles["capped"]}>
          {readFrom === null
            ? t("topics.cappedBefore", { shown: number(before.mentions), from: moment(capped) })
            : t("topics.capped", { shown: number(mentions), from: moment(capped) })}
        </span>
      )}
      <span className="grow" />
      <span>{t("topics.asOf", { time: moment(asOf) })}</span>
    </div>
  );
}
