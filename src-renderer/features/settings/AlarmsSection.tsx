import { sensitivityNames } from "../../lib/alarm-words.ts";
import { useWords } from "../../lib/words.ts";
import { Segments } from "../../ui/Segments.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { TickField } from "../../ui/TickField.tsx";
import { alarmsParts } from "./alarms-draft.ts";
import { Backtest } from "./Backtest.tsx";
import { Card, Columns } from "../../ui/Card.tsx";
import { SectionForm } from "./SectionForm.tsx";
import { TaughtCard } from "./TaughtCard.tsx";

/** How sensitive the desk is, with what that would have meant on its own history; when people are told; what they taught. */
export function AlarmsSection() {
  const { t } = useWords();
  return (
    <SectionForm parts={alarmsParts}>
      {({ draft, edit, faultOf, offBecause }) => {
        const isOff = offBecause !== undefined;
        return (
          <>
            <Card title={t("settings.alarms.sensitivity")} help={t("settings.alarms.sensitivityHelp")}>
              <Segments
                id="alarms-sensitivity"
                label={t("settings.alarms.sensitivity")}
                value={draft.sensitivity}
                options={sensitivityNames.map((value) => ({
                  value,
                  says: t(`alarms.sensitivity.${value}`),
                  offBecause,
                }))}
                onChange={(sensitivity) => edit({ sensitivity })}
              />
              <Backtest sensitivity={draft.sensitivity} />
            </Card>
            <Card>
              <Columns>
                <TextField
                  id="alarms-cool-down"
                  inputMode="numeric"
                  label={t("settings.alarms.coolDown")}
                  help={t("settings.alarms.coolDownHelp")}
                  error={faultOf("coolDown")}
                  readOnly={isOff}
                  value={draft.coolDown}
                  onChange={(coolDown) => edit({ coolDown })}
                />
              </Columns>
              <TickField
                id="alarms-notify"
                label={t("settings.alarms.notify")}
                isOn={draft.notify}
                disabled={isOff}
                onChange={(notify) => edit({ notify })}
              />
            </Card>
            <Card title={t("settings.alarms.quiet")} help={t("settings.alarms.quietHelp")}>
              <TickField
                id="alarms-quiet"
                label={t("settings.alarms.quietOn")}
                isOn={draft.isQuiet}
                disabled={isOff}
                onChange={(isQuiet) => edit({ isQuiet })}
              />
              {draft.isQuiet && (
                <Columns>
                  <TextField
                    id="alarms-quiet-from"
                    label={t("settings.alarms.quietFrom")}
                    error={faultOf("quietFrom")}
                    readOnly={isOff}
                    value={draft.quietFrom}
                    onChange={(quietFrom) => edit({ quietFrom })}
                  />
                  <TextField
                    id="alarms-quiet-to"
                    label={t("settings.alarms.quietTo")}
                    error={faultOf("quietTo")}
                    readOnly={isOff}
                    value={draft.quietTo}
                    onChange={(quietTo) => edit({ quietTo })}
                  />
                </Columns>
              )}
            </Card>
            <TaughtCard />
          </>
        );
      }}
    </SectionForm>
  );
}
