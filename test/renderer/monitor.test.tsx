import { act } from "react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { RuleRow } from "../../src-main/contract/methods/rules.ts";
import type { SourceRow } from "../../src-main/contract/methods/sources.ts";
import type { WatchPreview, WatchRow } from "../../src-main/contract/methods/watches.ts";
import type { Input } from "../../src-renderer/lib/engine.ts";
import { EngineError } from "../../src-renderer/lib/engine.ts";
import { createDesk, type Desk } from "./support/desk.ts";
import { find, openPage, press, settle, type, until } from "./support/open-page.tsx";
import { idOf, NOON } from "./support/rows.ts";
import { blocked, sourceOf } from "./support/sources.ts";

const watchOf = (number: number, change: Partial<WatchRow> = {}): WatchRow => ({
  id: idOf(number),
  version: 5,
  name: `Zqwatch${number}`,
  set: "issue",
  query: "ternway NEAR/5 late",
  mentions: 352,
  savedAt: NOON,
  ...change,
});
const ruleOf = (number: number, position: number): RuleRow => ({
  id: idOf(number),
  version: 1,
  position,
  name: `Zqrule${number}`,
  query: `late${number}`,
  bucket: "care",
  department: null,
  priority: null,
  labels: [],
  stop: true,
  reason: "Zqreason",
});

function previewOf(query: string): WatchPreview {
  const breaks = /\bNOT\s*$/.test(query);
  return {
    fault: breaks
      ? { at: query.length, says: { code: "query.error.expected_term_after", params: { operator: "NOT" } } }
      : null,
    mentions: breaks ? 0 : 352,
    stories: breaks ? 0 : 41,
    tookMs: 38.2,
    scanned: 12_400,
    days: [
      { day: "2026-11-18", mentions: 3 },
      { day: "2026-11-19", mentions: 7 },
    ],
    wouldRoute: { care: 12, pr: 40, unsorted: 9, analytics: 291 },
    samples: breaks
      ? []
      : [
          {
            id: idOf(90),
            source: "Zqboard",
            title: null,
            text: "<img src=x> refund is late",
            spans: [{ field: "text", from: 12, to: 18 }],
            sentiment: "negative",
          },
        ],
  };
}

type MonitorParts = { sources?: SourceRow[]; watches?: WatchRow[]; rules?: RuleRow[] };

async function openMonitor({
  sources = [sourceOf(2, blocked), sourceOf(1)],
  watches = [watchOf(50)],
  rules = [ruleOf(60, 1), ruleOf(61, 2)],
}: MonitorParts = {}): Promise<Desk> {
  const desk = createDesk([]);
  Object.assign(desk.handlers, {
    "sources.list": () => structuredClone(sources),
    "sources.update": (input: Input<"sources.update">) =>
      Object.assign(sources.find(({ id }) => id === input.id) ?? {}, input),
    "sources.remove": () => ({}),
    "sources.fetches": () => fetches,
    "sources.poll": () => ({ polled: 1, notModified: 0, failed: 0, newMentions: 3 }),
    "watches.list": () => watches,
    "watches.preview": ({ query }: { query: string }) => previewOf(query),
    "watches.save": (input: Input<"watches.save">) => {
      const saved = {
        ...watchOf(59),
        ...input,
        id: input.id ?? idOf(59),
        version: (input.version ?? 0) + 1,
      } as WatchRow;
      watches = [...watches.filter(({ id }) => id !== saved.id), saved];
      return saved;
    },
    "rules.list": () => rules,
    "rules.save": (input: Input<"rules.save">) => ({ ...ruleOf(69, 1), ...input }),
    "rules.remove": () => ({}),
  });
  await openPage({ link: desk.link, path: "/monitor" });
  await until(() => sources.length === 0 || document.querySelector("tbody tr") !== null, "the sources are shown");
  return desk;
}

