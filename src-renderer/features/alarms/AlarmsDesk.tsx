import { useState } from "react";
import { useLocation, useSearchParams } from "wouter";
import { type ClockNow, useEngineNow } from "../../lib/clock-now.ts";
import type { Output } from "../../lib/engine.ts";
import { useShortcuts } from "../../lib/shortcuts.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { AlarmCard } from "./AlarmCard.tsx";
import { groupAlarms } from "./alarm-groups.ts";
import styles from "./AlarmsDesk.module.css";
import { AlarmQueue } from "./AlarmQueue.tsx";
import { NoAlarms } from "./NoAlarms.tsx";

const settingsPath = "/settings?section=alarms";

/** The alarms at the left, the chosen one with its reasons at the right. The address names it, so that notices can lead to it. */
export function AlarmsDesk({ listed, clockNow }: { listed: Output<"alarms.list">; clockNow: ClockNow }) {
  const { date } = useFormat();
  const [params, setParams] = useSearchParams();
  const [, go] = useLocation();
  const now = useEngineNow(clockNow, 10_000);
  const groups = groupAlarms(listed.alarms, date);
  const ids = groups.flatMap(({ alarms }) => alarms.map(({ id }) => id));
  const [firstId, setFirstId] = useState(ids[0] ?? null);
  // What is read stays, also when it is called no alarm and another one leads the list.
  if (firstId === null && ids[0]) setFirstId(ids[0]);
  const chosenId = params.get("alarm") ?? firstId;
  const choose = (id: string) => setParams({ alarm: id }, { replace: true });
  function move(by: number): void {
    const at = chosenId === null ? -1 : ids.indexOf(chosenId);
    const next = ids[Math.min(ids.length - 1, Math.max(0, at + by))];
    if (next) choose(next);
  }
  useShortcuts("alarms.keys.title", [
    { says: "alarms.keys.next", run: () => move(1) },
    { says: "alarms.keys.previous", run: () => move(-1) },
    { says: "alarms.keys.settings", run: () => go(settingsPath) },
  ]);
  return (
    <div className={styles["desk"]}>
      <AlarmQueue listed={listed} groups={groups} chosenId={chosenId} now={now} onChoose={choose} />
      {chosenId === null ? (
        <NoAlarms listed={listed} />
      ) : (
        <AlarmCard key={chosenId} id={chosenId} learning={listed.learning} />
      )}
    </div>
  );
}
