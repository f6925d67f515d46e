import { ulid } from "ulid";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { CalendarFields } from "./CalendarFields.tsx";
import { Acts, Card, Columns } from "../../ui/Card.tsx";
import { closedWeek } from "./calendar-draft.ts";
import { type HoursDraft, hoursParts, type NamedDraft } from "./hours-draft.ts";
import { SectionForm } from "./SectionForm.tsx";
import { TargetsTable } from "./TargetsTable.tsx";
import type { Section } from "./use-section.ts";

/** When the desk works, and how soon it answers within those hours. */
export function HoursSection() {
  return <SectionForm parts={hoursParts}>{(section) => <HoursCards section={section} />}</SectionForm>;
}

function HoursCards({ section: { draft, edit, faultOf, offBecause } }: { section: Section<HoursDraft> }) {
  const { t } = useWords();
  const isOff = offBecause !== undefined;
  const add = () =>
    edit({
      others: [
        ...draft.others,
        { ...draft.desk, id: ulid(), name: "", week: closedWeek, holidays: draft.desk.holidays },
      ],
    });
  return (
    <>
      <Card title={t("settings.hours.week")} help={t("settings.hours.weekHelp")}>
        <CalendarFields
          idPrefix="hours"
          calendar={draft.desk}
          isOff={isOff}
          faultOf={faultOf}
          onChange={(change) => edit({ desk: { ...draft.desk, ...change } })}
        />
      </Card>
      {draft.others.map((calendar) => (
        <OtherCalendar key={calendar.id} {...{ calendar, draft, isOff, faultOf, edit }} />
      ))}
      {!isOff && (
        <Acts>
          <ActButton id="hours-more" size="small" icon="plus" offBecause={offMore(draft.others)} onClick={add}>
            {t("settings.hours.addCalendar")}
          </ActButton>
        </Acts>
      )}
      <Card title={t("settings.hours.targets")} help={t("settings.hours.targetsHelp")}>
        <TargetsTable draft={draft} isOff={isOff} faultOf={faultOf} onChange={edit} />
        <Columns isThree>
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

  function offMore(others: readonly NamedDraft[]): string | undefined {
    return others.length >= 20 ? t("settings.hours.tooManyCalendars") : undefined;
  }
}

type OtherCalendarProps = {
  calendar: NamedDraft;
  draft: HoursDraft;
  isOff: boolean;
  faultOf: (field: string) => string | undefined;
  edit: (change: Partial<HoursDraft>) => void;
};

/** Hours of their own for a department or a service; a bucket that ran on them goes back to the desk's when they are removed. */
function OtherCalendar({ calendar, draft, isOff, faultOf, edit }: OtherCalendarProps) {
  const { t } = useWords();
  const { id } = calendar;
  const change = (next: Partial<NamedDraft>) =>
    edit({ others: draft.others.map((known) => (known.id === id ? { ...known, ...next } : known)) });
  function remove(): void {
    const { care, pr } = draft.hours;
    edit({
      others: draft.others.filter((known) => known.id !== id),
      hours: { care: care === id ? "" : care, pr: pr === id ? "" : pr },
    });
  }
  return (
    <Card
      title={calendar.name.trim() || t("settings.hours.newCalendar")}
      act={
        !isOff && (
          <ActButton size="small" look="ghost" icon="x" onClick={remove}>
            {t("settings.hours.removeCalendar")}
          </ActButton>
        )
      }
    >
      <Columns>
        <TextField
          label={t("settings.hours.calendarName")}
          error={faultOf(`${id}.name`)}
          autoFocus={calendar.name === ""}
          maxLength={60}
          readOnly={isOff}
          value={calendar.name}
          onChange={(name) => change({ name })}
        />
      </Columns>
      <CalendarFields
        idPrefix={id}
        calendar={calendar}
        isOff={isOff}
        faultOf={(field) => faultOf(`${id}.${field}`)}
        onChange={change}
      />
    </Card>
  );
}
