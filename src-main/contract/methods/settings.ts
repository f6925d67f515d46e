import { z } from "zod";
import { defineMethods } from "../method.ts";
import { Command, Instant, PersonRef, Said, Ulid } from "../values.ts";
import { AlarmSettings } from "./alarm-settings.ts";

const DayHours = z.array(z.tuple([z.number().int().min(0).max(1440), z.number().int().min(0).max(1440)]));

/** Desk hours: local minutes of the day per weekday, several intervals a day; holidays as local dates. */
export const Calendar = z.object({
  timeZone: z.string(),
  week: z.object({
    Mon: DayHours,
    Tue: DayHours,
    Wed: DayHours,
    Thu: DayHours,
    Fri: DayHours,
    Sat: DayHours,
    Sun: DayHours,
  }),
  holidays: z.array(z.string().regex(/^\d{4}-\d\d-\d\d$/)),
  /** What people call a holiday, by its date. */
  holidayNames: z.record(z.string(), z.string().max(120)).optional(),
});
export type Calendar = z.infer<typeof Calendar>;

/** Hours beside those of the desk: of a department, or of a service round the clock. */
const NamedCalendar = z.object({ id: Ulid, name: z.string().trim().min(1).max(60), hours: Calendar });
export type NamedCalendar = z.infer<typeof NamedCalendar>;

const PriorityMinutes = z.object({
  1: z.number().int().positive(),
  2: z.number().int().positive(),
  3: z.number().int().positive(),
});

const OptionalMinutes = z.object({
  1: z.number().int().positive().nullable(),
  2: z.number().int().positive().nullable(),
  3: z.number().int().positive().nullable(),
});

/**
 * Targets in open minutes per bucket and priority; null = no such clock. `first` runs until our first answer, `next` until we
 * answer what they said after one, `resolution` until the case is closed, `approval` from each submission. Unsorted takes the
 * strictest of both buckets, on the hours of the desk.
 */
export const Targets = z.object({
  first: z.object({ care: PriorityMinutes, pr: PriorityMinutes }),
  next: z.object({ care: PriorityMinutes, pr: PriorityMinutes }),
  resolution: z.object({ care: OptionalMinutes, pr: OptionalMinutes }),
  approval: z.object({ care: OptionalMinutes, pr: OptionalMinutes }),
  /** Which hours the clocks of a bucket run in; null = the hours of the desk. */
  hours: z.object({ care: Ulid.nullable(), pr: Ulid.nullable() }),
  serviceLevelPercent: z.number().min(1).max(100),
});
export type Targets = z.infer<typeof Targets>;

const wallCounts = ["mentions", "stories"] as const;
const WallCounts = z.enum(wallCounts);
export type WallCounts = z.infer<typeof WallCounts>;

/** What a tile of a wall says. */
export const wallTiles = [
  "volume",
  "net",
  "service",
  "oldest",
  "stories",
  "buckets",
  "approvals",
  "handovers",
  "feeds",
  "response",
  "voice",
  "alarm",
] as const;
export const WallTile = z.enum(wallTiles);
export type WallTile = z.infer<typeof WallTile>;

/** The form of a display, width to height: with the diagonal it gives the height, on which every size rests. */
export const wallShapes = ["16:9", "4:3", "9:16"] as const;
export const WallShape = z.enum(wallShapes);
export type WallShape = z.infer<typeof WallShape>;

const MinuteOfDay = z.number().int().min(0).max(1439);

/** One wallboard: where it hangs, and what it shows. Its sizes follow from diagonal, shape and distance. */
export const Wall = z.object({
  id: Ulid,
  name: z.string().trim().min(1).max(60),
  diagonalInches: z.number().min(20).max(120),
  shape: WallShape,
  /** From the display to the farthest reader. */
  distanceMetres: z.number().min(0.5).max(15),
  /** What the volume tile counts: every copy, or each story once. */
  counts: WallCounts,
  pages: z.array(z.array(WallTile).min(1).max(6)).min(1).max(3),
  rotateSeconds: z.number().int().min(20).max(30),
  /** Whether the words of private persons and their handles may stand on it. */
  names: z.boolean(),
  /** When it is darker, in minutes of the desk's local day; `from` after `to` goes over midnight. Null = never. */
  night: z
    .object({ fromMinute: MinuteOfDay, toMinute: MinuteOfDay, dimPercent: z.number().int().min(10).max(90) })
    .nullable(),
});
export type Wall = z.infer<typeof Wall>;

