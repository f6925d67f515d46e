import { act } from "react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Session } from "../../src-main/contract/methods/session.ts";
import type { WallSnapshot } from "../../src-main/contract/methods/wallboard.ts";
import { dimAt } from "../../src-renderer/features/wall/night.ts";
import {
  arcMinutesOf,
  fitPage,
  fitWall,
  pageArea,
  shapeAspects,
  unreadable,
  wallSizes,
} from "../../src-renderer/ui/wall/geometry.ts";
import { ageOfSources } from "../../src-renderer/ui/wall/tile-age.ts";
import { drawVolume } from "../../src-renderer/ui/wall/volume-drawing.ts";
import { cutAtUnits, wallCount } from "../../src-renderer/ui/wall/wall-numbers.ts";
import { createFakeLink } from "./support/fake-link.ts";
import { find, openPage, press, settle, until } from "./support/open-page.tsx";
import { wall } from "./support/wall.ts";
import { idOf, MINUTE, NOON, sunniva } from "./support/rows.ts";

const HOUR = 60 * MINUTE;
const fresh = { asOf: NOON, lateSources: 0, totalSources: 32, lateSince: null, state: "fresh" } as const;

function snapshotOf(change: Partial<WallSnapshot> = {}): WallSnapshot {
  const from = NOON - 23 * HOUR;
  return {
    asOf: NOON,
    timeZone: "UTC",
    firm: "Ternway Ferries",
    wall,
    freshness: fresh,
    offlineSince: null,
    serviceLevel: {
      ...{ percent: 86, n: 37, goalPercent: 80, targetMinutes: 60, state: "on_target", from: NOON - 12 * HOUR },
      buckets: [{ bucket: "care", percent: 91, n: 33, state: "on_target" }],
    },
    response: { percent: 48, n: 40, answered: 19, markPercent: 33 },
    voice: { counted: "mentions", from: from, to: NOON, sum: 0, brands: [] },
    alarm: null,
    mutedAlarms: 0,
    waiting: 41,
    oldest: { waitingMs: 128 * MINUTE, late: 2 },
    volume: {
      counted: "mentions",
      mentions: 1234,
      stories: 380,
      ratioToUsual: 1.3,
      hours: Array.from({ length: 24 }, (_, hour) => ({
        from: from + hour * HOUR,
        count: hour === 12 ? null : hour,
        usualLow: 5,
        usualHigh: 12,
      })),
      gaps: [{ from: from + 12 * HOUR, to: from + 13 * HOUR }],
    },
    net: { value: -18.4, band: 7.2, n: 598, positive: 120, neutral: 250, negative: 228, unsure: 66 },
    topStories: [
      { id: idOf(9), title: "<b>Zqstory</b>", watch: null, network: "news", copies: 68, sentiment: "negative" },
    ],
    byBucket: { unsorted: 9, analytics: 431, pr: 40, care: 127 },
    feeds: { total: 32, ok: 31, down: 1, late: 1 },
    approvals: { waiting: 4, onHold: 2, toPost: 1 },
    handovers: { open: 6, done: 13, reachedPercent: 81.8 },
    ...change,
  };
}

const displaySession = (): Session => ({
  device: "display",
  person: null,
  people: [],
  workspace: { name: "desk.db", kind: "desk" },
  setupDone: true,
});

async function openWall(change: Partial<WallSnapshot> = {}) {
  const desk = createFakeLink({ "session.get": displaySession, "wallboard.snapshot": () => snapshotOf(change) });
  await openPage({ link: desk.link, path: "/wall" });
  await until(() => (document.body.textContent ?? "").includes("Waiting41"), "the numbers are shown");
  return desk;
}

