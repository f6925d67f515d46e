import type { SourceRow, SourceState } from "../../contract/methods/sources.ts";
import { lastLocalDays } from "../../domain/calendar/local-days.ts";
import type { Db } from "../store/open.ts";
import { readSettings } from "../store/setting.ts";
import { sourceCounts } from "../store/source-counts.ts";
import { listSources } from "../store/source.ts";
import type { SourceCounts } from "../store/source-counts.ts";
import type { Source } from "../store/source.ts";
import { sourceState } from "./state.ts";

const shownDays = 14;
const troubled: ReadonlySet<SourceState> = new Set<SourceState>(["broken", "gone", "retrying"]);

/** All sources as pages show them, those with trouble first, then by name. */
export async function sourceRows(db: Db, now: number): Promise<readonly SourceRow[]> {
  const { settings } = await readSettings(db);
  const days = lastLocalDays(now, settings.calendar.timeZone, shownDays);
  const counts = await sourceCounts(db, [...days.map((day) => day.from), days.at(-1)?.to ?? now]);
  const rows = (await listSources(db)).map((source) => toRow(source, counts.get(source.rowId), now));
  return rows.toSorted((a, b) => Number(troubled.has(b.state)) - Number(troubled.has(a.state)));
}

/** The states of all sources, for the status bar. */
export async function sourceStates(db: Db, now: number): Promise<readonly SourceState[]> {
  return (await listSources(db)).map((source) => sourceState(source, now));
}

function toRow(source: Source, counts: SourceCounts | undefined, now: number): SourceRow {
  const { id, version, name, url, network, everything, allowPrivate, intervalMinutes, trouble, failures } = source;
  const { lastOkAt, lastTryAt, nextCheckAt, newestItemAt } = source;
  return {
    ...{ id, version, name, url, network, everything, allowPrivate, intervalMinutes, trouble, failures },
    ...{ lastOkAt, lastTryAt, nextCheckAt, newestItemAt },
    state: sourceState(source, now),
    days: [...(counts?.days ?? Array.from({ length: shownDays }, () => 0))],
    items: counts?.items ?? 0,
    mentions: counts?.mentions ?? 0,
  };
}
