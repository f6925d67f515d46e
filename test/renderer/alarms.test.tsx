import { act } from "react";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { groupAlarms } from "../../src-renderer/features/alarms/alarm-groups.ts";
import { drawHours } from "../../src-renderer/features/alarms/hours-drawing.ts";
import { oddsOf } from "../../src-renderer/features/alarms/odds.ts";
import { alarmOf, createAlarmDesk, measure } from "./support/alarm-desk.ts";
import type { Desk } from "./support/desk.ts";
import { find, openPage, press, settle, until } from "./support/open-page.tsx";
import { idOf, MINUTE, NOON, rowOf } from "./support/rows.ts";
import { findStrays } from "./support/strays.ts";

const HOUR = 60 * MINUTE;

// Both screens are loaded when they are first opened; on a busy machine that takes longer than a page is waited for.
beforeAll(async () => {
  await Promise.all([
    import("../../src-renderer/features/alarms/screen.tsx"),
    import("../../src-renderer/features/triage/screen.tsx"),
  ]);
});

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true, now: NOON });
  localStorage.clear();
  sessionStorage.clear();
});
afterEach(() => vi.useRealTimers());

const words = (element: Element | null) => (element?.textContent ?? "").replaceAll(/\s+/g, " ").trim();
const part = (title: string) => {
  const found = [...document.querySelectorAll("main section")].find(
    (each) => words(each.querySelector(":scope > h3")) === title,
  );
  if (!found) throw new Error(`no part is called ${title}\n${document.body.textContent}`);
  return words(found);
};
const button = (name: string) => {
  const found = [...document.querySelectorAll("main button")].find((each) => words(each).startsWith(name));
  if (!found) throw new Error(`no button says ${name}`);
  return found as HTMLButtonElement;
};

/** The page at an address, once what it is opened for is shown: the acts of the card, unless said otherwise. */
async function openAlarms(
  desk: Desk = createAlarmDesk(),
  { path = "/alarms", says = "Not an alarm" } = {},
): Promise<Desk> {
  await openPage({ link: desk.link, path });
  await until(() => words(document.querySelector("main")).includes(says), `${says} is shown`);
  return desk;
}

const ended = (number: number, hoursAgo: number) =>
  alarmOf(number, {
    state: "ended",
    since: NOON - hoursAgo * HOUR,
    raisedAt: NOON - hoursAgo * HOUR,
    endedAt: NOON - (hoursAgo - 1) * HOUR,
  });

describe("alarms, apart from the page", () => {
  test("what runs comes first, then day by day, the newest first", () => {
    const day = (at: number) => new Date(at).toISOString().slice(0, 10);
    const groups = groupAlarms([ended(1, 30), ended(2, 6), alarmOf(3), ended(4, 8)], day);
    expect(groups.map((group) => [group.day, group.alarms.map(({ id }) => id)])).toEqual([
      [null, [idOf(3)]],
      ["2026-11-19", [idOf(2), idOf(4)]],
      ["2026-11-18", [idOf(1)]],
    ]);
  });

  test.each([
    { p: 2e-4, odds: 5000 },
    { p: 0.00031, odds: 3000 },
    { p: 1e-9, odds: 1e9 },
    { p: 1e-12, odds: null },
    { p: 0, odds: null },
  ])("a chance of $p is one in $odds", ({ p, odds }) => expect(oddsOf(p)).toBe(odds));

  test("the line of the hours breaks where nobody listened, and so does the usual range", () => {
    const hour = (index: number, count: number | null) => ({
      from: index * HOUR,
      count,
      usual: count === null ? null : 2,
      bound: count === null ? null : 4,
    });
    const gaps = [{ from: 2 * HOUR, to: 3 * HOUR }];
    const drawing = drawHours(
      { hours: [hour(0, 2), hour(1, 4), hour(2, null), hour(3, 8)], gaps },
      { width: 400, top: 0, bottom: 80 },
    );
    expect(drawing.lines).toEqual(["M0 60H100L100 40H200", "M300 0H400"]);
    expect(drawing.bands).toEqual(["M0 80L0 40H100L100 40H200V80Z", "M300 80L300 40H400V80Z"]);
    expect([drawing.gaps, drawing.peak, drawing.usual]).toEqual([
      [{ x: 200, width: 100 }],
      { x: 350, y: 0, count: 8 },
      { x: 0, y: 40, bound: 4 },
    ]);
  });
});

