import type { SourceRow } from "../../../src-main/contract/methods/sources.ts";
import { idOf, MINUTE, NOON } from "./rows.ts";

/** One source that is well, number by number. */
export function sourceOf(number: number, change: Partial<SourceRow> = {}): SourceRow {
  return {
    id: idOf(number),
    version: 1,
    name: `Zqsource${number}`,
    url: `https://zq${number}.example/feed`,
    network: "news",
    everything: false,
    allowPrivate: false,
    intervalMinutes: null,
    kind: "feed",
    account: null,
    state: "ok",
    word: { is: "ok" },
    isBeforeOffline: false,
    trouble: null,
    failures: 0,
    lastOkAt: NOON,
    lastTryAt: NOON,
    nextCheckAt: NOON + 60 * MINUTE,
    newestItemAt: NOON,
    addedAt: NOON - 40 * 24 * 60 * MINUTE,
    repaired: false,
    days: Array.from({ length: 14 }, (_, day) => day),
    items: 200,
    mentions: 13,
    recent: { days: 30, items: 100, mentions: 10, acted: 4 },
    ...change,
  };
}

/** What a source is that the server locks out. */
export const blocked = {
  state: "broken",
  word: { is: "trouble", says: { code: "sourceWord.blocked", params: { status: 403 } } },
  failures: 7,
  trouble: { code: "fetch.http-403", params: {} },
} as const satisfies Partial<SourceRow>;
