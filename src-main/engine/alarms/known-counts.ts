import type { Settings } from "../../contract/methods/settings.ts";
import { baselineDays } from "../../domain/alarms/baseline.ts";
import { taughtAt } from "../../domain/alarms/taught.ts";
import { slotMs, slotsADay } from "../../domain/alarms/timeline.ts";
import type { Stretch } from "../../domain/alarms/timeline.ts";
import type { Parts } from "../parts.ts";
import { alarmedStretches, readTaught } from "../store/alarm.ts";
import type { SeriesName } from "../store/alarm.ts";
import type { Db } from "../store/open.ts";
import { listSpans } from "../store/running-span.ts";
import { readSettings } from "../store/setting.ts";
import { listWatches } from "../store/watch.ts";
import { gapsBetween } from "../wallboard/gaps.ts";
import { createCountMemory } from "./count-memory.ts";
import type { CountMemory } from "./count-memory.ts";
import type { Setting } from "./detector.ts";

const dayMs = slotsADay * slotMs;
/** The days that are counted: what is usual, and the day that is judged. */
const countedDays = baselineDays + 2;

/** What a look knows: for showing alarms and for what people teach. */
export type Known = {
  readonly memory: CountMemory;
  readonly setting: Setting;
  readonly settings: Settings;
  readonly gaps: readonly Stretch[];
  readonly slot: number;
};

/** Reads what came in since it was last asked; one reading at a time. */
export type KnownCounts = {
  readonly read: () => Promise<{ readonly known: Known; readonly came: number; readonly isNew: boolean }>;
  /** History was matched anew: it is counted from its beginning. */
  readonly startOver: () => void;
};

export function createKnownCounts(parts: Parts): KnownCounts {
  let memory: CountMemory | null = null;
  let watchesRead = "";
  return {
    startOver: () => {
      memory = null;
    },
    read: async () => {
      const db = parts.store.read;
      const now = parts.clock.now();
      const slot = Math.floor(now / slotMs);
      const watches = (await listWatches(db)).map(({ rowId, version }) => `${rowId}.${version}`).join(" ");
      // Changed watches were matched anew: all of history is counted by them. A clock that was set starts over as well.
      const isNew = memory === null || watches !== watchesRead || isOutside(memory, slot);
      if (memory === null || isNew) memory = createCountMemory({ now, days: countedDays });
      watchesRead = watches;
      const from = memory.firstSlot * slotMs;
      const gaps = gapsBetween(await listSpans(db, { from, to: now }), { from, to: now });
      const came = await memory.read(db, gaps);
      const { settings } = await readSettings(db);
      const setting = await settingOf(db, { memory, settings, gaps, now });
      return { known: { memory, setting, settings, gaps, slot }, came, isNew };
    },
  };
}

function isOutside({ firstSlot, length }: CountMemory, slot: number): boolean {
  const at = slot + 1 - firstSlot;
  return at > length || at < (baselineDays + 1) * slotsADay;
}

async function settingOf(
  db: Db,
  {
    memory,
    settings,
    gaps,
    now,
  }: {
    readonly memory: CountMemory;
    readonly settings: Settings;
    readonly gaps: readonly Stretch[];
    readonly now: number;
  },
): Promise<Setting> {
  const taught = await readTaught(db);
  return {
    timeline: memory.timeline(settings.calendar.timeZone, gaps),
    alarmed: await alarmedStretches(db, { from: now - (countedDays + 1) * dayMs, now }),
    sensitivity: settings.alarms.sensitivity,
    taughtOf: (series: SeriesName) => taughtAt(taught.get(series) ?? null, now),
  };
}
