import type { WallSnapshot } from "../../contract/methods/wallboard.ts";
import { privateRate } from "../../domain/private-path/rate.ts";
import { pathsQueued } from "../store/private-path.ts";
import { buckets } from "../../contract/values.ts";
import { lastLocalDays } from "../../domain/calendar/local-days.ts";
import { netSentiment } from "../../domain/sentiment/net-sentiment.ts";
import type { Settings, Wall } from "../../contract/methods/settings.ts";
import type { Handlers } from "../handlers.ts";
import type { NetworkState } from "../network-state.ts";
import { isPolled } from "../sources/reach.ts";
import type { Parts } from "../parts.ts";
import type { Db } from "../store/open.ts";
import { listSpans } from "../store/running-span.ts";
import { wallOfSession } from "../store/session.ts";
import { readSettings } from "../store/setting.ts";
import { slotMs, slotOf } from "../store/slot.ts";
import { listSources } from "../store/source.ts";
import {
  countBacklog,
  privateHandovers,
  repliesUnderWay,
  slotCells,
  slotTotals,
  unanswered,
} from "../store/wallboard.ts";
import type { SlotCell } from "../store/wallboard.ts";
import { readWallAlarms } from "./alarm.ts";
import { feedsOf, freshnessOf } from "./freshness.ts";
import { gapsBetween } from "./gaps.ts";
import { readService } from "./service.ts";
import { readTopStories } from "./top-stories.ts";
import { createWallVoice } from "./voice.ts";
import { usualDays, usualOf } from "./usual.ts";
import type { Usual } from "./usual.ts";

export type WallboardParts = Parts & { readonly network: NetworkState };

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const hoursShown = 24;

export function createWallboard(parts: WallboardParts): Handlers<"wallboard.snapshot"> {
  // What is usual is read from 28 days and moves only with the quarter of an hour: it is worked out once in each.
  const known = new Map<Counted, { readonly key: string; readonly usual: Usual }>();

  async function usualAt(db: Db, { end, timeZone, counted }: UsualOf): Promise<Usual> {
    const key = `${end} ${timeZone}`;
    const last = known.get(counted);
    if (last?.key === key) return last.usual;
    const from = end - (usualDays + 2) * dayMs;
    const gaps = gapsBetween(await listSpans(db, { from, to: end }), { from, to: Math.min(end, parts.clock.now()) });
    const totals = await slotTotals(db, { from: slotOf(from), to: slotOf(end), counted });
    const usual = usualOf({ end, timeZone, totals, gaps });
    known.set(counted, { key, usual });
    return usual;
  }

  const voiceAt = createWallVoice(parts);
  return {
    "wallboard.snapshot": async ({ wall }, { device, sessionId }) => {
      const own = sessionId === null ? null : await wallOfSession(parts.store.read, sessionId);
      // A display shows what it was given, whatever it asks for: another wall may have names on it.
      const asked = device === "display" && sessionId !== null ? own : (wall ?? own);
      return readSnapshot(parts, { asked, usualAt, voiceAt });
    },
  };
}

type Counted = WallSnapshot["volume"]["counted"];
type UsualOf = { readonly end: number; readonly timeZone: string; readonly counted: Counted };
type VoiceAt = ReturnType<typeof createWallVoice>;
type UsualAt = (db: Db, at: UsualOf) => Promise<Usual>;

type Asked = { readonly asked: string | null; readonly usualAt: UsualAt; readonly voiceAt: VoiceAt };

