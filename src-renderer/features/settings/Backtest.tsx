import { Link } from "wouter";
import type { Sensitivity } from "../../../src-main/contract/methods/alarm-settings.ts";
import { useAlarmWords } from "../../lib/alarm-words.ts";
import type { Output } from "../../lib/engine.ts";
import { topicHref } from "../../lib/topic-link.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Loading } from "../../ui/Loading.tsx";
import styles from "./Backtest.module.css";

const days = 28;

/** What a sensitivity costs and would have raised on this desk's own history; what was raised then can be opened. */
export function Backtest({ sensitivity }: { sensitivity: Sensitivity }) {
  const { t } = useWords();
  const { data, error, refetch } = useEngine("alarms.backtest", { sensitivity, days });
  return (
    <section className={styles["backtest"]} aria-label={t("settings.alarms.backtest")} aria-busy={!data && !error}>
      {data && <Outcome tested={data} />}
      {!data && error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading says={t("settings.alarms.looking")} />}
    </section>
  );
}

function Outcome({ tested }: { tested: Tested }) {
  const { t } = useWords();
  const { date, number } = useFormat();
  const { expectedPerWeek, fired, judgedHours, from, to } = tested;
  const rate = number(expectedPerWeek, 2);
  return (
    <>
      <p>{t("settings.alarms.expected", { rate })}</p>
      <p className={styles["sum"]}>
        {fired.length === 0
          ? t("settings.alarms.firedNone", { days })
          : t("settings.alarms.fired", { count: fired.length, days })}
      </p>
      <p className={styles["basis"]}>
        {judgedHours === 0
          ? t("settings.alarms.judgedNone")
          : t("settings.alarms.judged", { hours: number(judgedHours), from: date(from), to: date(to) })}
      </p>
      {fired.length > 0 && (
        <ul className={styles["fired"]}>
          {fired.toReversed().map((firing, index) => (
            <li key={`${firing.at} ${index}`}>
              <Firing firing={firing} to={to} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

type Tested = Output<"alarms.backtest">;

function Firing({ firing, to }: { firing: Tested["fired"][number]; to: number }) {
  const { t } = useWords();
  const { moment } = useFormat();
  const { headlineOf, measured } = useAlarmWords();
  const { alarmId, at } = firing;
  const says = t("settings.alarms.firing", { moment: moment(at), headline: headlineOf(firing) });
  return (
    <>
      <Link href={alarmId === null ? mentionsOf(firing, to) : `/alarms?alarm=${alarmId}`}>{says}</Link>
      <span className={styles["basis"]}>
        {alarmId === null ? `${measured(firing)}; ${t("settings.alarms.noCard")}` : measured(firing)}
      </span>
    </>
  );
}

/** Where triage shows what was too much, as long as it was. */
function mentionsOf({ series, kind, since, endedAt }: Tested["fired"][number], to: number): string {
  const window = { from: since, to: endedAt ?? to };
  const all = topicHref(
    { term: null, window, watchId: series.watch?.id ?? null, bucket: null, counted: "mentions" },
    "",
  );
  const isOfTone = kind === "dip" || series.kind === "negative";
  return isOfTone ? `${all}&${new URLSearchParams({ search: "sentiment:negative" }).toString()}` : all;
}
