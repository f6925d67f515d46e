import type { WallSnapshot } from "../../../src-main/contract/methods/wallboard.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { classNames } from "../class-names.ts";
import { Figure } from "./Figure.tsx";
import { Goal } from "./Goal.tsx";
import { Hero } from "./Hero.tsx";
import { nowScope } from "./links.ts";
import { Tile, Why } from "./Tile.tsx";
import type { TileProps } from "./tile-props.ts";
import styles from "./wall.module.css";
import { wallCount } from "./wall-numbers.ts";

const MONTH = 30 * 24 * 3_600_000;

/** How many feeds answer, and whether one is down. */
export function FeedsTile({ snapshot, age }: TileProps) {
  const { t } = useWords();
  const format = useFormat();
  const feeds = snapshot?.feeds ?? null;
  const [ok, total] = [wallCount(feeds?.ok, format), wallCount(feeds?.total, format)];
  if (feeds?.total === 0)
    return (
      <Tile title={t("wall.feeds")} age={age}>
        <div className={styles["column"]}>
          <Hero isShort text="–" says={t("wall.feeds")} href="/monitor" />
          <Why>{t("wall.noFeeds")}</Why>
        </div>
      </Tile>
    );
  return (
    <Tile title={t("wall.feeds")} age={age}>
      <div className={styles["beside"]}>
        <Figure href="/monitor" says={`${t("wall.feeds")}: ${ok}/${total}`}>
          <span
            className={classNames(
              styles["hero"],
              ok.length + total.length > 4 ? styles["tinyHero"] : styles["shortHero"],
            )}
          >
            {ok}
            <span className={styles["unit"]}>/{total}</span>
          </span>
        </Figure>
        {snapshot && <FeedsState snapshot={snapshot} />}
      </div>
    </Tile>
  );
}

function FeedsState({ snapshot: { feeds, offlineSince } }: { snapshot: WallSnapshot }) {
  const { t } = useWords();
  const { time } = useFormat();
  if (offlineSince !== null)
    return (
      <span className={styles["lines"]}>
        <Goal state="missed">{t("wall.offline")}</Goal>
        <span>{time(offlineSince)}</span>
      </span>
    );
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
export function ApprovalsTile({ snapshot, age }: TileProps) {
  const { t } = useWords();
  const format = useFormat();
  const approvals = snapshot?.approvals;
  return (
    <Tile title={t("wall.approvals")} age={age}>
      <div className={styles["column"]}>
        <Hero text={wallCount(approvals?.waiting, format)} says={t("wall.approvals")} href="/approvals" />
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
export function HandoversTile({ snapshot, age }: TileProps) {
  const { t } = useWords();
  const format = useFormat();
  const reached = snapshot?.handovers.reachedPercent ?? null;
  return (
    <Tile title={t("wall.handovers")} age={age}>
      <div className={styles["column"]}>
        <Hero
          text={wallCount(snapshot?.handovers.open, format)}
          says={t("wall.handovers")}
          href="/triage?view=private"
        />
        <div>
          <p className={styles["sub"]}>{t("wall.handoversOpen")}</p>
          <p className={styles["sub"]}>
            <b>{wallCount(snapshot?.handovers.done, format)}</b> {t("wall.handoversDone")}
          </p>
          {snapshot && reached !== null && (
            <p className={styles["sub"]}>
              <Figure
                link={{ kpi: "private_completed", scope: { from: snapshot.asOf - MONTH, to: snapshot.asOf } }}
                says={t("wall.handoversReached", { percent: format.number(Math.round(reached)) })}
              >
                {t("wall.handoversReached", { percent: format.number(Math.round(reached)) })}
              </Figure>
            </p>
          )}
        </div>
      </div>
    </Tile>
  );
}

/** Who waits longest for our first answer, how many are late, and how many wait at all. */
export function OldestTile({ snapshot, age }: TileProps) {
  const { t } = useWords();
  const format = useFormat();
  const oldest = snapshot?.oldest ?? null;
  const waitingMs = oldest?.waitingMs ?? null;
  return (
    <Tile title={t("wall.oldestWaiting")} age={age}>
      <div className={styles["column"]}>
        <Hero
          isShort
          text={waitingMs === null ? "–" : format.minutes(waitingMs)}
          says={t("wall.oldestWaiting")}
          link={snapshot && { kpi: "backlog", scope: nowScope(snapshot) }}
        />
        <div>
          {oldest && waitingMs === null && <Why>{t("wall.nobodyWaits")}</Why>}
          {oldest && oldest.late > 0 && <Goal state="missed">{t("wall.late", { count: oldest.late })}</Goal>}
          <p className={styles["sub"]}>
            <b>{wallCount(snapshot?.waiting, format)}</b> {t("wall.waitingAll")}
          </p>
        </div>
      </div>
    </Tile>
  );
}
