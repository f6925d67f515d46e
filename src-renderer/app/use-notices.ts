import { useEffect, useState } from "react";
import { useLocation } from "wouter";
import { useEngineNow } from "../lib/clock-now.ts";
import { createNotices } from "../lib/notices.ts";
import { type Due, type Telling, tellOf } from "../lib/told.ts";
import { changeTold, readTold } from "../lib/told-store.ts";
import { useEngine } from "../lib/use-engine.tsx";
import { groupOf, placeOf } from "./notice-groups.ts";
import { useAlarmsToTell } from "./use-alarms-to-tell.ts";
import { useNoticeWords } from "./use-notice-words.ts";

/**
 * Tells people outside the page of what they chose, each thing once whatever the number of windows, a burst as one. The
 * engine says what and from when on: it knows the person's choice, their quiet hours, and what still waits.
 */
export function useNotices(): void {
  const { data, dataUpdatedAt } = useEngine("notices.list", {});
  const [, go] = useLocation();
  const [notices] = useState(createNotices);
  const now = useEngineNow({ asOf: data?.asOf ?? 0, readAt: dataUpdatedAt }, 15_000);
  const alarms = useAlarmsToTell();
  const noticeOf = useNoticeWords(alarms);
  const ofDesk = (data?.notices ?? []).map((notice): Due => ({ ...notice, group: groupOf(notice) }));
  const due = [...alarms, ...ofDesk].filter(({ noticeAt }) => noticeAt <= now);
  const dueIds = due.map(({ id }) => id).join(" ");

  useEffect(() => notices.onOpened((group) => go(readTold().bursts[group]?.path ?? "/triage")), [notices, go]);

  useEffect(() => {
    if (due.length === 0 || notices.leave() !== "granted") return;
    const pathOf = (telling: Telling) => placeOf(telling, data?.notices ?? []);
    void changeTold((told) => {
      const { told: next, tell } = tellOf(told, due, { now, pathOf });
      return { told: next, result: tell };
    }).then((tell) => {
      for (const telling of tell) notices.show(noticeOf(telling));
    });
    // What is due is told apart by its ids; what else changes in it is no news.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [dueIds, notices]);
}
