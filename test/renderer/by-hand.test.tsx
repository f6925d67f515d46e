import { act } from "react";
import { beforeEach, describe, expect, test } from "vitest";
import type { Output } from "../../src-main/contract/methods.ts";
import { EngineError } from "../../src-renderer/lib/engine.ts";
import { createDesk } from "./support/desk.ts";
import { find, openPage, press, settle, type, until } from "./support/open-page.tsx";
import { idOf, NOON, rowOf } from "./support/rows.ts";

beforeEach(() => localStorage.clear());

const logged: Output<"mentions.log"> = {
  batchId: idOf(170),
  storyId: idOf(171),
  mentionId: idOf(172),
  bucket: "care",
  waits: true,
  waiting: 4,
};

async function openLog(answer: () => Output<"mentions.log"> = () => logged, path = "/log") {
  const desk = createDesk([rowOf(1)]);
  Object.assign(desk.handlers, { "mentions.log": answer, "uploads.put": () => ({}) });
  await openPage({ link: desk.link, path });
  return desk;
}

const words = () => find<HTMLTextAreaElement>("#log-text");
const field = (label: string) => {
  const found = [...document.querySelectorAll("label")].find((one) => one.textContent === label)?.htmlFor ?? "";
  return find<HTMLInputElement>(`[id="${found}"]`);
};

async function write(text: string): Promise<void> {
  const setValue = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")?.set;
  await act(async () => {
    setValue?.call(words(), text);
    words().dispatchEvent(new Event("input", { bubbles: true }));
  });
}

describe("the form of a contact", () => {
  test("opens with C from another screen, with the caret in the words", async () => {
    await openLog(() => logged, "/triage");
    await press("c");
    await until(() => document.querySelector("#log-text") !== null, "the form is there");
    expect(document.activeElement).toBe(words());
  });

  test("types a C where words are written", async () => {
    await openLog();
    await until(() => document.querySelector("#log-text") !== null, "the form is there");
    await write("Zq");
    words().focus();
    await press("c");
    expect(words().value).toBe("Zq");
  });

  test("sends what was typed, empties itself and offers to take it back", async () => {
    const desk = await openLog();
    await until(() => document.querySelector("#log-text") !== null, "the form is there");
    await write("Where is my refund?");
    await type(field("Name"), "Zqname");
    await type(field("Telephone number"), "+44 20 7946 0958");
    words().focus();
    await press("Enter", { ctrlKey: true, shiftKey: true });
    await until(() => words().value === "", "it is logged");
    expect(desk.sent("mentions.log")).toMatchObject([
      {
        kind: "call",
        text: "Where is my refund?",
        person: "Zqname",
        reach: "+44 20 7946 0958",
        happenedAt: null,
        bucket: null,
      },
    ]);
    expect(find("[role=status].sr").textContent).toBe("Logged: Contact centre, 4 cases wait. Undo: Ctrl Z.");
    expect(document.activeElement).toBe(words());
    await act(async () => words().blur());
    await press("z", { ctrlKey: true });
    expect(desk.sent("triage.undo")).toEqual([{ batchId: logged.batchId }]);
  });

  test("says what is missing beside the field and asks nobody", async () => {
    const desk = await openLog();
    await until(() => document.querySelector("#log-text") !== null, "the form is there");
    await act(async () => find<HTMLInputElement>('input[value="post"]').click());
    await press("Enter", { ctrlKey: true });
    const alerts = [...document.querySelectorAll("form [role=alert]")].map((alert) => alert.textContent);
    expect(alerts).toEqual(["A post needs its web address, beginning with https://.", "Write what they said."]);
    expect(desk.sent("mentions.log")).toEqual([]);
  });

  test("keeps every word through a reload and through a refusal", async () => {
    const refuse = () => {
      throw new EngineError("disk-full");
    };
    await openLog(refuse);
    await until(() => document.querySelector("#log-text") !== null, "the form is there");
    await write("Zqwords that must stay");
    await press("Enter", { ctrlKey: true });
    await until(() => document.querySelector("form [role=alert]") !== null, "the trouble is said");
    expect(words().value).toBe("Zqwords that must stay");
    document.body.replaceChildren();
    await openLog();
    await until(() => document.querySelector("#log-text") !== null, "the form is there again");
    expect(words().value).toBe("Zqwords that must stay");
  });
});

const preview: Output<"imports.preview"> = {
  fault: null,
  headings: ["Day", "Who", "What"],
  delimiter: ";",
  encoding: "utf-8",
  reading: { columns: { date: 0, author: 1, text: 2 }, timeZone: "Europe/London", dayOrder: "day-first" },
  counts: { total: 3, stored: 1, known: 1, twice: 0, problems: 1 },
  rows: [
    {
      ...{
        row: 1,
        line: 2,
        publishedAt: NOON,
        author: "Zqauthor",
        handle: null,
        title: null,
        text: "Zqtext",
        url: null,
      },
      ...{ network: "forum", lang: "en", sentiment: "negative", bucket: "care", matches: true, state: "new" },
    },
  ],
  problems: [{ row: 3, line: 4, says: { code: "import.problem.noWords", params: {} } }],
};
const done: Output<"imports.get"> = {
  ...{ id: idOf(180), name: "Zqexport", state: "done", total: 3, done: 3, stored: 1, mentions: 1, known: 1, twice: 0 },
  ...{ problems: 1, at: NOON, endedAt: NOON, problemRows: preview.problems },
};

describe("an import", () => {
  async function openImport() {
    const desk = createDesk([]);
    Object.assign(desk.handlers, {
      "uploads.put": () => ({}),
      "imports.list": () => [],
      "imports.preview": () => preview,
      "imports.run": () => ({ ...done, state: "queued" }),
      "imports.get": () => done,
    });
    await openPage({ link: desk.link, path: "/import" });
    await until(() => document.querySelector("#import-file") !== null, "the screen is there");
    const input = find<HTMLInputElement>("#import-file");
    Object.defineProperty(input, "files", { value: [new File(["Day;Who;What\n"], "zqexport.csv")] });
    await act(async () => void input.dispatchEvent(new Event("change", { bubbles: true })));
    await until(() => document.body.textContent.includes("What would be stored"), "the preview is there");
    return desk;
  }

  test("shows what would be stored and what would not before anything is", async () => {
    const desk = await openImport();
    const text = document.body.textContent;
    expect(text).toContain(
      "1 of 3 rows would be stored. 1 are stored already, 0 stand twice in the file, 1 cannot be stored.",
    );
    expect(text).toContain("Line 4It has no words.");
    expect(desk.sent("imports.run")).toEqual([]);
  });

  test("runs with the reading that is shown, and tells how it ended", async () => {
    const desk = await openImport();
    const button = [...document.querySelectorAll("button")].find((one) => one.textContent === "Import 1 row");
    await act(async () => button?.click());
    await until(() => document.body.textContent.includes("Done."), "it is done");
    expect(desk.sent("imports.run")).toMatchObject([{ reading: preview.reading, everything: true }]);
    expect(document.body.textContent).toContain(
      "3 rows: 1 stored (1 count), 1 known, 0 twice in the file, 1 not stored.",
    );
  });

  test("is read anew when a person says which column holds what", async () => {
    const desk = await openImport();
    const pick = field("Title") as unknown as HTMLSelectElement;
    await act(async () => {
      pick.value = "1";
      pick.dispatchEvent(new Event("change", { bubbles: true }));
    });
    await settle();
    expect(desk.sent("imports.preview").at(-1)).toMatchObject({
      reading: { columns: { date: 0, author: 1, text: 2, title: 1 } },
    });
  });
});
