import type { Settings } from "../../contract/methods/settings.ts";
import type { Output, Parsed } from "../../contract/methods.ts";
import { Refusal } from "../../contract/refusal.ts";
import { hasOpenHours } from "../../domain/calendar/calendar.ts";
import { isTimeZone } from "../../domain/calendar/time-zone.ts";
import { retimeCases } from "../cases/retime-cases.ts";
import { runCommand } from "../commands.ts";
import type { Call, Handlers } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { keepPastHours } from "../store/past-hours.ts";
import { readSettings, writeSettings } from "../store/setting.ts";
import { markHoursSet, readSetup, writeDismissed } from "./setup.ts";

type SettingsMethod = "settings.get" | "settings.save" | "settings.dismissSetup";

export function createSettings(parts: Parts): Handlers<SettingsMethod> {
  return {
    "settings.get": async () => ({
      ...(await readSettings(parts.store.read)),
      setup: await readSetup(parts.store.read),
    }),
    "settings.save": (input, call) => saveSettings(parts, input, call),
    "settings.dismissSetup": ({ commandId, dismissed }, call) =>
      runCommand(
        parts,
        { call, method: "settings.dismissSetup", commandId, topics: ["settings", "session"] },
        async ({ trx }) => {
          await writeDismissed(trx, dismissed);
          return readSetup(trx);
        },
      ),
  };
}

async function saveSettings(
  parts: Parts,
  input: Parsed<"settings.save">,
  call: Call,
): Promise<Output<"settings.save">> {
  const { commandId, version } = input;
  // A section that the sender left out stays; JSON cannot say undefined, but in-process callers can.
  const change = Object.fromEntries(
    Object.entries(input.change).filter(([, value]) => value !== undefined),
  ) as Partial<Settings>;
  if (change.calendar) refuseBadCalendar(change.calendar, "change.calendar");
  if (change.calendar && !hasOpenHours(change.calendar)) throw new Refusal("calendar-empty");
  for (const { hours } of change.calendars ?? []) refuseBadCalendar(hours, "change.calendars");
  if (change.walls) refuseTwoOfOne(change.walls);
  const topics = ["settings", "session", "triage", "case", "wallboard", "status"] as const;
  return runCommand(parts, { call, method: "settings.save", commandId, topics }, async (act) => {
    const saved = await readSettings(act.trx);
    if (saved.version !== version) throw new Refusal("stale", { what: "settings", version: saved.version });
    const next = { version: version + 1, settings: { ...saved.settings, ...change } };
    refuseLostCalendar(next.settings);
    const hasNewHours = change.calendar || change.calendars || change.targets;
    if (hasNewHours) await keepPastHours(act.trx, { until: act.at, hours: saved.settings });
    await writeSettings(act.trx, next);
    if (change.calendar || change.targets) await markHoursSet(act.trx);
    await act.record({ kind: "settings.saved", subjectId: "settings", payload: { version: next.version, change } });
    // Read back, so that the clocks are reckoned with the calendars that later reads will have at hand.
    if (hasNewHours) await retimeCases(act, (await readSettings(act.trx)).settings);
    return next;
  });
}

/** A display names its wall by id, and a tile that stands twice on a page says nothing more. */
function refuseTwoOfOne(walls: Settings["walls"]): void {
  if (new Set(walls.map(({ id }) => id)).size < walls.length)
    throw new Refusal("bad-input", { path: "change.walls", what: "twice" });
  if (walls.some(({ pages }) => pages.some((tiles) => new Set(tiles).size < tiles.length)))
    throw new Refusal("bad-input", { path: "change.walls.pages", what: "twice" });
}

/** A bucket names a calendar that is there, and no two calendars are the same one. */
function refuseLostCalendar({ calendars, targets }: Settings): void {
  const ids = new Set(calendars.map(({ id }) => id));
  if (ids.size < calendars.length) throw new Refusal("bad-input", { path: "change.calendars", what: "twice" });
  const lost = [targets.hours.care, targets.hours.pr].some((id) => id !== null && !ids.has(id));
  if (lost) throw new Refusal("calendar-used");
}

function refuseBadCalendar(calendar: Settings["calendar"], path: string): void {
  if (!isTimeZone(calendar.timeZone)) throw new Refusal("bad-input", { path: `${path}.timeZone`, what: "time-zone" });
  const isBackwards = Object.values(calendar.week)
    .flat()
    .some(([from, to]) => to <= from);
  if (isBackwards) throw new Refusal("bad-input", { path: `${path}.week`, what: "backwards" });
}