async function readSnapshot(parts: WallboardParts, { asked, usualAt, voiceAt }: Asked): Promise<WallSnapshot> {
  const db = parts.store.read;
  const now = parts.clock.now();
  const { settings } = await readSettings(db);
  const { timeZone } = settings.calendar;
  const wall = wallOf(settings, asked);
  const { counts: counted } = wall;
  const isOffline = parts.network.state() === "offline";
  const today = lastLocalDays(now, timeZone, 1)[0]?.from ?? now;
  // 24 hours that end with the quarter of an hour that runs, so that the bars add up to the number.
  const end = (slotOf(now) + 1) * slotMs;
  const cells = await slotCells(db, { from: slotOf(end - dayMs), to: slotOf(now) });
  const feeds = (await listSources(db)).filter(isPolled);
  const { oldestQueuedAt, late } = await unanswered(db, now);
  return {
    asOf: now,
    timeZone,
    firm: settings.brand.names[0] ?? null,
    wall,
    freshness: freshnessOf(feeds, { now, isOffline }),
    offlineSince: parts.network.offlineSince(),
    ...(await readService(db, { settings, now, today })),
    ...(await readWallAlarms(db, now)),
    waiting: await countBacklog(db),
    oldest: { waitingMs: oldestQueuedAt === null ? null : now - oldestQueuedAt, late },
    volume: await readVolume(db, { cells, end, now, counted, usual: await usualAt(db, { end, timeZone, counted }) }),
    net: netSentiment({ ...countBySentiment(cells) }),
    topStories: await readTopStories(db, { since: now - dayMs, names: wall.names }),
    byBucket: countByBucket(cells),
    voice: await voiceAt(counted),
    feeds: feedsOf(feeds, { now, isOffline }),
    approvals: await repliesUnderWay(db, now),
    handovers: { ...(await privateHandovers(db, today)), reachedPercent: await reachedPercent(db, now) },
  };
}

/** The wall that was asked for; the first where none was, or where it is no longer there. */
function wallOf({ walls }: Settings, asked: string | null): Wall {
  const wall = walls.find(({ id }) => id === asked) ?? walls[0];
  if (!wall) throw new Error("a desk always has a wall");
  return wall;
}

async function reachedPercent(db: Db, now: number): Promise<number | null> {
  const { complaints, paths } = await pathsQueued(db, { from: now - 30 * dayMs, to: now });
  return privateRate(paths, { complaints, asOf: now }).completedPercent;
}

function sumOf(cells: readonly SlotCell[], count: "mentions" | "stories" = "mentions"): number {
  return cells.reduce((sum, cell) => sum + cell[count], 0);
}

function countBySentiment(cells: readonly SlotCell[]) {
  const of = (sentiment: SlotCell["sentiment"]) => sumOf(cells.filter((cell) => cell.sentiment === sentiment));
  return { positive: of("positive"), neutral: of("neutral"), negative: of("negative"), unsure: of("unsure") };
}

function countByBucket(cells: readonly SlotCell[]): WallSnapshot["byBucket"] {
  const counts = { unsorted: 0, analytics: 0, pr: 0, care: 0 };
  for (const bucket of buckets) counts[bucket] = sumOf(cells.filter((cell) => cell.bucket === bucket));
  return counts;
}

type Volume = {
  readonly cells: readonly SlotCell[];
  readonly end: number;
  readonly now: number;
  readonly counted: Counted;
  readonly usual: Usual;
};

async function readVolume(db: Db, { cells, end, now, counted, usual }: Volume): Promise<WallSnapshot["volume"]> {
  const start = end - dayMs;
  const gaps = gapsBetween(await listSpans(db, { from: start, to: now }), { from: start, to: now });
  const perHour = Map.groupBy(cells, (cell) => Math.floor((cell.slot * slotMs - start) / hourMs));
  const hours = Array.from({ length: hoursShown }, (_, hour) => {
    const from = start + hour * hourMs;
    const heard = sumOf(perHour.get(hour) ?? [], counted);
    // A backfill can know more than we heard; only silence that nobody listened to is unknown.
    const isUnheard = heard === 0 && gaps.some((gap) => gap.from <= from && gap.to >= Math.min(from + hourMs, now));
    const band = usual.hours[hour] ?? null;
    return { from, count: isUnheard ? null : heard, usualLow: band?.low ?? null, usualHigh: band?.high ?? null };
  });
  const ratioToUsual = usual.day === null || usual.day === 0 ? null : sumOf(cells, counted) / usual.day;
  const sums = { mentions: sumOf(cells), stories: sumOf(cells, "stories") };
  return { counted, ...sums, ratioToUsual, hours, gaps: [...gaps] };
}
