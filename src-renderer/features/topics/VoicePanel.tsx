import { Link } from "wouter";
import type { CountedAs, ShareOfVoice, TopicWindow } from "../../../src-main/contract/methods/topics.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { useHowLong } from "./use-how-long.ts";
import { VoiceTable } from "./VoiceTable.tsx";
import styles from "./VoicePanel.module.css";

type VoicePanelProps = { counted: CountedAs; window: TopicWindow; back: string };

/** Share of voice: our part of what is said about us and our competitors. */
export function VoicePanel({ counted, window, back }: VoicePanelProps) {
  const { t } = useWords();
  const { data, error, refetch } = useEngine("topics.shareOfVoice", { counted, window }, { keepPrevious: true });
  return (
    <aside className={styles["panel"]} aria-label={t("topics.voice.title")} tabIndex={0}>
      <header className={styles["head"]}>
        <h2>{t(`topics.voice.titleOf.${counted}`)}</h2>
      </header>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Loading says={t("topics.loading")} />}
      {!error && data && <Voice voice={data} counted={counted} back={back} />}
    </aside>
  );
}

function Voice({ voice, counted, back }: { voice: ShareOfVoice; counted: CountedAs; back: string }) {
  const { t } = useWords();
  const own = voice.brands.find(({ isOwn }) => isOwn);
  const rivals = voice.brands.filter(({ isOwn }) => !isOwn);
  if (!own || rivals.length === 0)
    return (
      <EmptyState
        title={t(own ? "topics.voice.noRival" : "topics.voice.noOwn")}
        facts={t("topics.voice.needs")}
        act={<Link href="/monitor">{t("topics.voice.toWatches")}</Link>}
      />
    );
  return (
    <>
      <Hero own={own} voice={voice} />
      <VoiceTable voice={voice} counted={counted} back={back} />
      <Notes own={own} voice={voice} counted={counted} />
    </>
  );
}

function Hero({ own, voice }: { own: ShareOfVoice["brands"][number]; voice: ShareOfVoice }) {
  const { t } = useWords();
  const { number, moment } = useFormat();
  const { now, before } = own;
  const change = now.share === null || before.share === null ? null : now.share - before.share;
  return (
    <div className={styles["hero"]}>
      <p>
        <span className={styles["value"]}>{number(now.share, 1)}</span>
        {now.share !== null && <span className={styles["unit"]}>{t("topics.voice.percent")}</span>}
        <span className={styles["n"]}>{t("topics.tone.n", { n: number(voice.sum.now) })}</span>
      </p>
      <p className={styles["change"]}>
        {change === null
          ? t("topics.voice.noBefore", { n: number(voice.sum.before) })
          : t("topics.voice.change", {
              change: `${change > 0 ? "+" : ""}${number(change, 1)}`,
              from: moment(voice.previous.from),
              to: moment(voice.previous.to),
              n: number(voice.sum.before),
            })}
      </p>
    </div>
  );
}

type NotesProps = { own: ShareOfVoice["brands"][number]; voice: ShareOfVoice; counted: CountedAs };

/** What the number rests on: its formula with the counts in it, what is counted twice, and time without listening. */
function Notes({ own, voice, counted }: NotesProps) {
  const { t } = useWords();
  const { number } = useFormat();
  const { days } = useHowLong();
  const { severalBrands, sum, window, heardMs } = voice;
  const lostMs = Math.min(window.to, voice.asOf) - window.from - heardMs.now;
  return (
    <div className={styles["notes"]}>
      <p>{t("topics.voice.formula", { own: number(own.now.count), sum: number(sum.now) })}</p>
      <p>
        {t(`topics.voice.several.${counted}`, { count: severalBrands.now, shown: number(severalBrands.now) })}{" "}
        {t(`topics.voice.dedupe.${counted}`)}
      </p>
      {own.watches.length > 1 && (
        <p>{t("topics.voice.ownWatches", { names: own.watches.map(({ name }) => name).join(", ") })}</p>
      )}
      {lostMs >= LEAST_LOST_MS && <p>{t("topics.voice.gap", { lost: days(lostMs) })}</p>}
    </div>
  );
}

/** A tenth of a day: less is not worth a line. */
const LEAST_LOST_MS = 8_640_000;