describe("the card of an alarm", () => {
  test("says what, against what is usual, how rarely chance does that, and since when", async () => {
    await openAlarms();
    expect(words(find("main h2#alarm-title"))).toBe("All mentions: 5.1× usual");
    expect(part("What")).toBe(
      "What164 mentions in 1 hour. Usual at this time is 32; from 61 on it is more than usual. That is 5.1 times the usual. Chance alone would do that 1 in 5,000 times.Since 11:39, still running: 21 m · Noticed 11:41",
    );
    expect(words(find("main header [title]"))).toBe("Likely");
  });

  test("says why: the words that rose, where, in what tone, and the first posts as text", async () => {
    await openAlarms();
    expect(part("Why")).toContain("zqengine88 times, usual 1.5");
    expect(part("Why")).toContain("Zqboard97");
    expect(part("Why")).toContain("140 negative, 20 neutral, 1 positive, 3 unsure");
    expect(part("The first posts")).toContain("11:39Zqauthor OneZqboardNew here<b>zqfirst words</b>");
    expect(find('main a[href^="/case/"]').getAttribute("href")).toBe(`/case/${idOf(31)}`);
  });

  test("says who and how alike with numbers, looks coordinated, and accuses nobody", async () => {
    await openAlarms(createAlarmDesk({ alarms: [alarmOf(5, { looksCoordinated: true })] }));
    expect(part("Who")).toBe("Who141 authors. 120 of them were not seen in the 28 days before (85 %). Usual is 30 %.");
    const alike = part("How alike");
    expect(alike).toContain("Looks coordinated38 authors wrote nearly the same text, 40 posts.");
    expect(alike).toContain("85 % of the authors are new here, usual is 30 %.");
    expect(alike).toContain("It does not say who is behind them or why; people decide.");
    expect(alike).toContain("40 nearly equal posts by 38 authors, 36 new here, 11:40 to 11:58zqcopied words");
    expect(words(find("main"))).not.toMatch(/attack|bots?\b|fake|campaign/i);
  });

  test("of a worse tone it says shares, and the other counts that are too many as well", async () => {
    const dip = { windowHours: 24, count: 62, usual: 18, bound: 30, n: 84, p: 1e-10, ratio: 3.4 };
    const also = [
      { kind: "negative", watch: null } as const,
      { kind: "watch", watch: { id: idOf(50), name: "Delays" } } as const,
    ];
    await openAlarms(createAlarmDesk({ alarms: [alarmOf(5, { kind: "dip", measure: dip, also })] }));
    expect(words(find("main h2#alarm-title"))).toBe("All mentions: 62 % negative, usually 18 %");
    expect(part("What")).toContain(
      "62 % of 84 mentions with a sure tone in 24 hours are negative. Usual is 18 %; from 30 % on it is more than usual.",
    );
    expect(part("What")).toContain("less than 1 in a billion");
    expect(part("What")).toContain("Too many as well: Negative mentions and Delays.");
  });

  test("the chart has the same hours as a table", async () => {
    await openAlarms();
    expect(find('main svg[role="img"]').getAttribute("aria-label")).toBe(
      "All mentions by the hour, 48 hours, against the usual range",
    );
    const rows = [...document.querySelectorAll("main details tbody tr")].map(words);
    expect(rows).toHaveLength(48);
    expect(rows[0]).toBe("19 Nov 12:001643261");
    expect(rows[45]).toBe("17 Nov 15:00No data––");
  });
});

