import { useLocation } from "wouter";
import type { Alarm } from "../../../src-main/contract/methods/alarms.ts";
import { isRunning } from "../../lib/alarm-words.ts";
import { useShortcuts } from "../../lib/shortcuts.tsx";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { classNames } from "../../ui/class-names.ts";
import work from "../../ui/WorkSheet.module.css";
import styles from "./AlarmCard.module.css";
import { useAlarmActs } from "./use-alarm-acts.ts";

/** What can be done about an alarm, each with its key; and what "Not an alarm" teaches. */
export function AlarmActs({ alarm, now }: { alarm: Alarm; now: number }) {
  const { t } = useWords();
  const [, go] = useLocation();
  const acts = useAlarmActs(alarm);
  const isOver = !isRunning(alarm);
  const isMuted = alarm.mutedUntil !== null && alarm.mutedUntil > now;
  const offBecause = isOver ? t("alarms.over") : undefined;
  const openMentions = () => go(`/triage?alarm=${alarm.id}`);
  const mute = () => void acts.mute(isMuted ? 0 : 60);
  const dismiss = () => void acts.dismiss();
  useShortcuts("alarms.keys.title", [
    { says: "alarms.keys.open", run: openMentions },
    ...(isOver
      ? []
      : ([
          { says: "alarms.keys.mute", run: mute },
          { says: "alarms.keys.dismiss", run: dismiss },
        ] as const)),
  ]);
  return (
    <footer className={classNames(work["gate"], styles["gate"])}>
      <p className={styles["teaches"]}>{isOver ? t("alarms.over") : t("alarms.teaches")}</p>
      <div className={work["acts"]}>
        <ActButton look="primary" keys="o" onClick={openMentions}>
          {t("alarms.act.open")}
        </ActButton>
        <ActButton keys="m" offBecause={offBecause} onClick={mute}>
          {t(isMuted && !isOver ? "alarms.act.unmute" : "alarms.act.mute")}
        </ActButton>
        <ActButton keys="n" offBecause={offBecause} onClick={dismiss}>
          {t("alarms.act.dismiss")}
        </ActButton>
      </div>
    </footer>
  );
}
