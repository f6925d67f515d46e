import { act } from "react";
import { beforeEach, describe, expect, test } from "vitest";
import type { Guidelines, ImportRow, Script, ScriptVersionView } from "../../src-main/contract/methods/playbook.ts";
import type { Role } from "../../src-main/contract/values.ts";
import { toScriptDraft } from "../../src-renderer/features/playbook/script-draft.ts";
import { EngineError } from "../../src-renderer/lib/engine.ts";
import { find, openPage, press, settle, until } from "./support/open-page.tsx";
import { idOf, mirela, MINUTE, NOON, sunniva } from "./support/rows.ts";
import { createSettingsDesk, script } from "./support/settings-desk.ts";
import { findStrays } from "./support/strays.ts";

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});

const other: Script = { ...script, id: idOf(231), key: "zqother", name: "Zqother", version: 1, uses: 0 };
const first: ScriptVersionView = {
  ...{ version: 3, savedAt: NOON - MINUTE, savedBy: mirela, broughtFrom: null, templateApproval: null, uses: 12 },
  content: { ...script, body: "Zqbefore {{first name}} {{date}}" },
};
const guidelines: Guidelines = {
  ...{ version: 2, text: "# Zqpage\n\n- Zqpoint", savedAt: NOON, savedBy: sunniva },
  blocks: [
    { kind: "title", spans: [{ text: "Zqpage", look: "plain" }] },
    { kind: "point", spans: [{ text: "Zqpoint", look: "strong" }] },
  ],
  versions: [{ version: 2, savedAt: NOON, savedBy: sunniva }],
};
const imported: readonly ImportRow[] = [
  { ...{ line: 2, key: "new", name: "Zqnew", does: "add", problems: [], notes: [] }, before: null, after: "Zqafter" },
  {
    ...{ line: 3, key: "", name: "", does: "wrong", notes: [], before: null, after: null },
    problems: [{ code: "playbook.problem.nameMissing", params: {} }],
  },
];

function createPlaybookDesk(roles: Role[] = ["admin", "corpcomm"]) {
  const desk = createSettingsDesk({ roles });
  desk.scripts = [script, other];
  const alive = (id: string) => desk.scripts.some((one) => one.id === id);
  Object.assign(desk.handlers, {
    "departments.list": () => [],
    "playbook.pick": ({ search }: { search: string }) => ({
      search,
      options: desk.scripts
        .filter(({ name }) => name.toLowerCase().includes(search))
        .map(({ id, version, name, whenToUse, uses, lastUsedAt }) => ({
          ...{ scriptId: id, version, variant: "body", name, whenToUse, uses, lastUsedAt, fits: [] },
        })),
    }),
    "playbook.figures": () => [
      { id: script.id, used: 41, edited: 3, editedOf: 12, returned: 4, answered: 2, resolved: 40 },
    ],
    "playbook.versions": () => [{ ...first, version: 4, uses: 29, content: script, savedBy: null }, first],
    "playbook.bringBack": () => ({ ...script, version: 5 }),
    "playbook.remove": ({ id }: { id: string }) => {
      if (!alive(id)) throw new EngineError("not-found");
      desk.scripts = desk.scripts.filter((one) => one.id !== id);
      return { id };
    },
    "playbook.restore": ({ id }: { id: string }) => {
      desk.scripts = [script, other];
      return desk.scripts.find((one) => one.id === id);
    },
    "playbook.removed": () => [{ id: idOf(232), version: 1, name: "Zqold", removedAt: NOON }],
    "playbook.guidelines": () => guidelines,
    "playbook.saveGuidelines": () => ({ ...guidelines, version: 3 }),
    "playbook.exportGuidelines": () => ({ text: "Zqfile" }),
    "playbook.export": () => ({ text: "Zqfile", scripts: 2 }),
    "uploads.put": () => ({}),
    "playbook.previewImport": () => ({ form: "csv", rows: imported, problems: [] }),
    "playbook.import": () => ({ added: 1, changed: 0, left: 1, batchId: idOf(77) }),
    "playbook.undoImport": () => ({ removed: 1, broughtBack: 0, left: 0 }),
  });
  return desk;
}

