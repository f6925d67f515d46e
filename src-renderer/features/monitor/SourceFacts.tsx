import type { SourceRow } from "../../../src-main/contract/methods/sources.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { nextTryOf } from "./source-list.ts";
import styles from "./SourcePanel.module.css";
import { shareOf } from "./source-state.ts";

/** When it was heard of, and what it brings: each share with the numbers it rests on. */
export function SourceFacts({ source }: { source: SourceRow }) {
  const { t } = useWords();
  const { moment, number, percent } = useFormat();
  const when = (at: number | null) => (at === null ? "–" : moment(at));
  const { recent, kind, url, account } = source;
  const share = (part: number, whole: number) => ({
    part: number(part),
    whole: number(whole),
    rate: percent(shareOf(part, whole), 1),
  });
  return (
    <dl className={styles["facts"]}>
      {account && (
        <>
          <dt>{t("monitor.account.listens")}</dt>
          <dd>
            {account.words === null
              ? t("monitor.account.toMentions", { handle: account.handle })
              : t("monitor.account.toWords", { words: account.words, handle: account.handle })}
          </dd>
        </>
      )}
      {(kind === "feed" || account !== null) && (
        <>
          <dt>{t("monitor.source.address")}</dt>
          <dd>
            <a href={url} target="_blank" rel="noreferrer">
              {url}
            </a>
          </dd>
          <dt>{t("monitor.column.lastOk")}</dt>
          <dd>{when(source.lastOkAt)}</dd>
          <dt>{t("monitor.source.lastTry")}</dt>
          <dd>{when(source.lastTryAt)}</dd>
          <dt>{t("monitor.column.nextTry")}</dt>
          <dd>{source.isBeforeOffline ? t("monitor.whenOnline") : when(nextTryOf(source))}</dd>
        </>
      )}
      <dt>{t("monitor.source.newest")}</dt>
      <dd>{when(source.newestItemAt)}</dd>
      <dt>{t("monitor.source.perDay")}</dt>
      <dd>
        {recent.items === 0 && source.newestItemAt === null
          ? "–"
          : t("monitor.source.perDayOf", {
              rate: number(recent.items / recent.days, 1),
              items: number(recent.items),
              count: recent.days,
            })}
      </dd>
      <dt>{t("monitor.column.matches")}</dt>
      <dd>{recent.items === 0 ? "–" : t("monitor.source.matched", share(recent.mentions, recent.items))}</dd>
      <dt>{t("monitor.column.action")}</dt>
      <dd title={t("monitor.source.actedMeans")}>
        {recent.mentions === 0 ? "–" : t("monitor.source.acted", share(recent.acted, recent.mentions))}
      </dd>
    </dl>
  );
}