export const Settings = z.object({
  brand: z.object({
    names: z.array(z.string()),
    misspellings: z.array(z.string()),
    rivals: z.array(z.string()),
    /** Hosts of our own: links to them may stand in a template, and replies of ours may be found there. */
    sites: z.array(z.string()),
  }),
  calendar: Calendar,
  calendars: z.array(NamedCalendar).max(20),
  targets: Targets,
  /** Minutes between approval and posting in which anybody may still cancel. */
  holdMinutes: z.number().min(0).max(1440),
  /** Minutes after which somebody is reminded that a reply given out to be posted by hand has no proof yet; 0 = never. */
  proofReminderMinutes: z.number().int().min(0).max(10_080),
  /** A firm of one may let an author approve their own words; every such approval says so. */
  selfApproval: z.boolean(),
  /** Below this confidence the screen says "unsure" and numbers leave the item out. */
  unsureBelow: z.number().min(0).max(1),
  /** The walls; the first is shown where none is asked for. */
  walls: z.array(Wall).min(1).max(20),
  alarms: AlarmSettings,
  contacts: z.object({
    /** Where numbers without a calling code are at home (ISO 3166, "DE"); "" takes the country of the desk's time zone. */
    country: z.string().regex(/^(?:[A-Z]{2})?$/),
  }),
});
export type Settings = z.infer<typeof Settings>;

const SetupStep = z.enum(["brand", "sources", "hours", "people"]);
const Setup = z.object({
  dismissed: z.boolean(),
  steps: z.array(z.object({ step: SetupStep, done: z.boolean() })),
});
export type Setup = z.infer<typeof Setup>;

export const Status = z.object({
  at: Instant,
  network: z.enum(["online", "offline"]),
  /** Since when nobody can be reached; null while online. */
  offlineSince: Instant.nullable(),
  lastPollAt: Instant.nullable(),
  /** Feeds only: what people enter cannot break. */
  sources: z.object({ total: z.number(), ok: z.number(), broken: z.number(), retrying: z.number(), quiet: z.number() }),
  /** Of the customer systems; those that are paused are named to who may see them. */
  outbox: z.object({
    queued: z.number(),
    dead: z.number(),
    paused: z.array(z.object({ name: z.string(), says: Said })),
  }),
  /** Replies that are to be posted by themselves, those that could not be, and accounts that a person must sign in again. */
  publishing: z.object({
    waiting: z.number(),
    stuck: z.number(),
    paused: z.array(z.object({ name: z.string(), says: Said })),
  }),
  /** Saved reports that could not be written and wait for another try; told to who may see them, left out when there is none. */
  reportsFailing: z.number().int().optional(),
  waiting: z.number(),
  approvals: z.number(),
  nextBreach: z.object({ storyId: Ulid, title: z.string(), dueAt: Instant }).nullable(),
  shift: z.object({ id: Ulid, openedAt: Instant, openedBy: PersonRef }).nullable(),
  workspace: z.object({ name: z.string(), kind: z.enum(["desk", "sample"]) }),
});
export type Status = z.infer<typeof Status>;

export const settingsMethods = defineMethods({
  "settings.get": {
    kind: "read",
    access: "person",
    input: z.object({}),
    output: z.object({ version: z.number().int(), settings: Settings, setup: Setup }),
  },
  /** Saves whole sections; what is left out stays. Refusals: stale, calendar-empty. */
  "settings.save": {
    kind: "write",
    access: ["admin", "lead"],
    input: Command.extend({ version: z.number().int(), change: Settings.partial() }),
    output: z.object({ version: z.number().int(), settings: Settings }),
  },
  /** Hides the setup checklist, or brings it back. */
  "settings.dismissSetup": {
    kind: "write",
    access: "person",
    input: Command.extend({ dismissed: z.boolean() }),
    output: Setup,
  },
  /** The facts of the status bar. */
  "status.get": { kind: "read", access: "paired", input: z.object({}), output: Status },
  /** Opens the sample workspace in place of this one, building it when it is not there yet. The page starts anew. */
  "workspace.openSample": {
    kind: "write",
    access: ["admin", "lead"],
    input: z.object({}),
    output: z.object({ name: z.string() }),
  },
  /** Leaves the sample for the desk's own workspace; `remove` deletes the sample's file. */
  "workspace.leaveSample": {
    kind: "write",
    access: "paired",
    input: z.object({ remove: z.boolean() }),
    output: z.object({ name: z.string() }),
  },
});