const words = (element: Element) => (element.textContent ?? "").replaceAll(/\s+/g, " ");
const tile = (title: string) => {
  const found = [...document.querySelectorAll("section")].find(
    (section) => section.querySelector("h2")?.textContent === title,
  );
  if (!found) throw new Error(`no tile is called ${title}`);
  return found;
};

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true, now: NOON });
  localStorage.clear();
  const display = { innerWidth: 1920, innerHeight: 1080, outerWidth: 1920 };
  for (const [name, value] of Object.entries(display))
    Object.defineProperty(globalThis, name, { configurable: true, value });
  Object.defineProperty(screen, "height", { configurable: true, value: 1080 });
});
afterEach(() => vi.useRealTimers());

describe("sizes from the room", () => {
  test.each([
    { inches: 43, min: 6.0, text: 7.5, hero: 22.6 },
    { inches: 55, min: 4.7, text: 5.9, hero: 17.7 },
    { inches: 65, min: 4.0, text: 5.0, hero: 15.0 },
    { inches: 75, min: 3.5, text: 4.3, hero: 13.0 },
  ])("$inches inch at 5 m need letters of $min, $text and $hero vh", ({ inches, min, text, hero }) => {
    const sizes = wallSizes({ diagonalInches: inches, distanceMetres: 5 });
    expect([sizes.min, sizes.text, sizes.hero].map((size) => Number(size.toFixed(1)))).toEqual([min, text, hero]);
  });

  test("a small display far away carries fewer tiles a page instead of smaller letters", () => {
    const near = { ...wall, diagonalInches: 55 };
    const far = { ...wall, diagonalInches: 43 };
    expect(unreadable(near)).toEqual([[], [], []]);
    expect(unreadable(far)[0]).toEqual(["stories", "feeds"]);
    expect(fitWall(far).sizes.min).toBeCloseTo(6.0, 1);
  });

  test("a wall that is near keeps its design instead of shrinking to a corner", () => {
    const { sizes } = fitWall({ diagonalInches: 75, distanceMetres: 1 });
    expect(Number(sizes.min.toFixed(1))).toBe(3.4);
    expect(Number((sizes.hero / sizes.min).toFixed(2))).toBe(3.75);
  });

  test.each(["16:9", "4:3", "9:16"] as const)(
    "on no %s display a letter is below 16 arc minutes, whatever the room and the bars of a browser",
    (shape) => {
      for (const diagonalInches of [20, 43, 55, 98])
        for (const distanceMetres of [1, 3, 5, 12])
          for (const share of [1, 0.85]) {
            const room = { diagonalInches, distanceMetres };
            const aspect = shapeAspects[shape];
            const { sizes } = fitWall(room, { aspect: aspect / share, share });
            expect(arcMinutesOf(sizes.min * share, { room, aspect })).toBeGreaterThanOrEqual(15.999);
          }
    },
  );

  test("a portrait display carries the same tiles under each other", () => {
    const fit = fitWall(wall, { aspect: shapeAspects["9:16"] });
    const { rows, left } = fitPage(["volume", "net", "stories"], fit);
    expect(rows.map((row) => row.map(({ tile: of }) => of))).toEqual([["volume"], ["net"], ["stories"]]);
    expect(left).toEqual([]);
  });

  test("tiles fill the page, one beside the other, and rows alike share their columns", () => {
    const fit = fitWall(wall);
    const area = pageArea(fit);
    const { rows } = fitPage(["volume", "net", "stories", "feeds"], fit);
    expect(rows.map((row) => row.map(({ tile: of }) => of))).toEqual([
      ["volume", "net"],
      ["stories", "feeds"],
    ]);
    for (const row of rows) expect(row.reduce((sum, { width }) => sum + width, 2.2)).toBeCloseTo(area.width);
    expect(rows[0]?.map(({ width }) => width)).toEqual(rows[1]?.map(({ width }) => width));
  });
});

