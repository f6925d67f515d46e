import { act } from "react";
import { describe, expect, test } from "vitest";
import { EngineError } from "../../src-renderer/lib/engine.ts";
import { click, dryRun, openMonitor, queryField, ruleOf, words, write } from "./support/monitor-desk.ts";
import { find, press, settle, type, until } from "./support/open-page.tsx";
import { idOf } from "./support/rows.ts";

const side = () => words(find("aside"));
const nothingElse = {
  ...{ watches: [], sources: [], notSources: [], networks: [], languages: [], sentiments: [], departments: [] },
  ...{ bucket: "care", priority: null, department: null, labels: [], script: null, assignee: null, approval: [] },
  ...{ stop: true, isOn: true },
};

async function tick(name: string): Promise<void> {
  const label = [...document.querySelectorAll<HTMLLabelElement>("aside details label")].find(
    ({ textContent }) => textContent === name,
  );
  if (!label) throw new Error(`nothing to tick called ${name}`);
  await act(async () => label.click());
  await settle();
}

async function openRules(parts: Parameters<typeof openMonitor>[0] = {}) {
  const desk = await openMonitor(parts);
  await click("Rules");
  return desk;
}

describe("the list of rules", () => {
  test("stands in its order, and a rule moves by one place", async () => {
    const desk = await openRules();
    expect([...document.querySelectorAll("aside ol b")].map((name) => name.textContent)).toEqual([
      "Zqrule60",
      "Zqrule61",
    ]);
    await click("Move Zqrule61 up");
    expect(desk.sent("rules.place")).toEqual([{ id: idOf(61), version: 1, position: 1 }]);
    expect(words(find("footer[aria-label=Status]"))).toContain("Rule Zqrule61 moved.Undo");
  });

  test("switches a rule off without removing it, and says that it is off", async () => {
    const desk = await openRules({ rules: [ruleOf(60, 1), { ...ruleOf(61, 2), isOn: false }] });
    await click("On: switch Zqrule60 off");
    expect(desk.sent("rules.switch")).toEqual([{ id: idOf(60), version: 1, isOn: false }]);
    expect(find('[aria-label="Off: switch Zqrule61 on"]').textContent).toBe("Off");
  });
});

describe("a rule being written", () => {
  test("carries all that is chosen, stands last, and stays open to be applied", async () => {
    const desk = await openRules();
    await click("New rule");
    await write(queryField(), "broken NEAR/3 promise");
    await type(find<HTMLInputElement>("aside form input"), "Zqnew");
    await tick("News");
    await tick("German");
    await click("Save rule");
    expect(desk.sent("rules.save")).toEqual([
      {
        ...nothingElse,
        name: "Zqnew",
        query: "broken NEAR/3 promise",
        reason: "",
        position: 3,
        networks: ["news"],
        languages: ["de"],
      },
    ]);
    expect(side()).toContain("Apply to stored mentions");
  });

  test("says where its query breaks", async () => {
    const desk = await openRules();
    desk.handlers["rules.preview"] = () => ({
      ...dryRun,
      fault: { at: 5, says: { code: "query.error.unclosed_quote", params: {} } },
    });
    await click("Zqrule60");
    await write(queryField(), 'late "x');
    await until(() => side().includes("this quotation mark is never closed"), "the side shows it");
    expect(side()).toContain("Line 1, position 6: this quotation mark is never closed.");
    expect(find("aside [class*=faulty]").textContent).toBe('"x');
  });

  test("shows what it would have done, and why the engine does not answer", async () => {
    const desk = await openRules();
    await click("Zqrule60");
    await until(() => side().includes("52 stories match."), "the side shows it");
    expect(side()).toContain("Looked at 352 stories in 38 ms.");
    expect(words(find("aside table"))).toContain("CarePR9");
    expect(side()).toContain("Rule Zqrule61 would no longer be reached: 4 today.");
    expect(side()).toContain("3 stay: people decided about them or work on them.");
    expect(find("aside mark").textContent).toBe("late");
    desk.handlers["rules.preview"] = () => {
      throw new EngineError("disk-full", {});
    };
    await write(queryField(), "other");
    await until(() => !side().includes("52 stories match."), "the side shows it");
  });
});

describe("what a rule did", () => {
  test("is applied after a question, and taken back after the numbers were told", async () => {
    const desk = await openRules({ rules: [{ ...ruleOf(60, 1), effects: 15 }] });
    await click("Zqrule60");
    expect(side()).toContain("15 stored stories stand as they do because of this rule");
    await click("Apply to stored mentions");
    await click("Apply");
    expect(desk.sent("rules.apply")).toEqual([{ id: idOf(60), version: 1 }]);
    await click("Undo the effects of this rule");
    await until(() => side().includes("Put 12 stories back? 3 stay as people decided."), "the side shows it");
    await press("Escape");
    expect(desk.sent("rules.undo")).toEqual([]);
    await click("Undo the effects of this rule");
    await until(() => side().includes("Put 12 stories back?"), "the side shows it");
    await click("Put back");
    expect(desk.sent("rules.undo")).toEqual([{ id: idOf(60) }]);
  });

  test("shows how far it is, and can be cancelled", async () => {
    const desk = await openRules();
    const work = { id: idOf(70), ruleId: idOf(60), rule: "Zqrule60", what: "apply", state: "running" } as const;
    desk.handlers["rules.work"] = () => [{ ...work, done: 150, total: 400, changed: 12, kept: 1 }];
    await click("Zqrule60");
    await until(() => side().includes("Applying: looked at 150 of 400, 12 changed"), "the side shows it");
    expect(find("progress").getAttribute("value")).toBe("150");
    desk.handlers["rules.cancel"] = () => ({});
    await click("Cancel");
    expect(desk.sent("rules.cancel")).toEqual([{ id: idOf(70) }]);
  });

  test("can be taken back of a removed rule too, which can come back", async () => {
    const desk = await openMonitor();
    desk.handlers["rules.removed"] = () => [{ ...ruleOf(65, 3), removedAt: 5, effects: 4 }];
    await click("Rules");
    await until(() => side().includes("Zqrule65"), "the side shows it");
    await click("Bring back Zqrule65");
    expect(desk.sent("rules.restore")).toEqual([{ id: idOf(65), version: 1 }]);
    await click("Undo the effects of this rule");
    await until(() => side().includes("Put 12 stories back?"), "the side shows it");
  });
});
