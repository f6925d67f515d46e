import type { FetchRow, SourceRow } from "../../../src-main/contract/methods/sources.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import styles from "./LastFetches.module.css";
import { mannersOf } from "./manners.ts";

/** What the last fetches of a source were: by them one sees that its server is asked politely. */
export function LastFetches({ source }: { source: SourceRow }) {
  const { t, sayError } = useWords();
  const { data, error } = useEngine("sources.fetches", { id: source.id });
  return (
    <section className={styles["fetches"]} aria-label={t("monitor.fetches.title")}>
      <h3>{t("monitor.fetches.title")}</h3>
      {error && <p>{sayError(error)}</p>}
      {data?.length === 0 && <p>{t("monitor.fetches.none")}</p>}
      {data && data.length > 0 && (
        <>
          <Manners fetches={data} />
          <Table fetches={data} />
        </>
      )}
    </section>
  );
}

function Manners({ fetches }: { fetches: readonly FetchRow[] }) {
  const { t } = useWords();
  const { moment, duration } = useFormat();
  const manners = mannersOf(fetches);
  if (!manners) return null;
  const { since, count, unconditional, smallestGapMs } = manners;
  return (
    <p>
      {t("monitor.fetches.sum", { time: moment(since), count, unconditional })}
      {smallestGapMs !== null && ` ${t("monitor.fetches.gap", { gap: duration(smallestGapMs) })}`}
    </p>
  );
}

function Table({ fetches }: { fetches: readonly FetchRow[] }) {
  const { t } = useWords();
  const heads = ["when", "what", "asked", "status", "size", "took", "new", "next"] as const;
  return (
    <div className={styles["scroll"]} tabIndex={0} role="group" aria-label={t("monitor.fetches.title")}>
      <table>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} className={styles[head]} title={t(`monitor.fetches.long.${head}`)}>
                {t(`monitor.fetches.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {fetches.map((fetch) => (
            <Line key={fetch.at} fetch={fetch} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Line({ fetch }: { fetch: FetchRow }) {
  const { t, say } = useWords();
  const { moment, number, time } = useFormat();
  const { at, outcome, conditional, httpStatus, bytes, tookMs, newItems, trouble, nextCheckAt } = fetch;
  return (
    <tr>
      <td>{moment(at)}</td>
      <td title={trouble ? say(trouble) : undefined}>{t(`monitor.fetches.outcome.${outcome}`)}</td>
      <td>{t(conditional ? "monitor.fetches.conditional" : "monitor.fetches.whole")}</td>
      <td className={styles["number"]}>{httpStatus ?? "–"}</td>
      <td className={styles["number"]}>{bytes === null ? "–" : number(bytes / 1000, bytes < 10_000 ? 1 : 0)}</td>
      <td className={styles["number"]}>{number(tookMs)}</td>
      <td className={styles["number"]}>{number(newItems)}</td>
      <td className={styles["number"]}>{nextCheckAt === null ? "–" : time(nextCheckAt)}</td>
    </tr>
  );
}
