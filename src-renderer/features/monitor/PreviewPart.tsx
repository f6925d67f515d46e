import type { WatchPreview } from "../../../src-main/contract/methods/watches.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { classNames } from "../../ui/class-names.ts";
import { MatchBars } from "./MatchBars.tsx";
import styles from "./PreviewPart.module.css";
import { RouteBar } from "./RouteBar.tsx";
import { Samples } from "./Samples.tsx";
import type { Preview } from "./use-preview.ts";

/** The engine looks at so many of the newest items. */
const MOST_SCANNED = 20_000;

/** What the query would find and where that would go. It dims while it is not of the words as they stand. */
export function PreviewPart({ preview: { found, isAsked, isCurrent, error } }: { preview: Preview }) {
  const { t, sayError } = useWords();
  if (error) return <p className={styles["note"]}>{sayError(error)}</p>;
  if (!found)
    return <p className={styles["note"]}>{t(isAsked ? "monitor.preview.looking" : "monitor.preview.nothingAsked")}</p>;
  return (
    <div className={classNames(styles["preview"], !isCurrent && styles["old"])} aria-busy={!isCurrent}>
      <section className={styles["part"]}>
        <div className={styles["head"]}>
          <h3>{t("monitor.preview.matches")}</h3>
          <span className={styles["count"]} role="status">
            <CountLine found={found} />
          </span>
        </div>
        {found.scanned >= MOST_SCANNED && <p className={styles["note"]}>{t("monitor.preview.capped")}</p>}
        <MatchBars days={found.days} />
      </section>
      {found.mentions > 0 && (
        <section className={styles["part"]}>
          <h3>{t("monitor.preview.route")}</h3>
          <RouteBar counts={found.wouldRoute} />
        </section>
      )}
      <Samples samples={found.samples} nearMisses={found.nearMisses} />
    </div>
  );
}

function CountLine({ found: { mentions, stories, scanned, tookMs } }: { found: WatchPreview }) {
  const { t } = useWords();
  const { number } = useFormat();
  return t("monitor.preview.count", {
    mentions: number(mentions),
    stories: number(stories),
    scanned: number(scanned),
    ms: number(Math.round(tookMs)),
  });
}
