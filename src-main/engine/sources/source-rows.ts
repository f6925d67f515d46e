import { sourceStates as statesInOrder } from "../../contract/methods/sources.ts";
import type { SourceRow, SourceState } from "../../contract/methods/sources.ts";
import { lastLocalDays } from "../../domain/calendar/local-days.ts";
import type { LocalDay } from "../../domain/calendar/local-days.ts";
import type { NetworkState } from "../network-state.ts";
import type { Parts } from "../parts.ts";
import { readSettings } from "../store/setting.ts";
import { listAccounts } from "../store/account.ts";
import type { AccountRecord } from "../store/account.ts";
import { listSources } from "../store/source.ts";
import type { SourceCounts } from "../store/source-counts.ts";
import type { Source } from "../store/source.ts";
import type { SourceCounter } from "./source-counter.ts";
import { isPolled } from "./reach.ts";
import { sourceHealth } from "./state.ts";
import type { Moment } from "./state.ts";

const shownDays = 14;
const windowDays = 30;
const ranks = new Map<SourceState, number>(statesInOrder.map((state, rank) => [state, rank]));

export type HealthParts = Pick<Parts, "store" | "clock"> & { readonly network: Pick<NetworkState, "offlineSince"> };
export type RowParts = HealthParts & { readonly sourceCounter: SourceCounter };

/** All sources as pages show them, those with trouble first, then by name. */
export async function sourceRows({ store, clock, network, sourceCounter }: RowParts): Promise<readonly SourceRow[]> {
  const { settings } = await readSettings(store.read);
  const moment: Moment = { now: clock.now(), offlineSince: network.offlineSince() };
  const days = lastLocalDays(moment.now, settings.calendar.timeZone, windowDays);
  const counts = await sourceCounter({
    windowFrom: days[0]?.from ?? moment.now,
    days: days.slice(-shownDays).map(({ from }) => from),
  });
  const accounts = new Map(
    (await listAccounts(store.read, { withRemoved: true })).map((account) => [account.rowId, account]),
  );
  const rows = (await listSources(store.read)).map((source) =>
    toRow(source, counts.get(source.rowId), { moment, days, accounts }),
  );
  // What the store ordered by name stays so within each state.
  return rows.toSorted((a, b) => (ranks.get(a.state) ?? 0) - (ranks.get(b.state) ?? 0));
}

/** The states of all feeds, for the status bar. */
export async function sourceStates({ store, clock, network }: HealthParts): Promise<readonly SourceState[]> {
  const moment: Moment = { now: clock.now(), offlineSince: network.offlineSince() };
  const feeds = (await listSources(store.read)).filter(isPolled);
  return feeds.map((source) => sourceHealth(source, moment).state);
}

type Asked = {
  readonly moment: Moment;
  readonly days: readonly LocalDay[];
  readonly accounts: ReadonlyMap<number, AccountRecord>;
};

function toRow(source: Source, counts: SourceCounts | undefined, { moment, days, accounts }: Asked): SourceRow {
  const { id, version, name, url, network, everything, allowPrivate, intervalMinutes, kind } = source;
  const { trouble, failures, lastOkAt, lastTryAt, nextCheckAt, newestItemAt, repaired } = source;
  const began = Math.min(source.createdAt, counts?.oldestAt ?? source.createdAt);
  return {
    ...{ id, version, name, url, network, everything, allowPrivate, intervalMinutes, kind },
    account: accountOf(source, accounts),
    ...sourceHealth(source, moment),
    ...{ trouble, failures, lastOkAt, lastTryAt, nextCheckAt, newestItemAt, repaired },
    addedAt: source.createdAt,
    days: [...(counts?.days ?? Array.from({ length: shownDays }, () => 0))],
    items: counts?.items ?? 0,
    mentions: counts?.mentions ?? 0,
    recent: {
      days: Math.max(1, days.filter(({ to }) => to > began).length),
      items: counts?.recentItems ?? 0,
      mentions: counts?.recentMentions ?? 0,
      acted: counts?.recentActed ?? 0,
    },
  };
}

function accountOf({ account }: Source, accounts: Asked["accounts"]): SourceRow["account"] {
  const record = account && accounts.get(account.rowId);
  return record ? { name: record.name, handle: record.handle ?? "", words: account.words } : null;
}
