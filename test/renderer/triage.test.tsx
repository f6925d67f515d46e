import { act } from "react";
import { beforeEach, describe, expect, test } from "vitest";
import { EngineError } from "../../src-renderer/lib/engine.ts";
import { createDesk } from "./support/desk.ts";
import { cursorTitle, find, openPage, press, titles, type, until } from "./support/open-page.tsx";
import { idOf, rowOf, sunniva } from "./support/rows.ts";

beforeEach(() => localStorage.clear());

const threeRows = () => [rowOf(1), rowOf(2), rowOf(3)];
const footer = () => find("footer").textContent ?? "";

async function openTriage(rows = threeRows()) {
  const desk = createDesk(rows);
  await openPage({ link: desk.link });
  await until(() => rows.length === 0 || titles().length > 0, "rows are shown");
  return desk;
}

describe("triage by keyboard", () => {
  test("the list takes the focus and J and K walk its cursor", async () => {
    await openTriage();
    expect(document.activeElement).toBe(find('[role="listbox"]'));
    await press("j");
    await press("j");
    await press("k");
    expect(cursorTitle()).toBe("Zqtitle2");
  });

  test("the row under the cursor alone says why it is here", async () => {
    await openTriage();
    await press("j");
    const reasons = [...document.querySelectorAll('[role="option"]')].map((row) =>
      row.textContent?.includes("Why here"),
    );
    expect(reasons).toEqual([false, true, false]);
  });

  test("2 moves the row to PR and goes to the next, and the status bar offers to take it back", async () => {
    const desk = await openTriage();
    await press("2");
    expect(desk.sent("triage.setBucket")).toEqual([{ stories: [{ id: idOf(1), version: 1 }], bucket: "pr" }]);
    expect(cursorTitle()).toBe("Zqtitle2");
    expect(footer()).toContain("Moved to PR. 3 left.Undo");
    expect(find("[role=status].sr").textContent).toBe("Moved to PR. 3 left. Undo: Ctrl Z.");
  });

  test("1 takes the row out of the queue and Ctrl+Z brings it back under the cursor", async () => {
    const desk = await openTriage();
    await press("j");
    await press("1");
    expect(titles()).toEqual(["Zqtitle1", "Zqtitle3"]);
    expect(cursorTitle()).toBe("Zqtitle3");
    await press("z", { ctrlKey: true });
    await until(() => titles().length === 3, "the row is back");
    expect(desk.sent("triage.undo")).toHaveLength(1);
    expect(cursorTitle()).toBe("Zqtitle2");
  });

  test("Ctrl+Z waits for an act that is on its way, and never takes back the one before it", async () => {
    const desk = await openTriage();
    await press("2");
    const answer = desk.handlers["triage.setBucket"];
    const slow = Promise.withResolvers<void>();
    desk.handlers["triage.setBucket"] = (async (input: never) => (await slow.promise, answer?.(input))) as never;
    await press("1");
    await press("z", { ctrlKey: true });
    expect(desk.sent("triage.undo")).toEqual([]);
    await act(async () => slow.resolve());
    await until(() => desk.sent("triage.undo").length > 0, "the act is taken back");
    expect(desk.sent("triage.undo")).toEqual([{ batchId: idOf(151) }]);
  });

  test("X and Shift+J select, one act is for all of them, one undo for the whole", async () => {
    const desk = await openTriage();
    await press("x");
    await press("J", { shiftKey: true });
    expect(find("aside").textContent).toContain("2 selected");
    await press("1");
    expect(desk.sent("triage.setBucket")).toEqual([
      {
        stories: [
          { id: idOf(1), version: 1 },
          { id: idOf(2), version: 1 },
        ],
        bucket: "analytics",
      },
    ]);
    expect(titles()).toEqual(["Zqtitle3"]);
    expect(footer()).toContain("2 moved to Analytics. 1 left.");
  });

  test("N asks for a reason and a digit gives it", async () => {
    const desk = await openTriage();
    await press("n");
    await until(() => document.querySelector('[role="dialog"]') !== null, "the reasons are shown");
    expect(desk.sent("triage.resolve")).toEqual([]);
    find('[role="dialog"] button').focus();
    await press("2");
    expect(desk.sent("triage.resolve")).toEqual([
      { stories: [{ id: idOf(1), version: 1 }], resolution: "no_reply_needed", why: "noQuestion", reason: "" },
    ]);
    expect(desk.sent("triage.setBucket")).toEqual([]);
  });

  test("I assigns the row to the person at the desk", async () => {
    const desk = await openTriage();
    await press("i");
    expect(desk.sent("triage.assign")).toEqual([
      { stories: [{ id: idOf(1), version: 1 }], personId: sunniva.id, reason: "" },
    ]);
  });

  test("R opens the case with a draft", async () => {
    await openTriage();
    await press("j");
    await press("r");
    expect(location.pathname + location.search).toBe(`/case/${idOf(2)}?draft=1`);
  });

  test("an act that is refused puts the row back and says why", async () => {
    const desk = await openTriage();
    desk.handlers["triage.setBucket"] = () => {
      throw new EngineError("stale");
    };
    await press("1");
    expect(titles()).toEqual(["Zqtitle1", "Zqtitle2", "Zqtitle3"]);
    expect(cursorTitle()).toBe("Zqtitle1");
    expect(find("[role=alert].sr").textContent).toBe("Somebody changed it meanwhile. Look again, then repeat.");
  });

  test("mentions that are only counted cannot be snoozed, and the desk is not asked", async () => {
    const desk = await openTriage([rowOf(1, { bucket: "analytics", case: null })]);
    await press("n");
    await until(() => document.querySelector('[role="dialog"]') !== null, "the reasons are shown");
    find('[role="dialog"] button').focus();
    await press("1");
    expect(desk.sent("triage.resolve")).toEqual([]);
    expect(footer()).toContain("only counted");
  });
});

