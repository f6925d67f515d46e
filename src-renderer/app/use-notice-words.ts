import type { Alarm } from "../../src-main/contract/methods/alarms.ts";
import { useAlarmWords } from "../lib/alarm-words.ts";
import type { Notice } from "../lib/notices.ts";
import type { Telling } from "../lib/told.ts";
import { useWords } from "../lib/words.ts";
import { ALARM_GROUP, readGroup } from "./notice-groups.ts";
import type { AlarmDue } from "./use-alarms-to-tell.ts";

/** Counts, queues and names of watches only: a notice lies open on a desk, so it names no person and quotes nothing. */
export function useNoticeWords(due: readonly AlarmDue[]): (telling: Telling) => Notice {
  const { t } = useWords();
  const { headlineOf, measured } = useAlarmWords();

  function ofAlarms(alarms: readonly Alarm[], count: number): Notice {
    const [first] = alarms;
    if (first && count === 1)
      return {
        tag: ALARM_GROUP,
        title: t("alarms.notice.one", { headline: headlineOf(first) }),
        body: t(first.looksCoordinated ? "alarms.notice.coordinated" : "alarms.notice.plain", {
          measured: measured(first),
        }),
      };
    return { tag: ALARM_GROUP, title: t("alarms.notice.many", { count }), body: alarms.map(headlineOf).join("\n") };
  }

  return ({ group, ids }) => {
    const alarms = due.filter(({ id }) => ids.includes(id)).map(({ alarm }) => alarm);
    if (group === ALARM_GROUP) return ofAlarms(alarms, ids.length);
    const { kind, bucket } = readGroup(group);
    const words = { count: ids.length, bucket: t(`bucketLong.${bucket}`) };
    return { tag: group, title: kind === "alarm" ? "" : t(`notices.told.${kind}`, words), body: "" };
  };
}
