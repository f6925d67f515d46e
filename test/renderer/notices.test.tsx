import { act } from "react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Alarm } from "../../src-main/contract/methods/alarms.ts";
import type { DeskNotice } from "../../src-main/contract/methods/notices.ts";
import { nothingTold, tellOf } from "../../src-renderer/lib/told.ts";
import { alarmOf, createAlarmDesk } from "./support/alarm-desk.ts";
import { openPage, settle, until } from "./support/open-page.tsx";
import { idOf, MINUTE, NOON } from "./support/rows.ts";

const due = (id: string, minutesAgo: number, group = "alarm") => ({ id, noticeAt: NOON - minutesAgo * MINUTE, group });
const at = (now: number) => ({ now, pathOf: () => "/alarms" });
const alarms = (...ids: readonly string[]) => [{ group: "alarm", ids }];

describe("what is told", () => {
  test("is told once, and only from its time on", () => {
    const first = tellOf(nothingTold, [due("a", 1), due("later", -5)], at(NOON));
    expect(first.tell).toEqual(alarms("a"));
    expect(tellOf(first.told, [due("a", 1), due("later", -5)], at(NOON + MINUTE)).tell).toEqual([]);
  });

  test("close together is one notice of its group that counts them; after a pause a new one begins", () => {
    const first = tellOf(nothingTold, [due("a", 1)], at(NOON));
    const second = tellOf(first.told, [due("a", 1), due("b", 0), due("c", 0, "arrived care")], at(NOON + 5 * MINUTE));
    expect(second.tell).toEqual([...alarms("a", "b"), { group: "arrived care", ids: ["c"] }]);
    const third = tellOf(second.told, [due("d", -20)], at(NOON + 20 * MINUTE));
    expect(third.tell).toEqual(alarms("d"));
  });

  test("was due an hour ago is on the page, and no news, now or later", () => {
    const old = tellOf(nothingTold, [due("a", 61)], at(NOON));
    expect([old.tell, old.told.ids]).toEqual([[], ["a"]]);
  });
});

/** The browser's notices, as far as the page uses them. */
class FakeNotification extends EventTarget {
  static permission: NotificationPermission = "granted";
  static asked = 0;
  static shown: FakeNotification[] = [];
  static requestPermission(): Promise<NotificationPermission> {
    FakeNotification.asked += 1;
    FakeNotification.permission = "granted";
    return Promise.resolve("granted");
  }
  readonly says: { readonly title: string; readonly body: string; readonly tag: string };
  constructor(title: string, { body = "", tag = "" }: NotificationOptions) {
    super();
    this.says = { title, body, tag };
    FakeNotification.shown.push(this);
  }
  close(): void {}
}

type DeskParts = { path?: string; notices?: readonly DeskNotice[] };

const shown = () => FakeNotification.shown.map(({ says }) => says);

async function openDesk(alarms: readonly Alarm[], { path = "/triage", notices = [] }: DeskParts = {}) {
  const desk = createAlarmDesk({ alarms });
  desk.handlers["notices.list"] = () => ({ asOf: NOON, notices: [...notices] });
  await openPage({ link: desk.link, path });
  await until(() => desk.calls.some(({ name }) => name === "alarms.list"), "the alarms were asked for");
  await settle();
  return desk;
}

describe("a page that tells of alarms", () => {
  beforeEach(() => {
    vi.useFakeTimers({ shouldAdvanceTime: true, now: NOON });
    localStorage.clear();
    FakeNotification.permission = "granted";
    FakeNotification.asked = 0;
    FakeNotification.shown = [];
    vi.stubGlobal("Notification", FakeNotification);
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  test("one alarm is one notice with numbers, without a name or a word of anybody; a click opens it", async () => {
    await openDesk([alarmOf(5, { looksCoordinated: true, topTerm: "Zqname" })]);
    await until(() => shown().length > 0, "it is told");
    expect(shown()).toEqual([
      { title: "Alarm: All mentions: 5.1× usual", body: "164 in 1 h, usual 32. Looks coordinated.", tag: "alarm" },
    ]);
    await act(async () => void FakeNotification.shown[0]?.dispatchEvent(new Event("click")));
    await until(() => location.pathname + location.search === `/alarms?alarm=${idOf(5)}`, "its card is open");
    expect(shown()).toHaveLength(1);
  });

  test("several at once are one notice with their number", async () => {
    await openDesk([alarmOf(5), alarmOf(6, { series: { kind: "negative", watch: null } })]);
    await until(() => shown().length > 0, "they are told");
    expect(shown()).toEqual([
      {
        title: "2 alarms",
        body: "All mentions: 5.1× usual\nNegative mentions: 5.1× usual",
        tag: "alarm",
      },
    ]);
  });

  test("what another window told, what is muted, over, or kept for the end of quiet hours is not told", async () => {
    localStorage.setItem("watchroom.told", JSON.stringify({ ids: [idOf(5)], bursts: {} }));
    await openDesk([
      alarmOf(5),
      alarmOf(6, { mutedUntil: NOON + 30 * MINUTE }),
      alarmOf(7, { state: "ended", endedAt: NOON }),
      alarmOf(8, { noticeAt: NOON + 30 * MINUTE }),
      alarmOf(9, { noticeAt: null }),
    ]);
    await settle();
    expect(shown()).toEqual([]);
  });

  test("a burst in a queue is one notice with its number and leads to the queue; one thing leads to its case", async () => {
    const arrived = (number: number, change: Partial<DeskNotice> = {}): DeskNotice => ({
      ...{ id: idOf(number), kind: "arrived", storyId: idOf(90 + number), bucket: "care", noticeAt: NOON - MINUTE },
      ...change,
    });
    const given = arrived(9, { kind: "assigned", bucket: "pr" });
    const burst = Array.from({ length: 12 }, (_, index) => arrived(20 + index));
    await openDesk([], { notices: [...burst, given, arrived(40, { noticeAt: NOON + 30 * MINUTE })] });
    await until(() => shown().length === 2, "they are told");
    expect(shown()).toEqual([
      { title: "12 new in Contact centre", body: "", tag: "arrived care" },
      { title: "1 case is given to you", body: "", tag: "assigned" },
    ]);
    await act(async () => void FakeNotification.shown[0]?.dispatchEvent(new Event("click")));
    await until(() => location.pathname + location.search === "/triage?view=care", "its queue is open");
    await act(async () => void FakeNotification.shown[1]?.dispatchEvent(new Event("click")));
    await until(() => location.pathname === `/case/${given.storyId}`, "its case is open");
  });

  test("a browser is asked by the button on the page of alarms and never by itself", async () => {
    FakeNotification.permission = "default";
    await openDesk([alarmOf(5)], { path: "/alarms" });
    const button = () =>
      [...document.querySelectorAll("button")].find((one) => one.textContent === "Tell me on this computer");
    await until(() => button() !== undefined, "the button is there");
    expect([FakeNotification.asked, shown()]).toEqual([0, []]);
    await act(async () => button()?.click());
    await until(
      () => (document.body.textContent ?? "").includes("This computer tells you outside the page, too."),
      "it may",
    );
    expect(FakeNotification.asked).toBe(1);
  });
});
