import { act } from "react";
import { describe, expect, test } from "vitest";
import { createDesk } from "./support/desk.ts";
import { cursorTitle, find, openPage, press, settle, titles, type, until } from "./support/open-page.tsx";
import { createReplyDesk } from "./support/reply-desk.ts";
import { idOf, rowOf } from "./support/rows.ts";

const text = () => document.body.textContent ?? "";
const buttonOf = (name: string) =>
  [...document.querySelectorAll("button")].find((one) => (one.getAttribute("aria-label") ?? one.textContent) === name);

async function click(name: string): Promise<void> {
  const found = buttonOf(name);
  if (!found) throw new Error(`no button ${name} in ${text()}`);
  await act(async () => {
    found.focus();
    found.click();
  });
  await settle();
}

async function openTriage(change: Readonly<Record<string, string[]>> = {}, single = true) {
  const desk = createDesk([rowOf(1), rowOf(2), rowOf(3)]);
  await desk.link.call("preferences.save", {
    commandId: "",
    version: 0,
    change: { keys: { single, changed: change } },
  });
  await openPage({ link: desk.link });
  await until(() => titles().length === 3, "rows are shown");
  return desk;
}

describe("keys of one's own", () => {
  test("act in place of those that came, on the screen, its controls and the sheet", async () => {
    const desk = await openTriage({ "triage.toPr": ["b"], "triage.next": ["n"], "triage.noReply": [] });
    const before = cursorTitle();
    await press("j");
    expect(cursorTitle()).toBe(before);
    await press("n");
    expect(cursorTitle()).not.toBe(before);
    await press("2");
    expect(desk.sent("triage.setBucket")).toEqual([]);
    await press("b");
    await until(() => desk.sent("triage.setBucket").length === 1, "the new key moved it");
    expect(document.querySelector('button[aria-keyshortcuts="b"]')?.textContent).toContain("PR");
    expect(document.querySelector('button[aria-keyshortcuts="2"]')).toBeNull();
    await press("?");
    const line = [...document.querySelectorAll('[role="dialog"] dl div')].find((one) =>
      one.textContent?.startsWith("Move to PR"),
    );
    expect(line?.querySelector("kbd")?.textContent).toBe("B");
  });

  test("a sequence goes on when the keys of a person arrive between its two keys", async () => {
    const desk = await openTriage({ "triage.toPr": ["q p"] });
    await press("q");
    await desk.link.call("preferences.save", {
      ...{
        commandId: "",
        version: 1,
        change: { keys: { single: true, changed: { "triage.toPr": ["q p"], "triage.toCare": ["b"] } } },
      },
    });
    desk.change({ topics: ["preferences"] } as never);
    await until(() => document.querySelector('[aria-keyshortcuts="b"]') !== null, "the keys arrived");
    await press("p");
    await until(() => desk.sent("triage.setBucket").length === 1, "the sequence moved it");
    expect(desk.sent("triage.setBucket")).toMatchObject([{ bucket: "pr" }]);
  });

  test("can be sequences, and act nowhere while single keys are off", async () => {
    const desk = await openTriage({ "triage.toPr": ["q p"] });
    expect(document.querySelector('[aria-keyshortcuts="1"]')).not.toBeNull();
    await press("q");
    await press("p");
    await until(() => desk.sent("triage.setBucket").length === 1, "the sequence moved it");
    await desk.link.call("preferences.save", {
      commandId: "",
      version: 1,
      change: { keys: { single: false, changed: {} } },
    });
    desk.change({ topics: ["preferences"] });
    await until(() => document.querySelector('[aria-keyshortcuts="1"]') === null, "no hint promises a key");
    await press("g");
    await press("a");
    expect([desk.sent("triage.setBucket").length, location.pathname]).toEqual([1, "/triage"]);
  });
});

describe("the sheet of keys", () => {
  test("lists every place, those of this screen first, and finds by words and by key", async () => {
    await openTriage();
    await press("?");
    const heads = () => [...document.querySelectorAll('[role="dialog"] h3')].map((one) => one.textContent);
    expect(heads()[0]).toBe("Triage");
    expect(heads().indexOf("Everywhere")).toBeLessThan(heads().indexOf("Approvals"));
    expect(heads()).toEqual(
      expect.arrayContaining(["Case", "Approvals", "Monitor", "Alarms", "Shift log", "Settings"]),
    );
    await type(find('[role="dialog"] input[type="text"]'), "snooze");
    expect([...document.querySelectorAll('[role="dialog"] dt')].map((one) => one.textContent)).toEqual([
      "Snooze",
      "Snooze",
    ]);
    await type(find('[role="dialog"] input[type="text"]'), "ctrl k");
    expect([...document.querySelectorAll('[role="dialog"] dt')].map((one) => one.textContent)).toEqual(["Commands"]);
    await press("Escape");
    expect(document.querySelector('[role="dialog"]')).toBeNull();
  });
});

