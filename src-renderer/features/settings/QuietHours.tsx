import { useState } from "react";
import type { NoticePreferences } from "../../../src-main/contract/methods/preferences.ts";
import { useWords } from "../../lib/words.ts";
import { TextField } from "../../ui/TextField.tsx";
import { TickField } from "../../ui/TickField.tsx";
import { Columns } from "../../ui/Card.tsx";
import { readClock, sayClock } from "./clock-minutes.ts";

type Quiet = NoticePreferences["quietHours"];
type QuietHoursProps = { quietHours: Quiet; onChange: (quietHours: Quiet) => void };

/** What quiet hours begin with when they are switched on: 22:00 to 07:00. */
const usualQuiet = { from: 1320, to: 420 };
const dayMinutes = 1440;

/** From when until when nothing is told; over midnight where it ends before it begins. Saved as soon as both are times. */
export function QuietHours({ quietHours, onChange }: QuietHoursProps) {
  const { t } = useWords();
  const shown = quietHours ?? usualQuiet;
  const [from, setFrom] = useState(sayClock(shown.from));
  const [to, setTo] = useState(sayClock(shown.to));
  function edit(next: { from: string; to: string }): void {
    setFrom(next.from);
    setTo(next.to);
    const [begins, ends] = [minuteOf(next.from), minuteOf(next.to)];
    if (begins !== null && ends !== null && begins !== ends) onChange({ from: begins, to: ends });
  }
  const clockBad = (text: string) => (minuteOf(text) === null ? t("settings.alarms.clockBad") : undefined);
  const isSame = minuteOf(from) !== null && minuteOf(from) === minuteOf(to);
  return (
    <>
      <TickField
        id="notices-quiet"
        label={t("notices.settings.quietOn")}
        isOn={quietHours !== null}
        onChange={(isOn) => onChange(isOn ? usualQuiet : null)}
      />
      {quietHours && (
        <Columns>
          <TextField
            label={t("settings.alarms.quietFrom")}
            error={clockBad(from)}
            value={from}
            onChange={(words) => edit({ from: words, to })}
          />
          <TextField
            label={t("settings.alarms.quietTo")}
            error={isSame ? t("settings.alarms.same") : clockBad(to)}
            value={to}
            onChange={(words) => edit({ from, to: words })}
          />
        </Columns>
      )}
    </>
  );
}

/** Midnight is the beginning of a day here, also when somebody writes 24:00. */
function minuteOf(text: string): number | null {
  const minute = readClock(text);
  return minute === null ? null : minute % dayMinutes;
}
