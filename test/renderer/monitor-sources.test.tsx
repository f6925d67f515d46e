import { act } from "react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { FetchRow } from "../../src-main/contract/methods/sources.ts";
import { EngineError } from "../../src-renderer/lib/engine.ts";
import { createDesk } from "./support/desk.ts";
import { button, click, open, openMonitor, words } from "./support/monitor-desk.ts";
import { find, openPage, press, type, until } from "./support/open-page.tsx";
import { idOf, NOON } from "./support/rows.ts";
import { blocked, sourceOf } from "./support/sources.ts";

const fetches: readonly FetchRow[] = [
  {
    ...{ at: Date.UTC(2026, 10, 19, 14, 1), outcome: "not_modified", conditional: true, httpStatus: 304, bytes: 0 },
    ...{ tookMs: 12, newItems: null, trouble: null, nextCheckAt: null },
  },
  {
    ...{ at: Date.UTC(2026, 10, 19, 12, 56), outcome: "stored", conditional: false, httpStatus: 200, bytes: 31_400 },
    ...{ tookMs: 240, newItems: 40, trouble: null, nextCheckAt: Date.UTC(2026, 10, 19, 14) },
  },
];
const names = () => [...document.querySelectorAll("tbody tr[id] b")].map((name) => name.textContent);
const cursor = () =>
  document.getElementById(find("table").getAttribute("aria-activedescendant") ?? "")?.querySelector("b")?.textContent;
beforeEach(() => localStorage.clear());