describe("keys while one writes in the case", () => {
  async function openCase(change: Readonly<Record<string, string[]>>, { query = "?draft=1", single = true } = {}) {
    sessionStorage.clear();
    localStorage.clear();
    const desk = createReplyDesk();
    await desk.link.call("preferences.save", {
      commandId: "",
      version: 0,
      change: { keys: { single, changed: change } },
    });
    await openPage({ link: desk.link, path: `/case/${idOf(1)}${query}` });
    await until(() => document.querySelector('[aria-label="Composer"]') !== null, "the case is shown");
    return desk;
  }
  const slot = () => find<HTMLInputElement>('input[aria-label^="zqtime"]');
  const picker = () => document.querySelector('[aria-label="Composer"] [role="combobox"]');
  const drafted = () =>
    until(() => document.querySelector('input[aria-label^="zqtime"]') !== null, "the draft is shown");

  test("the scripts open from an empty field by the sign a person gave them, and no more by the one that came", async () => {
    await openCase({ "case.script": ["="] });
    await drafted();
    slot().focus();
    await press(";");
    expect(picker()).toBeNull();
    await press("=");
    expect(picker()).not.toBeNull();
  });

  test("a letter that opens the scripts elsewhere is only a letter in a field", async () => {
    await openCase({ "case.script": ["t"] });
    await drafted();
    slot().focus();
    await press("t");
    expect(picker()).toBeNull();
    slot().blur();
    await press("t");
    expect(picker()).not.toBeNull();
  });

  test("no sign opens the scripts from a field while single keys are off", async () => {
    await openCase({}, { single: false });
    await drafted();
    slot().focus();
    await press(";");
    expect(picker()).toBeNull();
  });

  test("a note is kept by the key a person gave it, which its button names; a key that writes never keeps one", async () => {
    const desk = await openCase({ "write.keep": ["F9", "n"] }, { query: "?note=1" });
    await until(() => document.querySelector("textarea") !== null, "the note is open");
    const field = find<HTMLTextAreaElement>("textarea");
    await act(async () => {
      Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")?.set?.call(field, "Zqsecret");
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
    const add = [...document.querySelectorAll("button")].find((one) => one.textContent?.endsWith("F9"));
    expect(add?.getAttribute("aria-keyshortcuts")).toBe("F9");
    await press("n");
    await press("Enter", { ctrlKey: true });
    expect(desk.sent("cases.note")).toEqual([]);
    await press("F9");
    await until(() => desk.sent("cases.note").length === 1, "the note is kept");
  });

  test("a function key acts in a field: the reply is submitted by it where a person wants that", async () => {
    const desk = await openCase({ "case.submit": ["F9"] });
    await drafted();
    for (const field of document.querySelectorAll<HTMLInputElement>('[aria-label="Composer"] input[aria-label^="zq"]'))
      await type(field, "15:30");
    slot().focus();
    await press("F9");
    await until(() => desk.sent("replies.submit").length > 0, "the reply is submitted");
    expect(desk.sent("replies.submit")).toHaveLength(1);
  });

  test("stand on the sheet as the person has them", async () => {
    await openCase({ "write.keep": ["F9"], "case.nextCheck": ["F6"] }, { query: "" });
    await press("?");
    const line = (says: string) =>
      [...document.querySelectorAll('[role="dialog"] dl div')].find((one) => one.textContent?.startsWith(says));
    expect(line("Keep what is written")?.querySelector("kbd")?.textContent).toBe("F9");
    expect(line("Next check")?.querySelector("kbd")?.textContent).toBe("F6");
    await press("Escape");
  });
});

describe("keys in the settings", () => {
  async function openKeys() {
    const desk = createDesk([]);
    await openPage({ link: desk.link, path: "/settings?section=keys" });
    await until(() => buttonOf("Change the key of: Snooze") !== undefined, "the keys are listed");
    return desk;
  }
  const saved = (desk: Awaited<ReturnType<typeof openKeys>>) =>
    (desk.sent("preferences.save").at(-1) as { change: { keys: { changed: unknown } } } | undefined)?.change.keys
      .changed;

  test("another key is pressed, acts at once, and is taken back", async () => {
    const desk = await openKeys();
    await click("Change the key of: Snooze");
    await press("F8");
    expect(saved(desk)).toEqual({ "triage.snooze": ["F8"] });
    await click("Reset the key of: Snooze");
    expect(saved(desk)).toEqual({});
  });

  test("a key that something else has names it, and is taken only when that is said", async () => {
    const desk = await openKeys();
    await click("Change the key of: Snooze");
    await press("z", { ctrlKey: true });
    expect(find('[role="alert"]').textContent).toContain("Ctrl Z is taken: Undo the last act (Everywhere).");
    expect(saved(desk)).toBeUndefined();
    await click("Take it from there");
    expect(saved(desk)).toEqual({ "triage.snooze": ["Ctrl+Z"], "all.undo": ["z"] });
    await click("Reset all keys");
    expect(saved(desk)).toEqual({});
  });

  test("what belongs to the system is refused, an act may have no key, and Escape leaves it", async () => {
    const desk = await openKeys();
    await click("Change the key of: Snooze");
    await press("w", { ctrlKey: true });
    expect(text()).toContain("Ctrl W belongs to the system or to text fields.");
    await press("Escape");
    expect(saved(desk)).toBeUndefined();
    await click("Change the key of: Snooze");
    await click("No key");
    expect(saved(desk)).toEqual({ "triage.snooze": [] });
  });

  test("what is heard while one writes takes no key that writes", async () => {
    const desk = await openKeys();
    await click("Change the key of: Keep what is written: a note, a line, labels");
    await press("k");
    expect(text()).toContain("K writes in a field.");
    expect(saved(desk)).toBeUndefined();
    await press("F9");
    expect(saved(desk)).toEqual({ "write.keep": ["F9"] });
  });
});