const main = () => find("main").textContent ?? "";

function button(name: string): HTMLButtonElement {
  const all = [...document.querySelectorAll<HTMLButtonElement>("main button")];
  const says = (each: HTMLButtonElement) => each.getAttribute("aria-label") ?? each.textContent ?? "";
  const found = all.find((each) => says(each) === name) ?? all.find((each) => says(each).startsWith(name));
  if (!found) throw new Error(`no button ${name} in ${main()}`);
  return found;
}

async function open(query: string, desk = createPlaybookDesk()) {
  await openPage({ link: desk.link, path: `/playbook${query}` });
  await until(() => document.querySelector("main nav li") !== null && !main().includes("Loading"), "the playbook");
  await settle();
  return desk;
}
const openScript = (desk = createPlaybookDesk()) => open(`?script=${script.id}`, desk);

async function click(name: string): Promise<void> {
  const found = button(name);
  await act(async () => {
    found.focus();
    found.click();
  });
  await settle();
}

async function fill(label: string, text: string): Promise<void> {
  const named = [...document.querySelectorAll("main label")].find((each) => each.textContent === label);
  const control = document.getElementById(named?.getAttribute("for") ?? "");
  if (!control) throw new Error(`no field ${label}`);
  const prototype = Object.getPrototypeOf(control) as object;
  await act(async () => {
    Object.getOwnPropertyDescriptor(prototype, "value")?.set?.call(control, text);
    control.dispatchEvent(new Event(control.tagName === "SELECT" ? "change" : "input", { bubbles: true }));
  });
}

type Sent = { version: number; script: { fields: unknown[]; body: string } };

