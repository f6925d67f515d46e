import type { Alarm, AlarmEvidence, AlarmMeasure } from "../../../src-main/contract/methods/alarms.ts";
import { EngineError, type Input, type Output } from "../../../src-renderer/lib/engine.ts";
import { createDesk, type Desk } from "./desk.ts";
import { idOf, MINUTE, NOON } from "./rows.ts";

const HOUR = 60 * MINUTE;

export const measure: AlarmMeasure = { windowHours: 1, count: 164, usual: 32, bound: 61, n: 164, p: 2e-4, ratio: 5.1 };

/** An alarm about all mentions that began 21 minutes before noon and runs. */
export function alarmOf(number: number, change: Partial<Alarm> = {}): Alarm {
  return {
    id: idOf(number),
    version: 1,
    state: "ongoing",
    kind: "spike",
    series: { kind: "all", watch: null },
    also: [],
    looksCoordinated: false,
    confidence: "likely",
    measure,
    since: NOON - 21 * MINUTE,
    raisedAt: NOON - 19 * MINUTE,
    endedAt: null,
    dismissedAt: null,
    mutedUntil: null,
    noticeAt: NOON - 19 * MINUTE,
    mentions: 164,
    authors: 141,
    topTerm: "zqengine",
    ...change,
  };
}

export const evidence: AlarmEvidence = {
  asOf: NOON - MINUTE,
  terms: [{ term: "zqengine", count: 88, usual: 1.5, score: 402 }],
  sources: [{ name: "Zqboard", network: "forum", count: 97 }],
  firstPosts: [
    {
      storyId: idOf(31),
      at: NOON - 21 * MINUTE,
      source: "Zqboard",
      network: "forum",
      author: "Zqauthor One",
      handle: null,
      excerpt: "<b>zqfirst words</b>",
      url: null,
      isNewAuthor: true,
    },
  ],
  authors: { total: 141, isNew: 120, usualNewPercent: 30 },
  clusters: [
    {
      posts: 40,
      authors: 38,
      newAuthors: 36,
      from: NOON - 20 * MINUTE,
      to: NOON - 2 * MINUTE,
      excerpt: "zqcopied words",
    },
  ],
  signs: [
    { kind: "near_copies", authors: 38, posts: 40 },
    { kind: "new_authors", percent: 85.1, usualPercent: 30 },
  ],
  tone: { positive: 1, neutral: 20, negative: 140, unsure: 3 },
};

/** Two days by the hour; the desk slept in the third hour. */
const hours: Output<"alarms.show">["hours"] = Array.from({ length: 48 }, (_, hour) => ({
  from: NOON - (47 - hour) * HOUR,
  count: hour === 2 ? null : hour === 47 ? 164 : 30,
  usual: hour === 2 ? null : 32,
  bound: hour === 2 ? null : 61,
}));

type AlarmDeskParts = { alarms?: readonly Alarm[]; listed?: Partial<Output<"alarms.list">> };

/** A desk whose alarms can be muted, called none, and brought back. */
export function createAlarmDesk({ alarms = [alarmOf(5)], listed = {} }: AlarmDeskParts = {}): Desk {
  const desk = createDesk([]);
  let kept = alarms;
  const before = new Map<string, readonly Alarm[]>();
  function change({ alarm: { id, version } }: Input<"alarms.mute">, to: Partial<Alarm>) {
    const found = kept.find((alarm) => alarm.id === id);
    if (!found) throw new EngineError("not-found");
    if (found.version !== version) throw new EngineError("stale");
    const batchId = idOf(150 + before.size);
    before.set(batchId, kept);
    const alarm = { ...found, ...to, version: version + 1 };
    kept = kept.map((one) => (one.id === id ? alarm : one));
    return { batchId, alarm };
  }
  const isRunning = ({ state }: Alarm) => state === "raised" || state === "ongoing";
  Object.assign(desk.handlers, {
    "alarms.list": (): Output<"alarms.list"> => ({
      asOf: NOON,
      running: kept.filter(isRunning).length,
      alarms: [...kept],
      settings: { sensitivity: "normal", coolDownMinutes: 60, quietHours: null, notify: true },
      learning: null,
      taught: [],
      ...listed,
    }),
    "alarms.show": ({ id }: Input<"alarms.show">): Output<"alarms.show"> => {
      const alarm = kept.find((one) => one.id === id);
      if (!alarm) throw new EngineError("not-found");
      const gaps = [{ from: NOON - 45 * HOUR, to: NOON - 44 * HOUR }];
      return { asOf: NOON, timeZone: "UTC", alarm, evidence, hours, gaps };
    },
    "alarms.mute": (input: Input<"alarms.mute">) =>
      change(input, { mutedUntil: input.minutes === 0 ? null : NOON + (input.minutes ?? 60) * MINUTE }),
    "alarms.dismiss": (input: Input<"alarms.mute">) =>
      change(input, { state: "dismissed", dismissedAt: NOON, endedAt: NOON }),
    "alarms.undo": ({ batchId }: Input<"alarms.undo">) => {
      kept = (before.get(batchId) ?? []).map((alarm) => ({ ...alarm, version: alarm.version + 2 }));
      return { alarm: kept[0] };
    },
    "watches.list": () => [{ id: idOf(50) }, { id: idOf(51) }],
  });
  return desk;
}