describe("the night of a wall", () => {
  const night = { fromMinute: 22 * 60, toMinute: 6 * 60, dimPercent: 60 };
  test.each([
    ["before it", Date.UTC(2026, 10, 19, 20, 59), 0],
    ["from its first minute", Date.UTC(2026, 10, 19, 21, 0), 60],
    ["over midnight", Date.UTC(2026, 10, 20, 0, 30), 60],
    ["until its last minute", Date.UTC(2026, 10, 20, 5, 0), 0],
    ["an hour earlier by UTC in summer", Date.UTC(2026, 6, 19, 20, 0), 60],
    ["in the hour that comes twice", Date.UTC(2026, 9, 25, 1, 30), 60],
  ] as const)("is dark by the clock of the desk: %s", (_name, at, percent) => {
    expect(dimAt(at, { night, timeZone: "Europe/Berlin" })).toBe(percent);
  });
});

describe("numbers of the wall", () => {
  test("large counts are rounded and an unknown one is a dash", () => {
    const number = (value: number | null, digits = 0) => (value ?? 0).toFixed(digits);
    expect([0, 999, 1234, 12_345, null].map((value) => wallCount(value, { number }))).toEqual([
      "0",
      "999",
      "1.2k",
      "12k",
      "–",
    ]);
  });

  test("units are set apart from digits", () => {
    expect(cutAtUnits("1 h 08").map(({ text, isUnit }) => (isUnit ? `(${text})` : text))).toEqual(["1", "( h )", "08"]);
  });

  test("the measured line breaks at a gap and never touches zero there", () => {
    const { volume } = snapshotOf();
    const drawing = drawVolume(volume, { width: 460, top: 0, bottom: 100, tick: 20, letter: 10 });
    expect(drawing.lines).toHaveLength(2);
    expect(drawing.gaps).toEqual([{ x: 240, width: 20 }]);
    expect(drawing.end).toEqual({ x: 460, y: 0, count: 23 });
  });

  test("the word of the usual range stands where the line leaves it free", () => {
    const hour = (at: number, count: number) => ({ from: at * HOUR, count, usualLow: 1, usualHigh: 2 });
    const hours = Array.from({ length: 24 }, (_, at) => hour(at, at < 12 ? 2.5 : 8));
    const volume = { hours, gaps: [] };
    const { usual } = drawVolume(volume, { width: 460, top: 10, bottom: 100, tick: 20, letter: 10 });
    expect(usual?.x).toBeGreaterThan(240);
    expect(usual?.y).toBeCloseTo(100 - (2 / 8) * 90 - 2.8);
  });

  test("the age of a tile counts from the moment that its sources fell behind", () => {
    const stale = { ...fresh, state: "stale", lateSources: 12, lateSince: NOON - 34 * MINUTE } as const;
    expect(ageOfSources(stale, NOON)).toEqual({
      state: "stale",
      forMs: 34 * MINUTE,
      since: NOON - 34 * MINUTE,
      late: 12,
      total: 32,
    });
  });
});

