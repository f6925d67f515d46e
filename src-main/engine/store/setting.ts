import { Settings } from "../../contract/methods/settings.ts";
import type { Db, Trx } from "./open.ts";

const nineToFive: [number, number][] = [[9 * 60, 17 * 60]];

/** What a desk starts with: Monday to Friday 9 to 17 in its own time zone, and cautious targets. */
export function defaultSettings(timeZone: string): Settings {
  return {
    brand: { names: [], misspellings: [], rivals: [], sites: [] },
    calendar: {
      timeZone,
      week: { Mon: nineToFive, Tue: nineToFive, Wed: nineToFive, Thu: nineToFive, Fri: nineToFive, Sat: [], Sun: [] },
      holidays: [],
    },
    targets: {
      care: { 1: 60, 2: 60, 3: 120 },
      pr: { 1: 60, 2: 120, 3: 240 },
      approvalMinutes: 30,
      serviceLevelPercent: 80,
    },
    holdMinutes: 5,
    selfApproval: false,
    unsureBelow: 0.45,
    wall: { diagonalInches: 55, distanceMetres: 5, counts: "mentions" },
    alarms: { sensitivity: "normal", coolDownMinutes: 60, quietHours: null, notify: true },
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
  const given = new Map(Object.entries(saved as object));
  const sections = Object.entries(defaultSettings("UTC")).map(([name, usual]): [string, unknown] => {
    const value: unknown = given.get(name) ?? usual;
    return [name, typeof usual === "object" ? { ...usual, ...(value as object) } : value];
  });
  return Settings.parse(Object.fromEntries(sections));
}

export async function writeSettings(trx: Trx, { version, settings }: SavedSettings): Promise<void> {
  const value = JSON.stringify(settings);
  await trx
    .insertInto("setting")
    .values({ id: 1, value, version })
    .onConflict((conflict) => conflict.column("id").doUpdateSet({ value, version }))
    .execute();
}