const fetches = [
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
const words = (element: Element = document.body) => (element.textContent ?? "").replaceAll(/\s+/g, " ");
const queryField = () => find<HTMLTextAreaElement>("aside textarea");
const button = (name: string) => {
  const found = [...document.querySelectorAll("button")].find(
    (each) => words(each).includes(name) || each.getAttribute("aria-label") === name,
  );
  if (!found) throw new Error(`no button says ${name}`);
  return found;
};
const open = async (name: string) => {
  const row = [...document.querySelectorAll<HTMLElement>("tbody tr")].find((each) => words(each).includes(name));
  await act(async () => row?.click());
  await settle();
};
const click = async (name: string) => {
  await act(async () => button(name).click());
  await settle();
};

async function write(field: HTMLTextAreaElement, text: string): Promise<void> {
  const setValue = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")?.set;
  await act(async () => {
    setValue?.call(field, text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

beforeEach(() => localStorage.clear());

describe("the query editor", () => {
  test("what a query finds is shown while it is typed, with marks and as text", async () => {
    const desk = await openMonitor();
    await write(queryField(), "refund OR late");
    await until(
      () => desk.sent("watches.preview").some((input) => (input as { query: string }).query === "refund OR late"),
      "the engine is asked",
    );
    await until(() => words(find("aside")).includes("352 mentions, 41 stories, 38 ms"), "the count is shown");
    expect(words(find("aside"))).toContain(
      "Care 12 PR 40 Unsorted 9 Analytics 291".replaceAll(/ (?=PR|Unsorted|Analytics)/g, ""),
    );
    expect(words(find("aside mark"))).toBe("refund");
    expect(document.querySelector("aside img")).toBeNull();
  });

  test("a fault is underlined and said with its place, and the query cannot be saved", async () => {
    const desk = await openMonitor();
    await write(queryField(), "refund\nAND late NOT");
    await until(() => queryField().getAttribute("aria-invalid") === "true", "the fault is shown");
    const described = document.getElementById(queryField().getAttribute("aria-describedby") ?? "");
    expect(words(described ?? undefined)).toContain(
      "Line 2, position 13: something is missing here; expected a word or a phrase after NOT.",
    );
    expect(find("aside [class*=faulty]").textContent).toBe("NOT");
    await press("s", { ctrlKey: true });
    expect(desk.sent("watches.save")).toEqual([]);
    expect(words(find("footer[aria-label=Status]"))).toContain("The query cannot be read yet.");
  });

  test("Ctrl+S in the field saves the next version", async () => {
    const desk = await openMonitor();
    await write(queryField(), "refund OR late");
    queryField().focus();
    await press("s", { ctrlKey: true });
    await until(() => words(find("aside")).includes("version 6"), "the new version is shown");
    expect(desk.sent("watches.save")).toEqual([
      { id: idOf(50), version: 5, name: "Zqwatch50", set: "issue", query: "refund OR late" },
    ]);
    expect(button("Save version 7").getAttribute("aria-disabled")).toBe("true");
  });

  test("a place that only the save finds is shown in the same way", async () => {
    const desk = await openMonitor();
    desk.handlers["watches.save"] = () => {
      throw new EngineError("query-invalid", { at: 0, says: "query.error.empty_group" });
    };
    await write(queryField(), "refund");
    await press("s", { ctrlKey: true });
    await until(() => queryField().getAttribute("aria-invalid") === "true", "the fault is shown");
    expect(words(find("aside"))).toContain("Line 1, position 1: there is nothing between these parentheses");
  });

  test("unsaved words stay when another watch or a source is opened meanwhile", async () => {
    await openMonitor({ watches: [watchOf(50), watchOf(51)] });
    await write(queryField(), "kept");
    await click("Zqwatch51");
    expect(queryField().value).toBe("ternway NEAR/5 late");
    await open("Zqsource1");
    await press("Escape");
    await click("Zqwatch50");
    expect(queryField().value).toBe("kept");
    expect(words(find("aside"))).toContain("version 5, unsaved");
  });
});

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
    await openMonitor();
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

  test("its settings are saved with the version that was seen", async () => {
    const desk = await openMonitor();
    await open("Zqsource1");
    await type(find<HTMLInputElement>("aside form input[type=text], aside form input:not([type])"), "Zqrenamed");
    await click("Save source");
    expect(desk.sent("sources.update")).toEqual([
      {
        id: idOf(1),
        version: 1,
        name: "Zqrenamed",
        network: "news",
        intervalMinutes: null,
        everything: false,
        allowPrivate: false,
      },
    ]);
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

describe("adding a source", () => {
  async function lookAt(answer: unknown) {
    const desk = await openMonitor();
    Object.assign(desk.handlers, { "sources.probe": () => answer, "sources.add": () => sourceOf(3) });
    await press("n");
    await type(find<HTMLInputElement>("aside input[inputmode=url]"), " zq.example ");
    await click("Look");
    return desk;
  }
  const found = {
    failure: null,
    title: "Zq <b>news</b>",
    url: "https://zq.example/feed",
    items: [{ title: "Zqnewest", publishedAt: null }],
    itemCount: 40,
  };

  test("shows what is there as text before anything is saved, then adds it", async () => {
    const desk = await lookAt(found);
    expect(words(find("aside h3"))).toBe("Zq <b>news</b>");
    expect(words(find("aside"))).toContain("40 entries");
    expect(desk.sent("sources.add")).toEqual([]);
    await click("Add this source");
    expect(desk.sent("sources.add")).toEqual([
      { url: "https://zq.example/feed", allowPrivate: false, name: "Zq <b>news</b>" },
    ]);
  });

  test("says in one sentence why an address cannot be read", async () => {
    await lookAt({ ...found, failure: { code: "feed.not_a_feed", params: {} } });
    expect(words(find("aside [role=status]"))).toBe("This is a web page, not a feed.");
    expect(words(find("aside"))).not.toContain("Add this source");
  });

  test("asks for consent to an address of our own network and looks again with it", async () => {
    const desk = await lookAt({ ...found, failure: { code: "fetch.private-address", params: {} } });
    await act(async () => find("aside input[type=checkbox]").click());
    await settle();
    expect(desk.sent("sources.probe")).toEqual([
      { url: "zq.example", allowPrivate: false },
      { url: "zq.example", allowPrivate: true },
    ]);
  });
});

describe("the rules", () => {
  test("stand in their order and a rule moves by one place", async () => {
    const desk = await openMonitor();
    await click("Rules");
    expect([...document.querySelectorAll("aside ol b")].map((name) => name.textContent)).toEqual([
      "Zqrule60",
      "Zqrule61",
    ]);
    await click("Move Zqrule61 up");
    expect(desk.sent("rules.save")).toEqual([
      {
        id: idOf(61),
        version: 1,
        name: "Zqrule61",
        query: "late61",
        bucket: "care",
        priority: null,
        department: null,
        labels: [],
        reason: "Zqreason",
        position: 1,
      },
    ]);
    expect(words(find("footer[aria-label=Status]"))).toContain("Rule Zqrule61 moved.Undo");
  });

  test("a new rule stands last and carries its reason", async () => {
    const desk = await openMonitor();
    await click("Rules");
    await click("New rule");
    await write(queryField(), "broken NEAR/3 promise");
    await type(find<HTMLInputElement>("aside form input"), "Zqnew");
    await click("Save rule");
    expect(desk.sent("rules.save")).toEqual([
      {
        name: "Zqnew",
        query: "broken NEAR/3 promise",
        bucket: "care",
        priority: null,
        department: null,
        labels: [],
        reason: "",
        position: 3,
      },
    ]);
  });

  test("a rule whose query cannot be read shows the place of the fault", async () => {
    const desk = await openMonitor();
    desk.handlers["rules.save"] = () => {
      throw new EngineError("query-invalid", { at: 5, says: "query.error.unclosed_quote" });
    };
    await click("Rules");
    await click("Zqrule60");
    await write(queryField(), 'late "x');
    await click("Save rule");
    expect(words(find("aside"))).toContain("Line 1, position 6: this quotation mark is never closed.");
    expect(find("aside [class*=faulty]").textContent).toBe('"x');
  });
});