describe("a script", () => {
  test("a field that nobody declared is warned of and holds the save until it is one", async () => {
    const desk = await openScript();
    await fill("Public reply", "Hello {{first name}}, you get {{sum}}.");
    expect(main()).toContain("Nothing can fill these yet: sum");
    expect(main()).toContain("These stand in none of the words: date");
    await click("Save as version 5");
    expect(desk.sent("playbook.save")).toEqual([]);
    await click("Make it a field");
    await click("Drop it");
    await fill("Kind of sum", "amount");
    await fill("sum, when left empty", "nothing yet");
    await click("Save as version 5");
    await until(() => desk.sent("playbook.save").length === 1, "the script is sent");
    const sent = desk.sent("playbook.save")[0] as Sent;
    expect(sent.version).toBe(4);
    expect(sent.script.fields).toEqual([
      { name: "first name", required: true, kind: "firstName", suggestFrom: "contact.firstName", usedIn: ["body"] },
      { name: "sum", required: true, kind: "amount", fallback: "nothing yet", usedIn: ["body"] },
    ]);
  });

  test("what the desk knows is put in by a button, as a field of a closed kind", async () => {
    const desk = await openScript();
    await click("case reference");
    await click("first name");
    await press("s", { ctrlKey: true });
    await until(() => desk.sent("playbook.save").length === 1, "the script is sent");
    const { fields, body } = (desk.sent("playbook.save")[0] as Sent).script;
    expect(body).toBe("Hello {{first name}}, the money is back by {{date}}. {{case reference}} {{first name}}");
    expect(fields.at(-1)).toEqual({
      ...{ name: "case reference", kind: "known", required: true, usedIn: ["body"], suggestFrom: "case.reference" },
    });
    expect(fields).toHaveLength(3);
  });

  test("what was typed stays with its script while another is shown, until it is given up", async () => {
    await openScript();
    const words = () => [...document.querySelectorAll("textarea")].map(({ value }) => value).join("\n");
    await fill("Public reply", "Zqtyped {{first name}} {{date}}");
    await click(other.name);
    expect([words().includes("Zqtyped"), button(script.name).textContent.includes("Not saved")]).toEqual([false, true]);
    // A reload of the page finds it there.
    expect(sessionStorage.getItem("watchroom.scripts")).toContain("Zqtyped");
    await click(script.name);
    expect([words().includes("Zqtyped"), main().includes("stays in this window")]).toEqual([true, true]);
    await click("Give up");
    expect([words().includes("Zqtyped"), main().includes("Not saved")]).toEqual([false, false]);
    expect(sessionStorage.length).toBe(0);
  });

  test("what was typed before a reload is saved after it, over the version it was typed over", async () => {
    const draft = { ...toScriptDraft(script), body: "Zqtyped {{first name}} {{date}}" };
    sessionStorage.setItem("watchroom.scripts", JSON.stringify({ [script.id]: { draft, base: 3 } }));
    const desk = await openScript();
    await click("Save as version 5");
    await until(() => desk.sent("playbook.save").length === 1, "the script is sent");
    expect(desk.sent("playbook.save")).toMatchObject([{ version: 3, script: { body: draft.body } }]);
    await until(() => sessionStorage.length === 0, "nothing is kept beside the engine");
  });

  test("somebody else's version is not written over unseen, and with the second save it is", async () => {
    const desk = createPlaybookDesk();
    const save = desk.handlers["playbook.save"];
    desk.handlers["playbook.save"] = ((input: { version: number }) => {
      if (input.version !== 6) throw new EngineError("stale", { version: 6 });
      return save?.(input as never);
    }) as never;
    await openScript(desk);
    await fill("Public reply", "Zqmine {{first name}} {{date}}");
    await click("Save as version 5");
    expect(main()).toContain("Somebody saved another version meanwhile.");
    await click("Save as version 5");
    await until(() => document.body.textContent?.includes("saved as version 5.") ?? false, "it is saved");
    expect(desk.sent("playbook.save").map((sent) => (sent as Sent).version)).toEqual([4, 6]);
  });

  test("corpcomm approves a script without free text as a template, and reads what that lets through", async () => {
    const desk = await openScript();
    expect(main()).toContain("first name (First name) and date (Date)");
    await press("a");
    await until(() => desk.sent("playbook.approveTemplate").length === 1, "it is approved");
    expect(desk.sent("playbook.approveTemplate")).toEqual([{ id: script.id, version: 4 }]);
    await until(() => main().includes(`${sunniva.name} approved version 4 as a template`), "the page says so");
  });

  test("free text can never be approved ahead, and the button says why", async () => {
    const desk = createPlaybookDesk();
    desk.scripts = [{ ...script, fields: [{ name: "fact", required: true, kind: "text", usedIn: ["body"] }] }];
    await openScript(desk);
    await click("Approve as template");
    expect(desk.sent("playbook.approveTemplate")).toEqual([]);
    expect(button("Approve as template").title).toBe("It cannot be a template while these fields are free text: fact.");
  });

  test("its figures say of how many; shares only where there are enough", async () => {
    await openScript();
    const figures = document.querySelector("[aria-label='What became of it']")?.textContent ?? "";
    expect(figures).toContain("Sent41");
    expect(figures).toMatch(/Words changed before sending25\s?%3 of 12/);
  });

  test("an earlier version shows what changed and comes back as a new one", async () => {
    const desk = await openScript();
    await press("v");
    await until(() => main().includes("Bring back"), "the versions are there");
    await click("What changed in version 4");
    expect(document.querySelector("main del")?.textContent).toContain("Zqbefore");
    await click("Bring back version 3");
    expect(desk.sent("playbook.bringBack")).toEqual([{ id: script.id, version: 4, from: 3 }]);
  });

  test("taking it out of use can be taken back", async () => {
    const desk = await openScript();
    await press("#");
    await until(() => !(find("main nav").textContent ?? "").includes("Zqrefund"), "it is gone from the list");
    const undo = [...document.querySelectorAll("button")].find((each) => each.textContent?.startsWith("Undo"));
    await act(async () => undo?.click());
    await until(() => (find("main nav").textContent ?? "").includes("Zqrefund"), "it is back");
    expect(desk.sent("playbook.restore")).toEqual([{ id: script.id }]);
  });

  test("an agent reads it all and can change nothing", async () => {
    await openScript(createPlaybookDesk(["agent"]));
    expect(main()).toContain("Only these roles may change this: corpcomm, shift lead and admin.");
    expect([...document.querySelectorAll("main textarea")].every((area) => area.hasAttribute("readonly"))).toBe(true);
    expect(button("Take out of use").getAttribute("aria-disabled")).toBe("true");
  });
});

