import { useEffect, useState } from "react";
import { useLocation } from "wouter";
import type { Alarm } from "../../src-main/contract/methods/alarms.ts";
import { isRunning, useAlarmWords } from "../lib/alarm-words.ts";
import { useEngineNow } from "../lib/clock-now.ts";
import { createNotices, type Notice } from "../lib/notices.ts";
import { tellOf } from "../lib/told-alarms.ts";
import { changeTold } from "../lib/told-store.ts";
import { useEngine } from "../lib/use-engine.tsx";
import { useWords } from "../lib/words.ts";

/** A notice about several alarms leads to their list. */
const MANY = "alarms";

/**
 * Tells people of alarms outside the page, each once whatever the number of windows, a burst as one. The engine says from
 * when on (`noticeAt` knows quiet hours and the switch); what is muted is not told of.
 */
export function useAlarmNotices(): void {
  const { data, dataUpdatedAt } = useEngine("alarms.list", {});
  const [, go] = useLocation();
  const [notices] = useState(createNotices);
  const noticeOf = useNoticeWords();
  const now = useEngineNow({ asOf: data?.asOf ?? 0, readAt: dataUpdatedAt }, 15_000);
  const due = (data?.alarms ?? []).filter((alarm) => isToBeTold(alarm, now));
  const isDue = due.length > 0;
  const dueIds = due.map(({ id }) => id).join(" ");

  useEffect(() => notices.onOpened((tag) => go(tag === MANY ? "/alarms" : `/alarms?alarm=${tag}`)), [notices, go]);

  useEffect(() => {
    if (!isDue || notices.leave() !== "granted") return;
    const at = due.flatMap(({ id, noticeAt }) => (noticeAt === null ? [] : [{ id, noticeAt }]));
    void changeTold((told) => {
      const { told: next, speakOf } = tellOf(told, at, now);
      return { told: next, result: speakOf };
    }).then((speakOf) => {
      const alarms = (data?.alarms ?? []).filter(({ id }) => speakOf?.includes(id));
      if (alarms.length > 0) notices.show(noticeOf(alarms));
    });
    // The alarms are told apart by their ids; what else changes in them is no news.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [isDue, dueIds, notices]);
}

function isToBeTold(alarm: Alarm, now: number): boolean {
  const isMuted = alarm.mutedUntil !== null && alarm.mutedUntil > now;
  return isRunning(alarm) && !isMuted && alarm.noticeAt !== null && alarm.noticeAt <= now;
}

/** Counts and names of watches only: a notice lies open on a desk, so it names no person and quotes nothing. */
function useNoticeWords(): (alarms: readonly Alarm[]) => Notice {
  const { t } = useWords();
  const { headlineOf, measured } = useAlarmWords();
  return (alarms) => {
    const [first] = alarms;
    if (first && alarms.length === 1)
      return {
        tag: first.id,
        title: t("alarms.notice.one", { headline: headlineOf(first) }),
        body: t(first.looksCoordinated ? "alarms.notice.coordinated" : "alarms.notice.plain", {
          measured: measured(first),
        }),
      };
    return {
      tag: MANY,
      title: t("alarms.notice.many", { count: alarms.length }),
      body: alarms.map(headlineOf).join("\n"),
    };
  };
}
