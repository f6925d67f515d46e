import { afterEach, beforeEach, expect, test } from "vitest";
import type { MethodName } from "../../../src-main/contract/methods.ts";
import type { Call } from "../../../src-main/engine/handlers.ts";
import { defaultSettings } from "../../../src-main/engine/store/setting.ts";
import { startTestDesk } from "../../support/test-desk.ts";
import type { TestDesk } from "../../support/test-desk.ts";

let desk: TestDesk;
let lead: Call;
beforeEach(async () => {
  desk = await startTestDesk({ firstPerson: null });
  lead = await desk.parts.addPerson("Sunniva Clegg", "lead");
});
afterEach(() => desk.close());

function ask(method: MethodName, input: object = {}): Promise<unknown> {
  return desk.dispatch({ method, input: { commandId: desk.parts.commandId(), ...input } }, lead);
}

const usual = defaultSettings("UTC");

test("what is left out stays, and the version counts up", async () => {
  const brand = { names: ["Whimbrel"], misspellings: ["Wimbrel"], rivals: [], sites: ["whimbrel.example"] };
  expect(await ask("settings.save", { version: 1, change: { brand } })).toEqual({
    result: { version: 2, settings: { ...usual, brand } },
  });
  expect(await ask("settings.get")).toMatchObject({ result: { version: 2, settings: { ...usual, brand } } });
});

test("settings that somebody else changed meanwhile are not overwritten", async () => {
  await ask("settings.save", { version: 1, change: { holdMinutes: 10 } });
  expect(await ask("settings.save", { version: 1, change: { holdMinutes: 0 } })).toEqual({
    error: { code: "stale", params: { what: "settings", version: 2 } },
  });
});

const closed = { Mon: [], Tue: [], Wed: [], Thu: [], Fri: [], Sat: [], Sun: [] };

test.each([
  ["no hours at all", { ...usual.calendar, week: closed }, { code: "calendar-empty", params: {} }],
  [
    "a time zone there is not",
    { ...usual.calendar, timeZone: "Moon/Base" },
    { code: "bad-input", params: { path: "change.calendar.timeZone", what: "time-zone" } },
  ],
  [
    "hours that end before they begin",
    { ...usual.calendar, week: { ...closed, Mon: [[600, 500]] } },
    { code: "bad-input", params: { path: "change.calendar.week", what: "backwards" } },
  ],
  [
    "a day of 25 hours",
    { ...usual.calendar, week: { ...closed, Mon: [[0, 1500]] } },
    { code: "bad-input", params: { path: "change.calendar.week.Mon.0.1", what: "too_big" } },
  ],
])("a calendar with %s is refused", async (_name, calendar, error) => {
  expect(await ask("settings.save", { version: 1, change: { calendar } })).toEqual({ error });
});

const [wall] = usual.walls;
const page = ["volume", "net"];

test.each([
  ["two of the same id", [wall, wall], { path: "change.walls", what: "twice" }],
  ["none at all", [], { path: "change.walls", what: "too_small" }],
  ["four pages", [{ ...wall, pages: [page, page, page, page] }], { path: "change.walls.0.pages", what: "too_big" }],
  ["a page of nothing", [{ ...wall, pages: [[]] }], { path: "change.walls.0.pages.0", what: "too_small" }],
  ["a tile twice", [{ ...wall, pages: [["net", "net"]] }], { path: "change.walls.pages", what: "twice" }],
  [
    "a tile nobody knows",
    [{ ...wall, pages: [["weather"]] }],
    { path: "change.walls.0.pages.0.0", what: "invalid_value" },
  ],
])("walls with %s are refused", async (_name, walls, params) => {
  expect(await ask("settings.save", { version: 1, change: { walls } })).toEqual({
    error: { code: "bad-input", params },
  });
});

test("a wall whose tiles cannot be read in its room is saved: who draws it says so", async () => {
  const walls = [{ ...wall, diagonalInches: 20, distanceMetres: 15 }];
  expect(await ask("settings.save", { version: 1, change: { walls } })).toMatchObject({ result: { version: 2 } });
});

test("the steps of the first run are read off what is there", async () => {
  const steps = async () => {
    const { result } = (await ask("settings.get")) as {
      result: { setup: { steps: { step: string; done: boolean }[] } };
    };
    return result.setup.steps.filter(({ done }) => done).map(({ step }) => step);
  };
  expect(await steps()).toEqual([]);
  await ask("settings.save", {
    version: 1,
    change: { brand: { names: ["Whimbrel"], misspellings: [], rivals: [], sites: [] } },
  });
  await ask("settings.save", { version: 2, change: { calendar: usual.calendar } });
  await ask("people.setPin", { id: lead.person?.id, pin: "713962" });
  expect(await steps()).toEqual(["brand", "hours", "people"]);
});

test("the checklist can be hidden and brought back", async () => {
  expect(await ask("settings.dismissSetup", { dismissed: true })).toMatchObject({ result: { dismissed: true } });
  expect(await ask("session.get")).toMatchObject({ result: { setupDone: true } });
  expect(await ask("settings.dismissSetup", { dismissed: false })).toMatchObject({ result: { dismissed: false } });
  expect(await ask("session.get")).toMatchObject({ result: { setupDone: false } });
});
