import { beforeEach, describe, expect, test } from "vitest";
import type { Rematching, WatchVersion } from "../../src-main/contract/methods/watches.ts";
import { button, click, openMonitor, queryField, watchOf, words, write } from "./support/monitor-desk.ts";
import { find, press, until } from "./support/open-page.tsx";
import { idOf, NOON } from "./support/rows.ts";

beforeEach(() => localStorage.clear());

const aside = () => words(find("aside"));
const versions: WatchVersion[] = [
  { version: 5, name: "Zqwatch50", set: "issue", query: "ternway NEAR/5 late", savedAt: NOON, savedBy: "Zqann" },
  { version: 4, name: "Zqwatch50", set: "own", query: "ternway NEAR/9 late", savedAt: NOON - 9e7, savedBy: "Zqben" },
  { version: 1, name: "Zqwatch50", set: "own", query: "ternway", savedAt: NOON - 9e8, savedBy: null },
];
const work: Rematching = {
  ...{ id: idOf(70), state: "running", done: 12_400, total: 100_000, added: 312, dropped: 4 },
  ...{ startedAt: NOON, endedAt: null },
};

describe("the versions of a watch", () => {
  test("say who saved what and when, and an older one is brought back into the editor without a mouse", async () => {
    const desk = await openMonitor();
    desk.handlers["watches.versions"] = () => versions;
    await click("Versions");
    await until(() => aside().includes("Zqben"), "the versions are shown");
    expect(aside()).toContain("Version 5, Zqann");
    expect(aside()).toContain("by the program");
    expect(aside()).toContain("Set: Own to Issue");
    expect(find("aside ins").textContent).toBe("5");
    expect(document.activeElement?.textContent).toBe("Versions of Zqwatch50");
    button("Bring back version 4").focus();
    await press("Enter");
    await click("Bring back version 4");
    await until(() => queryField().value === "ternway NEAR/9 late", "the old words stand in the editor");
    expect(document.activeElement).toBe(queryField());
    expect(desk.sent("watches.save")).toEqual([]);
    await press("s", { ctrlKey: true });
    await until(() => desk.sent("watches.save").length === 1, "it is saved as the next version");
    expect(desk.sent("watches.save")).toEqual([
      { id: idOf(50), version: 5, name: "Zqwatch50", set: "own", query: "ternway NEAR/9 late" },
    ]);
  });
});

describe("the matching of stored items", () => {
  test("shows how far it is, and can be cancelled", async () => {
    const desk = await openMonitor();
    desk.handlers["watches.rematching"] = () => work;
    desk.handlers["watches.cancelRematch"] = () => ({});
    desk.change({ topics: ["watches"] });
    await until(() => aside().includes("12,400 of 100,000"), "the progress is shown");
    expect(find<HTMLProgressElement>("aside progress").value).toBe(12_400);
    expect(aside()).toContain("312 new, 4 no longer");
    await click("Cancel");
    await until(() => desk.sent("watches.cancelRematch").length === 1, "the engine is told");
  });

  test("one that was cancelled says what stays as it was, and goes on when asked", async () => {
    const desk = await openMonitor();
    desk.handlers["watches.rematching"] = () => ({ ...work, state: "cancelled", endedAt: NOON });
    desk.handlers["watches.rematch"] = () => ({});
    desk.change({ topics: ["watches"] });
    await until(() => aside().includes("the 87,600 older ones stay as they were found before"), "it is said");
    await click("Match the rest");
    await until(() => desk.sent("watches.rematch").length === 1, "the engine is told");
    expect(desk.sent("watches.cancelRematch")).toEqual([]);
  });

  test("one that ended before the page was opened is no news", async () => {
    const desk = await openMonitor();
    desk.handlers["watches.rematching"] = () => ({ ...work, state: "done", endedAt: NOON });
    desk.change({ topics: ["watches"] });
    await until(() => desk.sent("watches.rematching").length > 0, "the page asked");
    expect(document.querySelector("aside progress")).toBeNull();
    expect(aside()).not.toContain("Stored items matched");
  });
});

test("watches stand under the name of their set, and one that is off says why", async () => {
  await openMonitor({
    watches: [
      watchOf(50, { set: "competitor" }),
      watchOf(51, { set: "own", overranAt: NOON }),
      watchOf(52, { set: "competitor" }),
    ],
  });
  const heads = [...document.querySelectorAll("aside section section h3")].map((head) => head.textContent);
  expect(heads).toEqual(["Own", "Competitor"]);
  expect(aside()).toContain("a pattern in it took too long");
});

test("what nearly matches names the part that it lacks", async () => {
  await openMonitor();
  await write(queryField(), "refund AND late");
  await until(() => aside().includes("Near miss: refund is not there"), "the near miss is shown");
  expect(find('[aria-label="Near misses"]').textContent).toContain("money back? it never came");
});