describe("the wall on a display", () => {
  test("shows its numbers and asks for nothing but the snapshot", async () => {
    const desk = await openWall();
    expect(words(find('section[aria-label="Pinned numbers"]'))).toBe(
      "No alarm12:00Service level today86 %ON TARGETgoal 80 in 1 hWaiting41Oldest2 late2 h 08",
    );
    expect(words(tile("Mentions, 24 h"))).toContain("1.2k");
    expect(words(tile("Net sentiment"))).toContain("−18± 7n 598, 10 % unsure");
    expect([...new Set(desk.calls.map(({ name }) => name))].toSorted()).toEqual(["session.get", "wallboard.snapshot"]);
    expect(document.querySelector("nav[aria-label=Sections], footer")).toBeNull();
  });

  test("a title of a feed stays text", async () => {
    await openWall();
    expect(tile("Top stories × copies").querySelector("li b")).toBeNull();
    expect(words(tile("Top stories × copies"))).toContain("<b>Zqstory</b>");
  });

  test("what comes from late sources says how old it is, what the desk does stays fresh", async () => {
    await openWall({ freshness: { ...fresh, state: "late", lateSources: 3, lateSince: NOON - 12 * MINUTE } });
    expect(words(tile("Net sentiment"))).toContain("12 min old");
    expect(words(tile("Mentions, 24 h"))).toContain("3 of 32 sources latelate since 11:48");
    expect(words(tile("Feeds"))).toContain("12:00");
  });

  test("a stale tile says so in words with its last time", async () => {
    await openWall({ freshness: { ...fresh, state: "stale", lateSources: 12, lateSince: NOON - 34 * MINUTE } });
    expect(words(tile("Net sentiment"))).toContain("STALE 34 min11:26");
  });

  test("what is not known is a dash and never a zero", async () => {
    await openWall({
      serviceLevel: {
        percent: null,
        n: 0,
        goalPercent: 80,
        targetMinutes: 60,
        state: "unknown",
        from: NOON,
        buckets: [],
      },
      oldest: { waitingMs: null, late: 0 },
      net: { value: null, band: null, n: 0, positive: 0, neutral: 0, negative: 0, unsure: 12 },
      volume: { counted: "mentions", mentions: 12, stories: 12, ratioToUsual: null, hours: [], gaps: [] },
    });
    expect(words(find('section[aria-label="Pinned numbers"]'))).toContain("n 0–NONE DUEgoal 80 in 1 hWaiting41Oldest–");
    expect(words(tile("Net sentiment"))).toContain("–only unsure, n 12");
    expect(words(tile("Mentions, 24 h"))).toContain("no usual yet");
  });

  test("a desk without feeds says why it has no numbers, and claims no zero", async () => {
    await openWall({
      volume: {
        ...{ counted: "mentions", mentions: 0, stories: 0, ratioToUsual: null, gaps: [] },
        hours: [{ from: NOON - HOUR, count: 0, usualLow: null, usualHigh: null }],
      },
      feeds: { total: 0, ok: 0, down: 0, late: 0 },
      topStories: [],
    });
    expect(words(tile("Mentions, 24 h"))).toContain("–no feeds yet");
    expect(words(tile("Feeds"))).toContain("–no feeds yet");
    expect(words(tile("Top stories × copies"))).toContain("no feeds yet");
  });

  test("one mention is one point: a number with its thin basis, in grey", async () => {
    await openWall({ net: { value: 100, band: 0, n: 1, positive: 1, neutral: 0, negative: 0, unsure: 0 } });
    expect(words(tile("Net sentiment"))).toContain("100± 0n 1, few; 0 unsure");
    expect(tile("Net sentiment").querySelector("[class*=thin]")).not.toBeNull();
  });

  test("a source that is down for a week, and a desk that is offline, are told with their time", async () => {
    await openWall({
      offlineSince: NOON - 20 * MINUTE,
      freshness: { ...fresh, state: "stale", lateSources: 32, lateSince: NOON - 7 * 24 * HOUR },
    });
    expect(words(tile("Mentions, 24 h"))).toContain("offline since 11:40");
    expect(words(tile("Net sentiment"))).toContain("STALE 7 d12 Nov");
    expect(words(tile("Feeds"))).toContain("OFFLINE11:40");
  });

  test("on a display nothing can be opened; a person opens the rows of a number", async () => {
    await openWall();
    expect(document.querySelector("main a")).toBeNull();
  });

  test("before the first numbers everything is a dash", async () => {
    const desk = createFakeLink({
      "session.get": displaySession,
      "wallboard.snapshot": () => new Promise(() => undefined) as never,
    });
    await openPage({ link: desk.link, path: "/wall" });
    await until(() => document.querySelector("main h2") !== null, "the wall is shown");
    expect(words(tile("Mentions, 24 h"))).toBe("Mentions, 24 h––");
    expect(words(tile("Feeds"))).toBe("Feeds––/–");
  });

  test("a lost engine is told across the whole width with the time of the last numbers", async () => {
    const desk = await openWall();
    expect(document.querySelector("main [role=alert]")).toBeNull();
    desk.setState("lost");
    await settle();
    expect(words(find("main [role=alert]"))).toBe("Not updating since 12:00");
  });

  test("an engine that stays silent for 15 seconds is told too", async () => {
    const desk = await openWall();
    desk.handlers["wallboard.snapshot"] = () => new Promise(() => undefined) as never;
    await act(() => vi.advanceTimersByTimeAsync(14_000));
    expect(document.querySelector("main [role=alert]")).toBeNull();
    await act(() => vi.advanceTimersByTimeAsync(3000));
    expect(words(find("main [role=alert]"))).toBe("Not updating since 12:00");
  });

  test("pages turn by themselves after their time and by arrows at once", async () => {
    await openWall();
    await press("ArrowRight");
    expect(words(tile("By bucket"))).toContain("Care127");
    await press("ArrowRight");
    expect(words(tile("To approve"))).toContain("42 on hold1 to post");
    await press("ArrowLeft");
    await act(() => vi.advanceTimersByTimeAsync(24_000));
    expect(words(tile("By bucket"))).toContain("Unsorted9");
    await act(() => vi.advanceTimersByTimeAsync(2000));
    expect(words(tile("To private"))).toContain("13 done");
  });

  test("space holds the page until it is pressed again", async () => {
    await openWall();
    await press(" ");
    await act(() => vi.advanceTimersByTimeAsync(60_000));
    expect(words(tile("Mentions, 24 h"))).toContain("1.2k");
    await press(" ");
    await act(() => vi.advanceTimersByTimeAsync(26_000));
    expect(words(tile("By bucket"))).toContain("Care127");
  });

  test("the pinned strip stays on every page", async () => {
    await openWall();
    for (let page = 0; page < 3; page += 1) {
      expect(words(find('section[aria-label="Pinned numbers"]'))).toContain("Waiting41");
      await press("ArrowRight");
    }
  });

  test("the cursor goes when the pointer rests for 3 seconds and comes back when it moves", async () => {
    await openWall();
    const isHidden = () => find("main").className.includes("unattended");
    await act(() => vi.advanceTimersByTimeAsync(3100));
    expect(isHidden()).toBe(true);
    await act(async () => void document.dispatchEvent(new Event("pointermove")));
    expect(isHidden()).toBe(false);
  });

  test("F11 asks the browser for the whole display", async () => {
    await openWall();
    const ask = vi.fn<() => Promise<void>>(async () => undefined);
    Object.defineProperty(document.documentElement, "requestFullscreen", { configurable: true, value: ask });
    await press("F11");
    expect(ask).toHaveBeenCalledOnce();
  });

  test("the picture moves a little every few minutes against burn-in", async () => {
    await openWall();
    const before = find("main").style.transform;
    await act(() => vi.advanceTimersByTimeAsync(3 * MINUTE));
    expect(find("main").style.transform).not.toBe(before);
  });
});

