import { NativeSelect, NumberInput, TagsInput } from "@mantine/core";
import { useState } from "react";
import type { Settings } from "../../../src-main/contract/methods/settings.ts";
import { useWords } from "../../lib/words.ts";
import { dayNames, readHolidays, readHours, type Week, writeHours } from "./desk-hours.ts";
import type { StepProps } from "./screen.tsx";
import { StepActs } from "./StepActs.tsx";
import { FormRow, StepFrame, StepRefusal } from "./StepFrame.tsx";
import { useAttempt } from "./use-attempt.ts";
import { type WrittenWeek, WeekRows } from "./WeekRows.tsx";
import styles from "./welcome.module.css";

type Draft = {
  week: WrittenWeek;
  timeZone: string;
  holidays: string[];
  targets: Settings["targets"];
  holdMinutes: number;
};

/** Step 3: when the desk is open and how fast it answers. The defaults may be right; going on keeps them. */
export function HoursStep({ desk, onNext, onBack }: StepProps) {
  const { t } = useWords();
  const { calendar, targets, holdMinutes } = desk.settings;
  const [draft, setDraft] = useState<Draft>({
    week: writeWeek(calendar.week),
    timeZone: calendar.timeZone,
    holidays: calendar.holidays,
    targets,
    holdMinutes,
  });
  const change = (next: Partial<Draft>) => setDraft((before) => ({ ...before, ...next }));
  const { attempt, error, isBusy } = useAttempt();
  const week = readWeek(draft.week);
  const holidays = readHolidays(draft.holidays);
  async function save() {
    if (!week || !holidays) return;
    const saved = await attempt(() =>
      desk.save({
        calendar: { timeZone: draft.timeZone, week, holidays },
        targets: draft.targets,
        holdMinutes: draft.holdMinutes,
      }),
    );
    if (saved) onNext();
  }
  const offBecause = !week
    ? t("welcome.hours.unreadable")
    : !holidays
      ? t("welcome.hours.badDate")
      : isBusy
        ? t("welcome.saving")
        : undefined;
  return (
    <StepFrame title={t("welcome.hours.title")} lead={t("welcome.hours.lead")}>
      <Fields draft={draft} change={change} areDatesBad={!holidays} />
      <StepRefusal error={error} />
      <StepActs
        next={t("welcome.hours.next")}
        onNext={() => void save()}
        offBecause={offBecause}
        onBack={onBack}
        skip={t("welcome.skip")}
        onSkip={onNext}
      />
    </StepFrame>
  );
}

function Fields({
  draft,
  change,
  areDatesBad,
}: {
  draft: Draft;
  change: (next: Partial<Draft>) => void;
  areDatesBad: boolean;
}) {
  const { t } = useWords();
  return (
    <div className={styles["form"]}>
      <FormRow label={t("welcome.hours.desk")}>
        <WeekRows week={draft.week} onChange={(next) => change({ week: next })} />
      </FormRow>
      <FormRow label={t("welcome.hours.zone")} forId="hours-zone">
        <NativeSelect
          id="hours-zone"
          size="sm"
          className={styles["zone"]}
          value={draft.timeZone}
          data={zonesWith(draft.timeZone)}
          onChange={(event) => change({ timeZone: event.currentTarget.value })}
        />
      </FormRow>
      <FormRow label={t("welcome.hours.holidays")} forId="hours-holidays">
        <TagsInput
          id="hours-holidays"
          size="sm"
          value={draft.holidays}
          onChange={(next) => change({ holidays: next })}
          acceptValueOnBlur
          splitChars={[",", ";", " "]}
          placeholder={t("welcome.hours.holidayHint")}
          error={areDatesBad && t("welcome.hours.badDate")}
        />
      </FormRow>
      <TargetRows targets={draft.targets} onChange={(next) => change({ targets: next })} />
      <FormRow label={t("welcome.hours.hold")} forId="hours-hold">
        <Minutes
          id="hours-hold"
          value={draft.holdMinutes}
          min={0}
          onChange={(minutes) => change({ holdMinutes: minutes })}
        />
      </FormRow>
    </div>
  );
}

const writeWeek = (week: Week) =>
  Object.fromEntries(dayNames.map((day) => [day, writeHours(week[day])])) as WrittenWeek;

function readWeek(written: WrittenWeek): Week | null {
  const days = dayNames.map((day) => [day, readHours(written[day])] as const);
  return days.some(([, hours]) => hours === null) ? null : (Object.fromEntries(days) as Week);
}

/** The zones that this browser knows, and the desk's own should it be another. */
function zonesWith(own: string): string[] {
  const known = Intl.supportedValuesOf("timeZone");
  return known.includes(own) ? known : [own, ...known];
}

function TargetRows({
  targets,
  onChange,
}: {
  targets: Settings["targets"];
  onChange: (targets: Settings["targets"]) => void;
}) {
  const { t } = useWords();
  return (
    <>
      {(["care", "pr"] as const).map((bucket) => (
        <FormRow key={bucket} label={t(`welcome.hours.first.${bucket}`)}>
          <div className={styles["line"]}>
            {([1, 2, 3] as const).map((priority) => (
              <Minutes
                key={priority}
                label={t("welcome.hours.within", {
                  bucket: t(`bucket.${bucket}`),
                  priority: t(`priority.${priority}`),
                })}
                prefix={`${t(`priority.${priority}`)}: `}
                value={targets.first[bucket][priority]}
                min={1}
                onChange={(minutes) => onChange(withAnswer(targets, { bucket, priority, minutes }))}
              />
            ))}
          </div>
        </FormRow>
      ))}
      <FormRow label={t("welcome.hours.goal")} forId="hours-goal">
        <NumberInput
          id="hours-goal"
          size="sm"
          className={styles["number"]}
          min={1}
          max={100}
          allowDecimal={false}
          suffix=" %"
          value={targets.serviceLevelPercent}
          onChange={(value) => typeof value === "number" && onChange({ ...targets, serviceLevelPercent: value })}
        />
      </FormRow>
    </>
  );
}

type Promised = { bucket: "care" | "pr"; priority: 1 | 2 | 3; minutes: number };

/** Who sets a desk up names one target; what they say after an answer has the same, until somebody sets it apart. */
function withAnswer(targets: Settings["targets"], { bucket, priority, minutes }: Promised): Settings["targets"] {
  const { first, next } = targets;
  const isSame = next[bucket][priority] === first[bucket][priority];
  const set = (minuteOf: Settings["targets"]["first"]) => ({
    ...minuteOf,
    [bucket]: { ...minuteOf[bucket], [priority]: minutes },
  });
  return { ...targets, first: set(first), next: isSame ? set(next) : next };
}

type MinutesProps = {
  id?: string;
  label?: string;
  prefix?: string;
  value: number;
  min: number;
  onChange: (minutes: number) => void;
};

function Minutes({ id, label, prefix, value, min, onChange }: MinutesProps) {
  const { t } = useWords();
  return (
    <NumberInput
      {...(id && { id })}
      {...(label && { "aria-label": label })}
      {...(prefix && { prefix })}
      size="sm"
      className={styles["number"]}
      min={min}
      max={1440}
      clampBehavior="strict"
      allowDecimal={false}
      allowNegative={false}
      suffix={` ${t("welcome.hours.min")}`}
      value={value}
      onChange={(minutes) => typeof minutes === "number" && minutes >= min && onChange(minutes)}
    />
  );
}
