import { act } from "react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Alarm } from "../../src-main/contract/methods/alarms.ts";
import { nothingTold, tellOf } from "../../src-renderer/lib/told-alarms.ts";
import { alarmOf, createAlarmDesk } from "./support/alarm-desk.ts";
import { openPage, settle, until } from "./support/open-page.tsx";
import { idOf, MINUTE, NOON } from "./support/rows.ts";

const due = (id: string, minutesAgo: number) => ({ id, noticeAt: NOON - minutesAgo * MINUTE });

describe("whom an alarm is told", () => {
  test("each alarm once, and only from its time on", () => {
    const first = tellOf(nothingTold, [due("a", 1), due("later", -5)], NOON);
    expect(first.speakOf).toEqual(["a"]);
    expect(tellOf(first.told, [due("a", 1), due("later", -5)], NOON + MINUTE).speakOf).toBeNull();
  });

  test("alarms close together are one notice that counts them; after a pause a new one begins", () => {
    const first = tellOf(nothingTold, [due("a", 1)], NOON);
    const second = tellOf(first.told, [due("a", 1), due("b", 0)], NOON + 5 * MINUTE);
    expect(second.speakOf).toEqual(["a", "b"]);
    const third = tellOf(second.told, [due("c", -20)], NOON + 20 * MINUTE);
    expect(third.speakOf).toEqual(["c"]);
  });

  test("what was due an hour ago is on the page, and no news, now or later", () => {
    const old = tellOf(nothingTold, [due("a", 61)], NOON);
    expect(old.speakOf).toBeNull();
    expect(old.told.ids).toEqual(["a"]);
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

const shown = () => FakeNotification.shown.map(({ says }) => says);

async function openDesk(alarms: readonly Alarm[], path = "/triage") {
  const desk = createAlarmDesk({ alarms });
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
      { title: "Alarm: All mentions: 5.1× usual", body: "164 in 1 h, usual 32. Looks coordinated.", tag: idOf(5) },
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
        tag: "alarms",
      },
    ]);
  });

  test("what another window told, what is muted, over, or kept for the end of quiet hours is not told", async () => {
    localStorage.setItem("watchroom.told", JSON.stringify({ ids: [idOf(5)], burst: null }));
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

  test("a browser is asked by the button on the page of alarms and never by itself", async () => {
    FakeNotification.permission = "default";
    await openDesk([alarmOf(5)], "/alarms");
    const button = () =>
      [...document.querySelectorAll("button")].find((one) => one.textContent === "Tell me on this computer");
    await until(() => button() !== undefined, "the button is there");
    expect([FakeNotification.asked, shown()]).toEqual([0, []]);
    await act(async () => button()?.click());
    await until(() => (document.body.textContent ?? "").includes("This computer tells you of alarms."), "it may");
    expect(FakeNotification.asked).toBe(1);
  });
});
