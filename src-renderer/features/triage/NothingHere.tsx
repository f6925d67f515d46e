import { Link } from "wouter";
import type { TriageView } from "../../../src-main/contract/methods/triage.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";

type NothingHereProps = {
  view: TriageView;
  isAlarm: boolean;
  isTopic: boolean;
  isSearch: boolean;
  /** The view is long and only its beginning was looked through. */
  isUnfinished: boolean;
  onMore: (() => void) | null;
};

/** An empty view says what is true: nothing waits, and the feeds were asked at that time. */
export function NothingHere({ view, isAlarm, isTopic, isSearch, isUnfinished, onMore }: NothingHereProps) {
  const { t } = useWords();
  const { moment } = useFormat();
  const { data: status } = useEngine("status.get", {});
  if (isUnfinished)
    return (
      <EmptyState
        title={t("queue.notYet")}
        act={<ActButton onClick={() => onMore?.()}>{t("queue.stored.further")}</ActButton>}
      />
    );
  if (isAlarm && !isSearch) return <EmptyState title={t("triage.emptyAlarm")} />;
  if (isTopic && !isSearch) return <EmptyState title={t("triage.emptyTopic")} />;
  if (isSearch) return <EmptyState title={t("triage.emptySearch")} />;
  const title = view === "waiting" ? t("triage.empty") : t("triage.emptyView");
  if (!status) return <EmptyState title={title} />;
  const { sources, lastPollAt } = status;
  if (sources.total === 0)
    return (
      <EmptyState
        title={title}
        facts={t("triage.emptyNoSources")}
        act={<Link href="/monitor">{t("triage.addSource")}</Link>}
      />
    );
  const facts =
    lastPollAt === null
      ? t("status.neverPolled")
      : t("triage.emptyFacts", { time: moment(lastPollAt), ok: sources.ok + sources.quiet, total: sources.total });
  return <EmptyState title={title} facts={facts} />;
}
