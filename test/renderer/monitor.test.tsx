import { beforeEach, describe, expect, test } from "vitest";
import { EngineError } from "../../src-renderer/lib/engine.ts";
import { button, click, open, openMonitor, queryField, watchOf, words, write } from "./support/monitor-desk.ts";
import { find, press, until } from "./support/open-page.tsx";
import { idOf } from "./support/rows.ts";

beforeEach(() => localStorage.clear());

describe("the query editor", () => {
  test("what a query finds is shown while it is typed, with marks and as text", async () => {
    const desk = await openMonitor();
    await write(queryField(), "refund OR late");
    await until(
      () => desk.sent("watches.preview").some((input) => (input as { query: string }).query === "refund OR late"),
      "the engine is asked",
    );
    await until(
      () => words(find("aside")).includes("352 mentions, 41 stories in the newest 12,400 items, 38 ms"),
      "the count is shown",
    );
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
