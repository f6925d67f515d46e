import type { Settings, Targets } from "../../../src-main/contract/methods/settings.ts";
import { type CalendarDraft, readCalendar, toCalendarDraft } from "./calendar-draft.ts";
import { readNumber } from "./read-words.ts";
import type { Faults } from "../../lib/faults.ts";
import type { SectionParts } from "./use-section.ts";

export const clockedBuckets = ["care", "pr"] as const;
export type ClockedBucket = (typeof clockedBuckets)[number];
export const priorities = [1, 2, 3] as const;
/** The clocks, and whether each of their targets may be left out. */
export const targetKinds = ["first", "next", "resolution", "approval"] as const;
export type TargetKind = (typeof targetKinds)[number];

type TypedMinutes = Readonly<Record<(typeof priorities)[number], string>>;
export type TypedTargets = Readonly<Record<TargetKind, Readonly<Record<ClockedBucket, TypedMinutes>>>>;

/** A calendar beside that of the desk. */
export type NamedDraft = CalendarDraft & { readonly id: string; readonly name: string };

export type HoursDraft = {
  readonly desk: CalendarDraft;
  readonly others: readonly NamedDraft[];
  readonly targets: TypedTargets;
  /** The id of another calendar, or "" for the hours of the desk. */
  readonly hours: Readonly<Record<ClockedBucket, string>>;
  readonly serviceLevel: string;
};

const LONGEST_MINUTES = 100_000;

export const hoursParts: SectionParts<HoursDraft> = {
  keys: ["calendar", "calendars", "targets"],
  toDraft({ calendar, calendars, targets }: Settings): HoursDraft {
    return {
      desk: toCalendarDraft(calendar),
      others: calendars.map(({ id, name, hours }) => ({ ...toCalendarDraft(hours), id, name })),
      targets: mapKinds((kind) => mapBuckets((bucket) => typed(targets[kind][bucket]))),
      hours: mapBuckets((bucket) => targets.hours[bucket] ?? ""),
      serviceLevel: String(targets.serviceLevelPercent),
    };
  },
  read(draft) {
    const desk = readCalendar(draft.desk, { isNeeded: true, prefix: "" });
    const others = draft.others.map((other) => ({
      ...readCalendar(other, { isNeeded: false, prefix: `${other.id}.` }),
      ...{ id: other.id, name: other.name.trim() },
    }));
    const targets = readTargets(draft);
    return {
      change: {
        calendar: desk.calendar,
        calendars: others.map(({ id, name, calendar }) => ({ id, name, hours: calendar })),
        targets: targets.targets,
      },
      faults: Object.assign(
        {},
        desk.faults,
        ...others.map(({ faults }) => faults),
        ...others.filter(({ name }) => name === "").map(({ id }) => ({ [`${id}.name`]: nameNeeded })),
        targets.faults,
      ) as Faults,
    };
  },
};

const nameNeeded = { says: "settings.hours.nameNeeded" } as const;

function mapKinds<Value>(make: (kind: TargetKind) => Value): Record<TargetKind, Value> {
  return Object.fromEntries(targetKinds.map((kind) => [kind, make(kind)])) as Record<TargetKind, Value>;
}

function mapBuckets<Value>(make: (bucket: ClockedBucket) => Value): Record<ClockedBucket, Value> {
  return { care: make("care"), pr: make("pr") };
}

function typed(minutes: Targets[TargetKind][ClockedBucket]): TypedMinutes {
  const text = (value: number | null) => (value === null ? "" : String(value));
  return { 1: text(minutes[1]), 2: text(minutes[2]), 3: text(minutes[3]) };
}

function readTargets(draft: HoursDraft): { targets: Targets; faults: Faults } {
  const faults: Record<string, Faults[string]> = {};
  function minutes(field: string, text: string): number {
    const value = readNumber(text, { min: 1, max: LONGEST_MINUTES, isWhole: true });
    if (value === null) faults[field] = { says: "settings.hours.minutesBad" };
    return value ?? 1;
  }
  function each<Value>(kind: TargetKind, read: (field: string, text: string) => Value) {
    return mapBuckets((bucket) => ({
      1: read(`${kind}.${bucket}.1`, draft.targets[kind][bucket][1]),
      2: read(`${kind}.${bucket}.2`, draft.targets[kind][bucket][2]),
      3: read(`${kind}.${bucket}.3`, draft.targets[kind][bucket][3]),
    }));
  }
  const orNone = (field: string, text: string) => (text.trim() === "" ? null : minutes(field, text));
  const level = readNumber(draft.serviceLevel, { min: 1, max: 100 });
  if (level === null) faults["serviceLevel"] = { says: "settings.numberBad", params: { min: 1, max: 100 } };
  const targets: Targets = {
    first: each("first", minutes),
    next: each("next", minutes),
    resolution: each("resolution", orNone),
    approval: each("approval", orNone),
    hours: mapBuckets((bucket) => draft.hours[bucket] || null),
    serviceLevelPercent: level ?? 1,
  };
  return { targets, faults };
}
