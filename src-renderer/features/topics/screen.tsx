import { useContext } from "react";
import { useSearchParams } from "wouter";
import { useNow } from "../../lib/now.ts";
import { TimeZoneContext, useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ChoiceBar } from "./ChoiceBar.tsx";
import { localDate } from "../../lib/local-date.ts";
import { readChoice, type TopicChoice, windowOf, writeChoice } from "./choice.ts";
import { RisingPart } from "./RisingPart.tsx";
import styles from "./screen.module.css";
import { useTopicKeys } from "./use-topic-keys.ts";
import { VoicePanel } from "./VoicePanel.tsx";

/** Noon of a date is that date in nearly every time zone. */
const HALF_DAY_MS = 43_200_000;

/** Topics: what is said more than usual, and whose part of the talk is ours. */
export function TopicsScreen() {
  const { t } = useWords();
  const { localInstant, date } = useFormat();
  const timeZone = useContext(TimeZoneContext);
  const [params, setParams] = useSearchParams();
  const choice = readChoice(params);
  const today = localDate(useNow(60_000), timeZone);
  const window = windowOf(choice.period, { today, localInstant });
  const change = (next: Partial<TopicChoice>) => setParams(writeChoice({ ...choice, ...next }), { replace: true });
  useTopicKeys({ choice, change });
  function sayPeriod({ period }: TopicChoice): string {
    if (period.kind !== "days") return t(`topics.period.${period.kind}`);
    const { from, to } = period;
    const sayDay = (day: string) => date(Date.parse(day) + HALF_DAY_MS);
    return from === to ? sayDay(from) : t("topics.period.between", { from: sayDay(from), to: sayDay(to) });
  }
  const problem = window === "backwards" || window === "tooLong" ? window : null;
  const asked = window === "backwards" || window === "tooLong" ? null : window;
  return (
    <>
      <div className={styles["desk"]}>
        <header className={styles["bar"]}>
          <h1>{t("topics.title", { period: sayPeriod(choice), counted: t(`topics.countedIn.${choice.counted}`) })}</h1>
        </header>
        <ChoiceBar choice={choice} today={today} problem={problem} onChange={change} />
        {asked && <RisingPart choice={choice} window={asked} back={params.toString()} />}
      </div>
      {asked && <VoicePanel counted={choice.counted} window={asked} back={params.toString()} />}
    </>
  );
}
