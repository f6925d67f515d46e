import type { WallSnapshot } from "../../../src-main/contract/methods/wallboard.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { classNames } from "../../ui/class-names.ts";
import { Goal } from "./Goal.tsx";
import { Measure } from "./Measure.tsx";
import { Tile } from "./Tile.tsx";
import type { TileAge } from "./tile-age.ts";
import styles from "./wall.module.css";
import { wallCount } from "./wall-numbers.ts";

type WorkProps = { snapshot: WallSnapshot | null; age: TileAge | null };

/** How many feeds answer, and whether one is down. */
export function FeedsTile({ snapshot, age, isShort = false }: WorkProps & { isShort?: boolean }) {
  const { t } = useWords();
  const format = useFormat();
  const feeds = snapshot?.feeds ?? null;
  return (
    <Tile title={t("wall.feeds")} age={age}>
      <div className={isShort ? styles["beside"] : styles["column"]}>
        <span className={classNames(styles["hero"], isShort && styles["shortHero"])}>
          {wallCount(feeds?.ok, format)}
          <span className={styles["unit"]}>/{wallCount(feeds?.total, format)}</span>
        </span>
        {feeds && feeds.total > 0 && <FeedsState feeds={feeds} />}
      </div>
    </Tile>
  );
}

function FeedsState({ feeds }: { feeds: WallSnapshot["feeds"] }) {
  const { t } = useWords();
  if (feeds.down === 0 && feeds.late === 0) return <Goal state="ok">{t("wall.feedsOk")}</Goal>;
  const isMissed = feeds.down * 3 > feeds.total;
  return (
    <span className={styles["lines"]}>
      <Goal state={isMissed ? "missed" : "watch"}>{t(isMissed ? "wall.feedsMissed" : "wall.goal.watch")}</Goal>
      {feeds.down > 0 && <span>{t("wall.down", { count: feeds.down })}</span>}
      {feeds.down === 0 && feeds.late > 0 && <span>{t("wall.lateFeeds", { count: feeds.late })}</span>}
    </span>
  );
}

/** Replies between a draft and the world. */
export function ApprovalsTile({ snapshot, age }: WorkProps) {
  const { t } = useWords();
  const format = useFormat();
  const approvals = snapshot?.approvals;
  return (
    <Tile title={t("wall.approvals")} age={age}>
      <div className={styles["column"]}>
        <Measure className={styles["hero"]} text={wallCount(approvals?.waiting, format)} />
        <div>
          <p className={styles["sub"]}>
            <b>{wallCount(approvals?.onHold, format)}</b> {t("wall.onHold")}
          </p>
          <p className={styles["sub"]}>
            <b>{wallCount(approvals?.toPost, format)}</b> {t("wall.toPost")}
          </p>
        </div>
      </div>
    </Tile>
  );
}

/** Conversations on their way from public to private. */
export function HandoversTile({ snapshot, age }: WorkProps) {
  const { t } = useWords();
  const format = useFormat();
  return (
    <Tile title={t("wall.handovers")} age={age}>
      <div className={styles["column"]}>
        <Measure className={styles["hero"]} text={wallCount(snapshot?.handovers.open, format)} />
        <div>
          <p className={styles["sub"]}>{t("wall.handoversOpen")}</p>
          <p className={styles["sub"]}>
            <b>{wallCount(snapshot?.handovers.done, format)}</b> {t("wall.handoversDone")}
          </p>
          {snapshot?.handovers.reachedPercent != null && (
            <p className={styles["sub"]}>
              {t("wall.handoversReached", { percent: format.number(Math.round(snapshot.handovers.reachedPercent)) })}
            </p>
          )}
        </div>
      </div>
    </Tile>
  );
}