describe("the sources", () => {
  test("those with trouble stand first and say why in words when opened", async () => {
    await openMonitor();
    expect([...document.querySelectorAll("tbody tr")].map((row) => words(row).slice(0, 20))).toEqual([
      "Blocked 403Zqsource2",
      "OKZqsource1zq1.examp",
    ]);
    await open("Zqsource2");
    expect(words(find("aside"))).toContain("The server does not let this app in (403).7 tries in a row failed.");
  });

  test("keys walk the rows, Enter opens one, the panel follows, and Escape leads back to the table", async () => {
    await openMonitor();
    await press("j");
    await press("Enter");
    expect(words(find("aside h2"))).toBe("Zqsource1");
    await press("k");
    expect(words(find("aside h2"))).toBe("Zqsource2");
    await press("Escape");
    expect([document.activeElement?.getAttribute("role"), cursor()]).toEqual(["grid", "Zqsource2"]);
  });

  test("a search in names and addresses and the counts over the table narrow it, and say so when nothing is left", async () => {
    await openMonitor();
    await press("/");
    await type(document.activeElement as HTMLInputElement, "ZQ1.example");
    expect(names()).toEqual(["Zqsource1"]);
    await type(document.activeElement as HTMLInputElement, "nowhere");
    expect(words(find("main"))).toContain("No source has these words in its name or address.");
    await click("Show all sources");
    await click("1 broken");
    expect([names(), new URLSearchParams(location.search).get("show")]).toEqual([["Zqsource2"], "broken"]);
    await click("All 2 sources");
    expect(names()).toEqual(["Zqsource2", "Zqsource1"]);
  });

  test("the head of a column orders the rows, and back", async () => {
    await openMonitor({
      sources: [sourceOf(1, { recent: { days: 30, items: 9, mentions: 1, acted: 0 } }), sourceOf(2), sourceOf(3)],
    });
    await click("Source");
    await click("Source");
    expect(names()).toEqual(["Zqsource3", "Zqsource2", "Zqsource1"]);
    expect(find("th[aria-sort=descending]").textContent).toContain("Source");
    await click("Matches");
    expect(names()[0]).toBe("Zqsource1");
  });

  test("shares say what they rest on", async () => {
    await openMonitor();
    const shares = [...document.querySelectorAll<HTMLElement>("tbody tr:first-child td[title]")];
    expect(shares.map((cell) => [cell.textContent, cell.title])).toEqual([
      ["10 %", "10 of 100 in 30 days"],
      ["40 %", "4 of 10 in 30 days"],
    ]);
    await open("Zqsource2");
    expect(words(find("aside dl"))).toContain("40.0 %, 4 of 10 mentions in 30 days");
  });

  test("what is chosen is tried together, else all that fail", async () => {
    const desk = await openMonitor();
    await press("R", { shiftKey: true });
    await press("x");
    await press("J", { shiftKey: true });
    expect(words(find("main"))).toContain("2 chosen");
    await press("r");
    expect(desk.sent("sources.poll")).toEqual([
      { ids: [idOf(2)], all: false },
      { ids: [idOf(2), idOf(1)], all: false },
    ]);
    await press("Escape");
    expect(words(find("main"))).not.toContain("chosen");
  });

  test("offline is one line, and each row says that it is how things were before", async () => {
    const desk = createDesk([]);
    const status = desk.handlers["status.get"]?.({});
    Object.assign(desk.handlers, {
      "status.get": () => ({ ...status, network: "offline", offlineSince: NOON }),
      "sources.list": () => [sourceOf(1, { isBeforeOffline: true }), sourceOf(2, { isBeforeOffline: true })],
      "watches.list": () => [],
    });
    await openPage({ link: desk.link, path: "/monitor" });
    await until(() => document.querySelector("tbody tr") !== null, "the sources are shown");
    expect(words().split("No source can be reached; they are tried again by themselves.")).toHaveLength(2);
    expect([...document.querySelectorAll("tbody tr")].map((row) => words(row).slice(0, 22))).toEqual([
      "OKsince before offline",
      "OKsince before offline",
    ]);
  });

  test("of a thousand sources only those in sight exist, and the cursor reaches the last one", async () => {
    await openMonitor({ sources: Array.from({ length: 1000 }, (_, at) => sourceOf(at + 1)) });
    expect(document.querySelectorAll("tbody tr[id]").length).toBeLessThan(60);
    expect(find("table").getAttribute("aria-rowcount")).toBe("1001");
    await press("End");
    expect(find("table").getAttribute("aria-activedescendant")).toBe(`source-${idOf(1000)}`);
  });

  test("the details are copied as plain text, without what an address keeps secret", async () => {
    await openMonitor({
      fetches,
      sources: [sourceOf(2, { ...blocked, url: "https://zq2.example/feed?user=ann&key=Zqsecret" })],
    });
    const copied: string[] = [];
    vi.spyOn(navigator.clipboard, "writeText").mockImplementation(async (text) => void copied.push(text));
    await open("Zqsource2");
    await press("c");
    await until(() => copied.length > 0, "the details are copied");
    expect(copied[0]).toContain(
      "Address: https://zq2.example/feed?user=…&key=…\nState: Blocked 403\nCode: fetch.http-403 ",
    );
    expect(copied[0]).toContain("2026-11-19T14:01:00.000Z not_modified if new HTTP 304 0 B 12 ms");
    expect(copied[0]).not.toContain("Zqsecret");
  });

  test("the last fetches stand in the panel with what they say of our manners", async () => {
    await openMonitor({ fetches });
    await open("Zqsource1");
    await until(() => document.querySelector("aside table") !== null, "the fetches are shown");
    expect(words(find("aside section"))).toContain("2 fetches, 1 unconditional. Smallest gap 65 m");
    expect([...document.querySelectorAll("aside tbody td")].slice(1, 7).map((cell) => words(cell))).toEqual([
      ...["Not modified", "if new", "304", "0.0", "12", "–"],
    ]);
  });

  test("a try now says what came", async () => {
    const desk = await openMonitor();
    await open("Zqsource2");
    await click("Try now");
    expect(desk.sent("sources.poll")).toEqual([{ ids: [idOf(2)], all: false }]);
    expect(words(find("footer[aria-label=Status]"))).toContain("Zqsource2: 3 new mentions.");
  });

  describe("removing one", () => {
    beforeEach(() => vi.useFakeTimers({ shouldAdvanceTime: true }));
    afterEach(() => vi.useRealTimers());
    const rows = () => document.querySelectorAll("tbody tr[id]").length;

    async function removeFirst() {
      const desk = await openMonitor();
      await open("Zqsource1");
      await click("Remove source");
      expect([rows(), words(document.activeElement ?? undefined)]).toEqual([2, "Keep"]);
      await click("Remove");
      expect(rows()).toBe(1);
      return desk;
    }

    test("asks in place, takes it off the list at once and tells the engine after ten seconds", async () => {
      const desk = await removeFirst();
      expect(desk.sent("sources.remove")).toEqual([]);
      await act(() => vi.advanceTimersByTimeAsync(10_500));
      expect(desk.sent("sources.remove")).toEqual([{ id: idOf(1), version: 1 }]);
    });

    test("taken back in time, the engine never hears of it", async () => {
      const desk = await removeFirst();
      await press("z", { ctrlKey: true });
      expect(rows()).toBe(2);
      await act(() => vi.advanceTimersByTimeAsync(10_500));
      expect(desk.sent("sources.remove")).toEqual([]);
    });

    test("whoever leaves the screen has decided", async () => {
      const desk = await removeFirst();
      await press("g");
      await press("t");
      expect(location.pathname).toBe("/triage");
      expect(desk.sent("sources.remove")).toEqual([{ id: idOf(1), version: 1 }]);
    });
  });

  test("whoever may not edit sees why and cannot", async () => {
    const desk = createDesk([]);
    const session = desk.handlers["session.get"]?.({});
    if (!session?.person) throw new Error("the desk has a person");
    const { person } = session;
    Object.assign(desk.handlers, {
      "session.get": () => ({ ...session, person: { ...person, roles: ["agent"] } }),
      "sources.list": () => [sourceOf(1)],
      "watches.list": () => [],
    });
    await openPage({ link: desk.link, path: "/monitor" });
    await until(() => document.querySelector("tbody tr") !== null, "the sources are shown");
    expect(button("Add source").title).toBe("Your role does not allow this.");
    await press("n");
    expect(words(find("aside"))).not.toContain("Address of a site");
  });

  test("without sources it says so and how to begin", async () => {
    await openMonitor({ sources: [] });
    await until(() => words(find("main")).includes("There are no sources yet."), "the empty state is shown");
    expect(document.querySelector("main table")).toBeNull();
  });

  test("a list that cannot be read says why and is asked again", async () => {
    const desk = createDesk([]);
    let isWell = false;
    Object.assign(desk.handlers, {
      "watches.list": () => [],
      "sources.list": () => {
        if (!isWell) throw new EngineError("damaged");
        return [sourceOf(1)];
      },
    });
    await openPage({ link: desk.link, path: "/monitor" });
    await until(() => words().includes("The file of the workspace is damaged."), "the failure is shown");
    isWell = true;
    await click("Try again");
    await until(() => document.querySelector("tbody tr") !== null, "the sources are shown");
    expect(document.querySelectorAll("tbody tr")).toHaveLength(1);
  });
});