describe("the acts on an alarm by keyboard", () => {
  test("N calls it no alarm, says what that teaches, and Ctrl+Z takes both back", async () => {
    const desk = await openAlarms();
    await press("n");
    expect(desk.sent("alarms.dismiss")).toEqual([{ alarm: { id: idOf(5), version: 1 } }]);
    await until(
      () => words(find("main header")).includes("Not an alarm") || words(find("main")).includes("This alarm is over."),
      "it is over",
    );
    expect(words(find("footer[aria-label=Status]"))).toContain("raises none for some weeks");
    await press("z", { ctrlKey: true });
    await until(() => words(find("main")).includes("still running"), "it runs again");
    expect(desk.sent("alarms.undo")).toEqual([{ batchId: idOf(150) }]);
  });

  test("the card that is read stays when it is called no alarm, though another one leads the list then", async () => {
    await openAlarms(createAlarmDesk({ alarms: [alarmOf(5), alarmOf(6, { raisedAt: NOON - HOUR })] }));
    await press("n");
    await until(() => words(find("main")).includes("This alarm is over."), "it is over");
    expect(words(find('main nav [aria-current="true"]'))).toContain("Not an alarm");
  });

  test("M mutes for an hour and ends the mute", async () => {
    const desk = await openAlarms();
    await press("m");
    await until(() => words(find("main")).includes("Muted until 13:00"), "it is muted");
    expect(words(button("End the mute"))).toContain("M");
    await press("m");
    await until(() => !words(find("main")).includes("Muted until"), "the mute is over");
    expect(desk.sent("alarms.mute").map(({ minutes }) => minutes)).toEqual([60, 0]);
  });

  test("an alarm that is over can neither be muted nor called none, and the buttons say why", async () => {
    const desk = await openAlarms(createAlarmDesk({ alarms: [ended(5, 6)] }));
    expect(button("Not an alarm").title).toBe("This alarm is over.");
    await act(async () => button("Not an alarm").click());
    await press("m");
    await press("n");
    expect([...desk.sent("alarms.dismiss"), ...desk.sent("alarms.mute")]).toEqual([]);
  });

  test("a version that somebody changed meanwhile is told, and nothing is claimed", async () => {
    const desk = await openAlarms();
    act(() => void desk.handlers["alarms.mute"]?.({ commandId: idOf(9), alarm: { id: idOf(5), version: 1 } }));
    await press("n");
    await until(() => words(find("footer[aria-label=Status]")).includes("Somebody changed it meanwhile"), "it is told");
    expect(words(find("main"))).not.toContain("This alarm is over.");
  });

  test("O opens its mentions in triage, where they stay in sight whatever is done, and leads back", async () => {
    const desk = createAlarmDesk();
    desk.rows = [rowOf(1), rowOf(2)];
    await openAlarms(desk);
    await press("o");
    await until(() => words(document.querySelector("main h1")) === "Mentions of an alarm", "triage is shown");
    expect(location.pathname + location.search).toBe(`/triage?alarm=${idOf(5)}`);
    expect(desk.sent("triage.page").at(-1)).toMatchObject({ alarm: idOf(5), search: "" });
    await press("1");
    await settle();
    expect(document.querySelectorAll('[role="option"]')).toHaveLength(2);
    expect(find(`main a[href="/alarms?alarm=${idOf(5)}"]`).textContent).toBe("Back to the alarm");
  });

  test("J and K walk the list, and the address names the alarm", async () => {
    await openAlarms(createAlarmDesk({ alarms: [alarmOf(5), ended(6, 6), ended(7, 30)] }));
    await press("j");
    expect(location.search).toBe(`?alarm=${idOf(6)}`);
    await press("j");
    await press("j");
    expect(location.search).toBe(`?alarm=${idOf(7)}`);
    await press("k");
    await until(() => words(find('nav [aria-current="true"]')).includes("Ended"), "the one before is chosen");
    expect(location.search).toBe(`?alarm=${idOf(6)}`);
  });

  test("G I comes here from anywhere, and the rail counts what runs", async () => {
    const desk = createAlarmDesk({ alarms: [alarmOf(5), alarmOf(6), ended(7, 30)] });
    await openPage({ link: desk.link, path: "/triage" });
    await until(() => document.querySelector('nav a[href="/alarms"]') !== null, "the rail is shown");
    await until(() => words(find('nav a[href="/alarms"]')).includes("2 alarms running"), "they are counted");
    await press("g");
    await press("i");
    await until(() => document.querySelector("#alarm-title") !== null, "the alarms are shown");
    expect(location.pathname).toBe("/alarms");
  });
});

