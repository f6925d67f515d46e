import { Settings, type Wall } from "../../contract/methods/settings.ts";
import type { Db, Trx } from "./open.ts";

const nineToFive: [number, number][] = [[9 * 60, 17 * 60]];

/** The wall that every desk has from the start. Its id is written down, so that reading never makes a new one. */
export const firstWall: Wall = {
  id: "00000000000000000000000001",
  name: "Wall",
  diagonalInches: 55,
  shape: "16:9",
  distanceMetres: 5,
  counts: "mentions",
  pages: [
    ["volume", "net", "stories", "feeds"],
    ["stories", "buckets"],
    ["feeds", "approvals", "handovers", "response"],
  ],
  rotateSeconds: 25,
  names: false,
  night: null,
};

/** What a desk starts with: Monday to Friday 9 to 17 in its own time zone, and cautious targets. */
export function defaultSettings(timeZone: string): Settings {
  return {
    brand: { names: [], misspellings: [], rivals: [], sites: [] },
    calendar: {
      timeZone,
      week: { Mon: nineToFive, Tue: nineToFive, Wed: nineToFive, Thu: nineToFive, Fri: nineToFive, Sat: [], Sun: [] },
      holidays: [],
    },
    calendars: [],
    targets: {
      first: { care: { 1: 60, 2: 60, 3: 120 }, pr: { 1: 60, 2: 120, 3: 240 } },
      next: { care: { 1: 60, 2: 60, 3: 120 }, pr: { 1: 60, 2: 120, 3: 240 } },
      resolution: { care: { 1: 480, 2: 960, 3: 1440 }, pr: { 1: 960, 2: 1920, 3: 2400 } },
      approval: { care: { 1: 30, 2: 30, 3: 30 }, pr: { 1: 30, 2: 30, 3: 30 } },
      hours: { care: null, pr: null },
      serviceLevelPercent: 80,
    },
    holdMinutes: 5,
    proofReminderMinutes: 60,
    selfApproval: false,
    unsureBelow: 0.45,
    walls: [firstWall],
    alarms: { sensitivity: "normal", coolDownMinutes: 60, quietHours: null, notify: true },
    contacts: { country: "" },
  };
}

export type SavedSettings = { readonly version: number; readonly settings: Settings };

// Calendars keep the days they were asked for, so the same text must give the same object.
const known = new Map<string, Settings>();

/** The saved settings; version 0 and the defaults (time zone UTC) when none were saved. Sections that a newer program added are filled. */
export async function readSettings(db: Db): Promise<SavedSettings> {
  const row = await db.selectFrom("setting").select(["value", "version"]).where("id", "=", 1).executeTakeFirst();
  const text = row?.value ?? "{}";
  let settings = known.get(text);
  if (!settings) {
    settings = filled(JSON.parse(text));
    if (known.size >= 8) known.clear();
    known.set(text, settings);
  }
  return { version: row?.version ?? 0, settings };
}

function filled(saved: unknown): Settings {
  const given = new Map(Object.entries(manyWalls(saved as SavedWall)));
  const sections = Object.entries(defaultSettings("UTC")).map(([name, usual]): [string, unknown] => {
    const value: unknown = given.get(name) ?? usual;
    if (typeof usual !== "object" || Array.isArray(usual)) return [name, value];
    return [name, { ...usual, ...(name === "targets" ? oneClock(value as SavedTargets) : (value as object)) }];
  });
  return Settings.parse(Object.fromEntries(sections));
}

/** Settings as they were while a desk had one wall. */
type SavedWall = { readonly wall?: object; readonly walls?: unknown };

/** The room of the only wall there was, and what it counted, become the first of the walls. */
function manyWalls({ wall, ...saved }: SavedWall): object {
  return wall === undefined || saved.walls !== undefined ? saved : { ...saved, walls: [{ ...firstWall, ...wall }] };
}

/** Targets as they were while only the first answer had a clock. */
type SavedTargets = { readonly care?: unknown; readonly pr?: unknown; readonly approvalMinutes?: number };

/** What was promised with one clock holds for the first answer and the next; an approval took as long everywhere. */
function oneClock({ care, pr, approvalMinutes, ...targets }: SavedTargets): object {
  if (care === undefined || pr === undefined) return targets;
  const promised = { care, pr };
  const approvals = { 1: approvalMinutes, 2: approvalMinutes, 3: approvalMinutes };
  const approval = approvalMinutes === undefined ? {} : { approval: { care: approvals, pr: approvals } };
  return { first: promised, next: promised, ...approval, ...targets };
}

export async function writeSettings(trx: Trx, { version, settings }: SavedSettings): Promise<void> {
  const value = JSON.stringify(settings);
  await trx
    .insertInto("setting")
    .values({ id: 1, value, version })
    .onConflict((conflict) => conflict.column("id").doUpdateSet({ value, version }))
    .execute();
}