describe("keys and text", () => {
  test("a digit in the search field is a letter of the search, not an act", async () => {
    const desk = await openTriage();
    await press("/");
    expect(document.activeElement?.getAttribute("role")).toBe("searchbox");
    await press("1");
    expect(desk.sent("triage.setBucket")).toEqual([]);
  });

  test("a key of an input method is not an act", async () => {
    const desk = await openTriage();
    await press("1", { isComposing: true });
    expect(desk.sent("triage.setBucket")).toEqual([]);
  });

  test("single keys can be switched off; Ctrl keys still act", async () => {
    const desk = await openTriage();
    const single = (isOn: boolean) => ({ keys: { single: isOn, changed: {} } });
    const setSingle = async (isOn: boolean, version: number) => {
      await desk.link.call("preferences.save", { commandId: idOf(1), version, change: single(isOn) });
      desk.change({ topics: ["preferences"] });
      await until(() => (document.querySelector('[aria-keyshortcuts="1"]') !== null) === isOn, "its hints follow");
    };
    await setSingle(false, 0);
    await press("1");
    expect(desk.sent("triage.setBucket")).toEqual([]);
    await setSingle(true, 1);
    await press("1");
    expect(desk.sent("triage.setBucket")).toHaveLength(1);
  });

  test("a search that cannot be read says at which letter", async () => {
    const desk = await openTriage();
    const page = desk.handlers["triage.page"];
    desk.handlers["triage.page"] = (input) => {
      if (input.search) throw new EngineError("query-invalid", { at: 5, says: "query.error.unclosed_quote" });
      return page?.(input) as never;
    };
    await press("/");
    await type(find<HTMLInputElement>('[role="searchbox"]'), 'late "again');
    await until(() => document.querySelector("#search-error") !== null, "the error is shown");
    expect(find("#search-error").textContent).toContain("Position 6: this quotation mark is never closed");
    expect(find("#search-error mark").textContent).toBe('"');
  });
});

describe("what comes meanwhile", () => {
  test("new rows wait behind the bar and . shows them; the cursor keeps its row", async () => {
    const desk = await openTriage();
    await press("j");
    desk.rows = [rowOf(8), ...desk.rows];
    desk.change({ topics: ["triage"] });
    await until(() => document.body.textContent?.includes("1 new, press") ?? false, "the bar is shown");
    expect(titles()).toEqual(["Zqtitle1", "Zqtitle2", "Zqtitle3"]);
    await press(".");
    expect(titles()).toEqual(["Zqtitle8", "Zqtitle1", "Zqtitle2", "Zqtitle3"]);
    expect(cursorTitle()).toBe("Zqtitle2");
  });

  test("a row that somebody else took away stays in its place until it is tidied", async () => {
    const desk = await openTriage();
    desk.rows = desk.rows.slice(1);
    desk.change({ topics: ["triage"] });
    await until(() => document.body.textContent?.includes("1 not in this view any more") ?? false, "the bar is shown");
    expect(titles()).toHaveLength(3);
    await press(".");
    expect(titles()).toEqual(["Zqtitle2", "Zqtitle3"]);
  });

  test("the next page is fetched and continues the list", async () => {
    const rows = Array.from({ length: 12 }, (_, index) => rowOf(index));
    const desk = createDesk(rows);
    desk.pageSize = 5;
    await openPage({ link: desk.link });
    await until(() => titles().length === 12, "all pages are there");
    expect(titles()).toEqual(rows.map((row) => row.title));
  });

  test("an empty queue says what is true", async () => {
    await openTriage([]);
    await until(() => document.body.textContent?.includes("Nothing waiting.") ?? false, "the empty state is shown");
    expect(document.body.textContent).toMatch(/Last poll .*11:59, 31 of 32 feeds fine\./);
  });

  test("an engine that goes away is said, and the rows stay", async () => {
    const desk = await openTriage();
    desk.setState("lost");
    await until(() => document.body.textContent?.includes("The engine does not answer.") ?? false, "the bar is shown");
    expect(titles()).toHaveLength(3);
  });

  test("words of a feed are text, whatever they look like", async () => {
    await openTriage([rowOf(1, { title: "<img src=x onerror=alert(1)><b>Zq</b>", author: "<script>1</script>" })]);
    expect(titles()).toEqual(["<img src=x onerror=alert(1)><b>Zq</b>"]);
    expect(document.querySelector("#root img, main img, main script")).toBeNull();
  });

  test("only a web address becomes a link to the original", async () => {
    await openTriage([rowOf(1, { url: "javascript:alert(1)" })]);
    expect(document.querySelector('aside a[target="_blank"]')).toBeNull();
  });
});