describe("when there is nothing to show", () => {
  test("no alarm says how many counts are watched, and when they were looked at", async () => {
    await openAlarms(createAlarmDesk({ alarms: [] }), { says: "Last look" });
    expect(words(find("main"))).toContain(
      "No alarm in 28 days4 counts are watched: all mentions, negative ones, each watch. Last look 12:00.",
    );
  });

  test("a desk that is still learning says how far it is, beside alarms and without any", async () => {
    const learning = { heardHours: 50, neededHours: 336 };
    await openAlarms(createAlarmDesk({ alarms: [], listed: { learning } }), { says: "hours heard" });
    expect(words(find("main"))).toContain("50 of 336 hours heard");
  });

  test("a failure says so and can be tried again", async () => {
    const desk = createAlarmDesk();
    const list = desk.handlers["alarms.list"];
    delete desk.handlers["alarms.list"];
    await openPage({ link: desk.link, path: "/alarms" });
    await until(() => document.querySelector("main [role=alert]") !== null, "the failure is told");
    desk.handlers["alarms.list"] = list as NonNullable<typeof list>;
    await act(async () => button("Try again").click());
    await until(() => words(find("main")).includes("5.1× usual"), "the alarms are shown");
    expect(document.querySelector("main [role=alert]")).toBeNull();
  });

  test("an alarm that is not there any more says so; the list stays", async () => {
    await openAlarms(createAlarmDesk(), { path: `/alarms?alarm=${idOf(9)}`, says: "It is not there" });
    expect(words(find("main [role=alert]"))).toContain("It is not there any more.");
    expect(words(find("main nav"))).toContain("All mentions5.1×");
  });

  test("without a line to the engine what was shown stays, and the bar above says so", async () => {
    const desk = await openAlarms();
    desk.setState("lost");
    await settle();
    expect(words(document.body)).toContain("5.1× usual");
    expect(words(document.body)).toContain("What you see is from 12:00.");
  });
});

describe("a running alarm elsewhere", () => {
  test("triage has one line that leads to the card; the status bar another", async () => {
    const desk = createAlarmDesk({
      alarms: [alarmOf(5, { looksCoordinated: true }), alarmOf(6, { raisedAt: NOON - HOUR })],
    });
    await openPage({ link: desk.link, path: "/triage" });
    await until(() => words(find("main")).includes("5.1× usual"), "the line is shown");
    expect(words(find("main p[role=status]"))).toBe(
      "All mentions: 5.1× usual, since 11:39, looks coordinated and 1 moreShow the alarm",
    );
    expect(find("main p[role=status] a").getAttribute("href")).toBe(`/alarms?alarm=${idOf(5)}`);
    expect(words(find('footer[aria-label=Status] a[href="/alarms"]'))).toBe("2 alarms running");
  });

  test("a quiet desk has neither", async () => {
    const desk = createAlarmDesk({ alarms: [ended(5, 6)] });
    await openPage({ link: desk.link, path: "/triage" });
    await until(() => desk.calls.some(({ name }) => name === "alarms.list"), "it was asked");
    await settle();
    expect(document.querySelector("main p[role=status], footer a[href='/alarms']")).toBeNull();
  });
});

test("every word of the page comes from the catalogue", async () => {
  const desk = createAlarmDesk({
    alarms: [alarmOf(5, { looksCoordinated: true, measure: { ...measure, ratio: null } }), ended(6, 30)],
    listed: { learning: { heardHours: 50, neededHours: 336 } },
  });
  await openPage({ link: desk.link, path: "/alarms", language: "pseudo" });
  await until(() => document.querySelector("main details") !== null, "the card is shown");
  expect(findStrays(find("main"), [/Zq\w+( One)?/, /<b>zqfirst words<\/b>/, /zq\w+( words)?/, /\d+ Nov/])).toEqual([]);
});