describe("the wall while an alarm runs", () => {
  const alarm: NonNullable<WallSnapshot["alarm"]> = {
    running: 1,
    kind: "spike",
    series: { kind: "negative", watch: null },
    looksCoordinated: false,
    measure: { windowHours: 1, count: 164, usual: 32, bound: 61, n: 164, p: 1e-9, ratio: 5.1 },
    since: NOON - 21 * MINUTE,
  };
  const strip = () => words(find('section[aria-label="Alarm"]'));

  test("says above all else what is too much, since when, and how it looks", async () => {
    await openWall({ alarm });
    expect(strip()).toBe("Negative mentions164 in 1 h, since 11:39, no sign of coordination5.1×usual");
    expect(words(find('section[aria-label="Pinned numbers"]'))).not.toContain("No alarm");
  });

  test("names a watch, the look of coordination, and how many more run", async () => {
    const watch = { id: idOf(5), name: "Delays" };
    await openWall({ alarm: { ...alarm, series: { kind: "watch", watch }, looksCoordinated: true, running: 3 } });
    expect(strip()).toBe("Delays164 in 1 h, since 11:39, looks coordinated, 2 more5.1×usual");
  });

  test("of a worse tone it shows the share, and of what never came before the count", async () => {
    const dip = { windowHours: 24, count: 62, usual: 18, bound: 30, n: 84, p: 1e-5, ratio: 3.4 };
    const desk = await openWall({
      alarm: { ...alarm, kind: "dip", series: { kind: "all", watch: null }, measure: dip },
    });
    expect(strip()).toBe("All mentionsn 84 in 24 h, since 11:39, no sign of coordination62 %negative");
    const measure = { ...alarm.measure, usual: 0, ratio: null };
    desk.handlers["wallboard.snapshot"] = () => snapshotOf({ alarm: { ...alarm, measure } });
    desk.change({ topics: ["wallboard"] });
    await until(() => strip().endsWith("164usually none"), "the count stands alone");
  });

  test("pages stop on the first one until it is over; hands still turn them", async () => {
    const desk = await openWall();
    await press("ArrowRight");
    desk.handlers["wallboard.snapshot"] = () => snapshotOf({ alarm });
    desk.change({ topics: ["alarms"] });
    await until(() => document.querySelector('section[aria-label="Alarm"]') !== null, "the alarm is shown");
    expect(words(tile("Mentions, 24 h"))).toContain("1.2k");
    await act(() => vi.advanceTimersByTimeAsync(60_000));
    expect(words(tile("Mentions, 24 h"))).toContain("1.2k");
    await press("ArrowRight");
    expect(words(tile("By bucket"))).toContain("Care127");
    desk.handlers["wallboard.snapshot"] = () => snapshotOf();
    desk.change({ topics: ["alarms"] });
    await until(() => document.querySelector('section[aria-label="Alarm"]') === null, "the alarm is over");
    await act(() => vi.advanceTimersByTimeAsync(26_000));
    expect(words(tile("To private"))).toContain("13 done");
  });

  test("the chart marks when it began", () => {
    const { volume } = snapshotOf();
    const frame = { width: 460, top: 0, bottom: 100, tick: 20, letter: 10 };
    expect(drawVolume(volume, { ...frame, alarmAt: NOON - HOUR }).alarm).toBe(440);
    expect(drawVolume(volume, { ...frame, alarmAt: NOON - 30 * HOUR }).alarm).toBeNull();
  });

  test("what is muted is not shown, and not passed over in silence", async () => {
    await openWall({ mutedAlarms: 1 });
    expect(words(find('section[aria-label="Pinned numbers"]'))).toContain("1 muted");
    expect(document.querySelector('h2[aria-label="1 alarm muted"]')).not.toBeNull();
  });
});

