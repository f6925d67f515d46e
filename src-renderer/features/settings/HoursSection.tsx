import { useWords } from "../../lib/words.ts";
import { PickField } from "../../ui/PickField.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { Card, Columns } from "./Card.tsx";
import { Holidays } from "./Holidays.tsx";
import { hoursParts } from "./hours-draft.ts";
import { SectionForm } from "./SectionForm.tsx";
import { TargetsTable } from "./TargetsTable.tsx";
import { WeekEditor } from "./WeekEditor.tsx";

const allZones = ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")];

/** When the desk works, and how soon it answers within those hours. */
export function HoursSection() {
  const { t } = useWords();
  return (
    <SectionForm parts={hoursParts}>
      {({ draft, edit, faultOf, offBecause }) => {
        const isOff = offBecause !== undefined;
        const zones = allZones.includes(draft.timeZone) ? allZones : [draft.timeZone, ...allZones];
        return (
          <>
            <Card title={t("settings.hours.week")} help={t("settings.hours.weekHelp")}>
              <Columns>
                <PickField
                  id="hours-zone"
                  label={t("settings.hours.timeZone")}
                  value={draft.timeZone}
                  disabled={isOff}
                  options={zones.map((zone) => ({ value: zone, says: zone.replaceAll("_", " ") }))}
                  onChange={(timeZone) => edit({ timeZone })}
                />
              </Columns>
              <WeekEditor week={draft.week} isOff={isOff} faultOf={faultOf} onChange={(week) => edit({ week })} />
            </Card>
            <Card title={t("settings.hours.holidays")} help={t("settings.hours.holidaysHelp")}>
              <Holidays days={draft.holidays} isOff={isOff} onChange={(holidays) => edit({ holidays })} />
            </Card>
            <Card title={t("settings.hours.targets")} help={t("settings.hours.targetsHelp")}>
              <TargetsTable draft={draft} isOff={isOff} faultOf={faultOf} onChange={edit} />
              <Columns isThree>
                <TextField
                  id="hours-approval"
                  inputMode="numeric"
                  label={t("settings.hours.approvalMinutes")}
                  help={t("settings.hours.approvalHelp")}
                  error={faultOf("approvalMinutes")}
                  readOnly={isOff}
                  value={draft.approvalMinutes}
                  onChange={(approvalMinutes) => edit({ approvalMinutes })}
                />
                <TextField
                  id="hours-level"
                  inputMode="decimal"
                  label={t("settings.hours.serviceLevel")}
                  help={t("settings.hours.serviceLevelHelp")}
                  error={faultOf("serviceLevel")}
                  readOnly={isOff}
                  value={draft.serviceLevel}
                  onChange={(serviceLevel) => edit({ serviceLevel })}
                />
              </Columns>
            </Card>
          </>
        );
      }}
    </SectionForm>
  );
}