describe("the list", () => {
  test("finds by words through the engine, and J and K walk through what is shown", async () => {
    const desk = await open("");
    await press("j");
    expect(find("main h2.clip").textContent).toBe("Zqother");
    await act(async () => find<HTMLInputElement>("[role=searchbox]").focus());
    const field = find<HTMLInputElement>("[role=searchbox]");
    await act(async () => {
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(field, "refund");
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
    await until(() => !(find("main nav").textContent ?? "").includes("Zqother"), "the other one is not shown");
    expect(desk.sent("playbook.pick").at(-1)).toEqual({ storyId: null, search: "refund", limit: 2000 });
  });

  test("the guidelines are read, changed as a new version, and made into a file", async () => {
    const desk = await open("?do=guidelines");
    await until(() => main().includes("Zqpoint"), "the page is shown");
    expect(document.querySelector("main article strong")?.textContent).toBe("Zqpoint");
    await click("Change");
    await fill("Guidelines", "# Zqnewer");
    await click("Save as version 3");
    expect(desk.sent("playbook.saveGuidelines")).toEqual([{ version: 2, text: "# Zqnewer" }]);
    await until(() => main().includes("Make HTML"), "the page is back");
    await click("Make HTML");
    await until(() => document.querySelector("main a[download='guidelines.html']") !== null, "the file is there");
  });

  test("a file is seen before anything of it is taken, with its problems in words", async () => {
    const desk = await open("?do=files");
    const input = find<HTMLInputElement>("#playbook-file");
    const file = new File(["name,public\nZqnew,Hello\n,Nobody\n"], "ours.csv", { type: "text/csv" });
    Object.defineProperty(input, "files", { configurable: true, value: [file] });
    await act(async () => void input.dispatchEvent(new Event("change", { bubbles: true })));
    await until(() => main().includes("Take 1 script"), "the preview is there");
    expect(main()).toContain("1 new, 0 changed, 0 the same, 1 with problems");
    expect(main()).toContain("It has no name.");
    await click("Take 1 script");
    expect(desk.sent("playbook.import")).toMatchObject([{ changes: "version" }]);
    await press("z", { ctrlKey: true });
    await until(() => desk.sent("playbook.undoImport").length > 0, "all of it is taken back at once");
    expect(desk.sent("playbook.undoImport")).toMatchObject([{ batchId: idOf(77) }]);
    await until(() => document.body.textContent.includes("Import taken back: 1 out of use"), "it says so");
  });
});

test.each(["", `?script=${script.id}`, "?do=add", "?do=guidelines", "?do=files", "?do=removed"])(
  "every word of /playbook%s comes from the catalogue",
  async (query) => {
    const desk = createPlaybookDesk();
    await openPage({ link: desk.link, path: `/playbook${query}`, language: "pseudo" });
    await until(() => document.querySelector("main nav li") !== null, "the playbook is shown");
    await settle();
    await settle();
    const data = [
      /Zq\w+/,
      script.body,
      script.whenToUse,
      "first name",
      / and (?=date)/,
      "date",
      /\d+ Nov/,
      /\{\{\w+\}\}/,
      sunniva.name,
    ];
    expect(findStrays(find("main"), data)).toEqual([]);
  },
);
