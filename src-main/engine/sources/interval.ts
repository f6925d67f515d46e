import type { Source } from "../store/source.ts";
import { isOwnLoopback, isOwnNetwork } from "./reach.ts";

const minuteMs = 60_000;
const usualMinutes = 60;
const politeFloorMinutes = 15;
/** A server that gives no validators sends everything each time. */
const wholeFloorMinutes = 60;
const ownNetworkFloorMinutes = 1;
/** How long a feed's own slow pace may keep us away: the one post of a quiet month may be the one that matters. */
const slowestPaceMinutes = 60;
const slowestWholePaceMinutes = 4 * 60;
const ceilingMinutes = 24 * 60;
const weekMinutes = 7 * 24 * 60;
const jitterShare = 0.1;

type Timed = Pick<
  Source,
  | "url"
  | "kind"
  | "allowPrivate"
  | "intervalMinutes"
  | "ttlMinutes"
  | "hintMinutes"
  | "paceMinutes"
  | "etag"
  | "lastModified"
  | "lastOkAt"
>;

/**
 * The fewest minutes between two fetches, whatever anybody wishes: 15, or 60 for a feed that cannot be asked whether it
 * changed; 1 within one's own network, none on this very computer, once a person agreed to those.
 */
export function floorMinutes(source: Timed): number {
  if (isOwnLoopback(source)) return 0;
  if (isOwnNetwork(source)) return ownNetworkFloorMinutes;
  return isAlwaysWhole(source) ? wholeFloorMinutes : politeFloorMinutes;
}

function isAlwaysWhole({ kind, lastOkAt, etag, lastModified }: Timed): boolean {
  // An account is asked only for what is new.
  return kind !== "account" && lastOkAt !== null && etag === null && lastModified === null;
}

/**
 * Minutes between two fetches: what a person chose, else the longest of the feed's own pace (60 while it is unknown) and
 * of what the feed and its server ask for. A slow pace counts as 60, or as 4 h where every fetch sends everything: a
 * conditional fetch an hour costs a server next to nothing, and a desk that looks once a day answers a day late. Never
 * under the floor, nor over 24 h: a mis-set hint silences no feed.
 */
export function intervalMinutes(source: Timed): number {
  const slowest = isAlwaysWhole(source) ? slowestWholePaceMinutes : slowestPaceMinutes;
  const pace = Math.min(source.paceMinutes ?? usualMinutes, slowest);
  const wanted = source.intervalMinutes ?? Math.max(pace, askedMinutes(source));
  return Math.min(Math.max(wanted, floorMinutes(source)), ceilingMinutes);
}

/** Milliseconds until the next fetch: the interval, moved a little, but never sooner than floor and hints allow. */
export function nextFetchMs(source: Timed, fraction: number): number {
  const asked = source.intervalMinutes === null ? askedMinutes(source) : 0;
  const least = Math.min(Math.max(floorMinutes(source), asked), ceilingMinutes) * minuteMs;
  return Math.max(withJitter(intervalMinutes(source), fraction), least);
}

/** Minutes to wait after a number of failures in a row: 15, 30, 60 … 24 h. */
export function backOffMinutes(failures: number): number {
  return Math.min(politeFloorMinutes * 2 ** Math.max(0, failures - 1), ceilingMinutes);
}

/** Milliseconds, moved by up to 10 % either way so that sources do not gather; `fraction` in [0, 1). */
export function withJitter(minutes: number, fraction: number): number {
  return Math.round(minutes * minuteMs * (1 - jitterShare + 2 * jitterShare * fraction));
}

/**
 * Minutes that pass between two entries, by those of the last week, within 15 minutes and 24 hours. A feed shows only
 * its newest entries, so until it was listened to for a week they are too few to count on: then only a pace above the
 * usual one is believed, else null.
 */
export function paceMinutes({
  itemsOfWeek,
  listeningMs,
}: {
  readonly itemsOfWeek: number;
  readonly listeningMs: number;
}): number | null {
  const minutes = Math.round(weekMinutes / Math.max(itemsOfWeek, 1));
  const pace = Math.min(Math.max(minutes, politeFloorMinutes), ceilingMinutes);
  return listeningMs >= weekMinutes * minuteMs || pace < usualMinutes ? pace : null;
}

/** What the feed and its server ask for, in minutes; 0 when neither does. */
function askedMinutes({ ttlMinutes, hintMinutes }: Timed): number {
  return Math.max(ttlMinutes ?? 0, hintMinutes ?? 0);
}