describe("the wall in front of a person", () => {
  test("every number opens its rows", async () => {
    const person = { ...sunniva, roles: ["agent" as const] };
    const desk = createFakeLink({
      "session.get": () => ({ ...displaySession(), device: "desk", person }),
      "wallboard.snapshot": () => snapshotOf(),
    });
    await openPage({ link: desk.link, path: `/wall/${idOf(7)}` });
    await until(() => document.querySelector("main a[href*=kpi]") !== null, "the numbers are shown");
    expect(desk.sent("wallboard.snapshot")[0]).toEqual({ wall: idOf(7) });
    const links = [...document.querySelectorAll("main a")].map(
      (link) => new URL(link.getAttribute("href") ?? "", "http://x"),
    );
    const kpis = links.flatMap(({ searchParams }) => searchParams.get("kpi") ?? []);
    expect(kpis).toEqual(["service_level", "backlog", "backlog", "volume", "net_sentiment"]);
  });

  test("Escape leads back to the desk", async () => {
    const person = { ...sunniva, roles: ["agent" as const] };
    const desk = createFakeLink({
      "session.get": () => ({ ...displaySession(), device: "desk", person }),
      "wallboard.snapshot": () => snapshotOf(),
    });
    await openPage({ link: desk.link, path: "/wall" });
    await until(() => document.querySelector("main h2") !== null, "the wall is shown");
    await press("Escape");
    expect(location.pathname).toBe("/triage");
  });
});
