import { Link } from "wouter";
import type { Status } from "../../src-main/contract/methods/settings.ts";
import { readNow, useNow } from "../lib/now.ts";
import { type Act, UNDO_MS, useActs } from "../lib/acts.tsx";
import { ariaKeys } from "../lib/keys.ts";
import { useShownKeys } from "../lib/shortcuts.tsx";
import { useEngine } from "../lib/use-engine.tsx";
import { useFormat } from "../lib/use-format.ts";
import { useWords } from "../lib/words.ts";
import { AlarmMark } from "../ui/AlarmMark.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Icon } from "../ui/Icon.tsx";
import { KeyCap } from "../ui/KeyCap.tsx";
import { SlaShape } from "../ui/SlaShape.tsx";
import { StatusBar, StatusFact } from "../ui/StatusBar.tsx";
import styles from "./DeskStatus.module.css";

/** The status bar with the facts of this desk. */
export function DeskStatus() {
  const { data: status, dataUpdatedAt } = useEngine("status.get", {});
  if (!status) return <StatusBar left={null} middle={<LastAct />} right={null} />;
  return (
    <StatusBar
      left={<Facts status={status} />}
      middle={<LastAct />}
      right={<Ahead status={status} readAt={dataUpdatedAt} />}
    />
  );
}

function Facts({ status }: { status: Status }) {
  const { offlineSince, lastPollAt, sources, outbox, publishing, reportsFailing = 0, workspace } = status;
  const { t } = useWords();
  const { moment } = useFormat();
  return (
    <>
      {workspace.kind === "sample" && (
        <span title={t("app.sample")}>
          <Badge icon="info">{t("app.sampleBadge")}</Badge>
        </span>
      )}
      <StatusFact icon={<Icon name="online" size={14} />} tone={offlineSince === null ? "plain" : "warn"}>
        {offlineSince === null ? t("status.online") : t("status.offline", { time: moment(offlineSince) })}
      </StatusFact>
      <StatusFact>
        {lastPollAt === null ? t("status.neverPolled") : t("status.lastPoll", { time: moment(lastPollAt) })}
      </StatusFact>
      {sources.broken > 0 && (
        <StatusFact icon={<Icon name="incident" size={14} />} tone="warn">
          <Link href="/monitor?show=broken,retrying" className={styles["feeds"]} title={t("status.showFeeds")}>
            {t("status.feedsBroken", { count: sources.broken, total: sources.total })}
          </Link>
        </StatusFact>
      )}
      <RunningAlarms />
      <Outbox outbox={outbox} />
      <Publishing publishing={publishing} />
      {reportsFailing > 0 && (
        <StatusFact icon={<Icon name="incident" size={14} />} tone="warn">
          <Link href="/reports?report=saved" className={styles["feeds"]}>
            {t("status.reportsFailing", { count: reportsFailing })}
          </Link>
        </StatusFact>
      )}
    </>
  );
}

/** What still waits for the CRM, what cannot get there, and connections that wait for a person. */
function Outbox({ outbox: { queued, dead, paused } }: Pick<Status, "outbox">) {
  const { t, say } = useWords();
  return (
    <>
      {(queued > 0 || dead > 0) && (
        <StatusFact icon={<Icon name="outbox" size={14} />} tone={dead > 0 ? "warn" : "plain"}>
          <Link href={dead > 0 ? "/crm?state=dead" : "/crm"} className={styles["feeds"]}>
            {dead > 0 ? t("status.outboxDead", { count: queued, dead }) : t("status.outbox", { count: queued })}
          </Link>
        </StatusFact>
      )}
      {paused.map(({ name, says }) => (
        <StatusFact key={name} icon={<Icon name="incident" size={14} />} tone="warn">
          <Link href="/crm?tab=connections" className={styles["feeds"]} title={say(says)}>
            {t("status.crmPaused", { name })}
          </Link>
        </StatusFact>
      ))}
    </>
  );
}

/** Replies on their way out, those that are stuck, and accounts that their server refuses. */
function Publishing({ publishing: { waiting, stuck, paused } }: Pick<Status, "publishing">) {
  const { t, say } = useWords();
  return (
    <>
      {(waiting > 0 || stuck > 0) && (
        <StatusFact icon={<Icon name="send" size={14} />} tone={stuck > 0 ? "warn" : "plain"}>
          <Link href="/approvals" className={styles["feeds"]}>
            {stuck > 0 ? t("status.repliesStuck", { count: stuck }) : t("status.replies", { count: waiting })}
          </Link>
        </StatusFact>
      )}
      {paused.map(({ name, says }) => (
        <StatusFact key={name} icon={<Icon name="incident" size={14} />} tone="warn">
          <Link href="/settings?section=accounts" className={styles["feeds"]} title={say(says)}>
            {t("status.accountPaused", { name })}
          </Link>
        </StatusFact>
      ))}
    </>
  );
}

/** One fact that leads to what is more than usual now. */
function RunningAlarms() {
  const { t } = useWords();
  const { data } = useEngine("alarms.list", {});
  if (!data || data.running === 0) return null;
  return (
    <StatusFact icon={<AlarmMark isRunning />}>
      <Link href="/alarms" className={styles["alarms"]} title={t("alarms.show")}>
        {t("status.alarms", { count: data.running })}
      </Link>
    </StatusFact>
  );
}

function Ahead({ status, readAt }: { status: Status; readAt: number }) {
  const { t } = useWords();
  const { minutes } = useFormat();
  const now = useNow(15_000);
  const { nextBreach, shift } = status;
  const leftMs = nextBreach ? nextBreach.dueAt - status.at - Math.max(0, now - readAt) : 0;
  return (
    <>
      {nextBreach && (
        <StatusFact icon={<SlaShape state={leftMs < 0 ? "breached" : "watch"} />} tone="strong">
          {leftMs < 0
            ? t("status.breached", { late: minutes(-leftMs), title: nextBreach.title })
            : t("status.nextBreach", { left: minutes(leftMs), title: nextBreach.title })}
        </StatusFact>
      )}
      <StatusFact icon={<Icon name="shift" size={14} />} isFirstToGo>
        {shift ? t("status.shift", { name: shift.openedBy.name }) : t("status.noShift")}
      </StatusFact>
    </>
  );
}

function LastAct() {
  const { last, undo } = useActs();
  return last ? <ActLine key={last.at} act={last} onUndo={() => void undo()} /> : null;
}

function ActLine({ act, onUndo }: { act: Act; onUndo: () => void }) {
  const { t } = useWords();
  useNow(1000);
  const keys = useShownKeys("Ctrl+Z");
  const leftMs = act.at + UNDO_MS - readNow();
  if (leftMs <= 0) return null;
  return (
    <span className={styles["act"]}>
      {act.tone === "failed" && <Icon name="stop" size={14} className={styles["failed"]} />}
      <span className="clip">{act.says}</span>
      {act.undo && (
        <>
          <button
            type="button"
            className={styles["undo"]}
            onClick={onUndo}
            aria-keyshortcuts={keys === null ? undefined : ariaKeys(keys)}
          >
            {t("status.undo")}
          </button>
          {keys !== null && <KeyCap keys={keys} />}
          <span>{t("status.seconds", { count: Math.ceil(leftMs / 1000) })}</span>
        </>
      )}
    </span>
  );
}
