import { act } from "react";
import { beforeEach, expect, test } from "vitest";
import type { HolidayFile } from "../../src-main/contract/methods/holidays.ts";
import { EngineError } from "../../src-renderer/lib/engine.ts";
import { find, openPage, settle, until } from "./support/open-page.tsx";
import { createSettingsDesk } from "./support/settings-desk.ts";

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});

const main = () => find("main").textContent ?? "";

async function openHours(desk = createSettingsDesk()) {
  await openPage({ link: desk.link, path: "/settings?section=hours" });
  await until(() => document.querySelector("#hours-targets") !== null, "the hours are shown");
  await settle();
  return desk;
}

async function click(name: string): Promise<void> {
  const all = [...document.querySelectorAll<HTMLButtonElement>("main button")];
  const found = all.findLast((each) => (each.getAttribute("aria-label") ?? each.textContent) === name);
  if (!found) throw new Error(`no button ${name} in ${main()}`);
  await act(async () => found.click());
  await settle();
}

function fieldOf(label: string): HTMLInputElement | HTMLSelectElement {
  const found = [...document.querySelectorAll("main label")].findLast((each) => each.textContent?.endsWith(label));
  const control = document.getElementById(found?.getAttribute("for") ?? "");
  if (!(control instanceof HTMLInputElement || control instanceof HTMLSelectElement)) throw new Error(`no ${label}`);
  return control;
}

async function fill(label: string, text: string): Promise<void> {
  const control = fieldOf(label);
  await act(async () => {
    const prototype = Object.getPrototypeOf(control) as object;
    Object.getOwnPropertyDescriptor(prototype, "value")?.set?.call(control, text);
    control.dispatchEvent(new Event(control.tagName === "SELECT" ? "change" : "input", { bubbles: true }));
  });
}

async function choose(text: string): Promise<void> {
  const field = find<HTMLInputElement>("#hours-ics");
  Object.defineProperty(field, "files", { value: [new File([text], "off.ics")], configurable: true });
  await act(async () => field.dispatchEvent(new Event("change", { bubbles: true })));
  await settle();
}

test("each clock has its targets, and a target of closing or approval that is left empty is none", async () => {
  const desk = await openHours();
  await fill("Contact centre, P1: minutes until the next answer", "25");
  await fill("Contact centre, P1: minutes until it is closed", "");
  await fill("PR, P2: minutes for an approval", "15");
  await click("Save");
  const { first, next, resolution, approval } = desk.settings.targets;
  expect([first.care[1], next.care[1], resolution.care[1], approval.pr[2]]).toEqual([60, 25, null, 15]);
  await fill("Contact centre, P1: minutes until the first answer", "");
  await click("Save");
  expect(main()).toContain("Write whole minutes, 1 or more.");
});

test("a bucket can run on hours of its own, which go back to the desk's when they are removed", async () => {
  const desk = await openHours();
  await click("Add other hours");
  expect(main()).toContain("This calendar has no hours.");
  await click("Save");
  expect(main()).toContain("These hours need a name.");
  await fill("Name of these hours", "Service");
  await click("Add hours on Sunday");
  await fill("Sunday, hours 1, from", "10");
  await fill("Sunday, hours 1, to", "16");
  const [own] = [...document.querySelectorAll("#hours-targets option")].filter(
    (each) => each.textContent === "Service",
  );
  await fill("Contact centre: hours", own?.getAttribute("value") ?? "");
  await click("Save");
  const [calendar] = desk.settings.calendars;
  expect(calendar).toMatchObject({ name: "Service", hours: { week: { Sun: [[600, 960]], Mon: [] } } });
  expect(desk.settings.targets.hours).toEqual({ care: calendar?.id, pr: null });
  await click("Remove these hours");
  await click("Save");
  expect(desk.settings).toMatchObject({ calendars: [], targets: { hours: { care: null, pr: null } } });
});

const found: HolidayFile = {
  name: "Days off",
  until: "2031-12-31",
  days: [
    { date: "2026-12-25", name: "Christmas Day", isRepeated: true },
    { date: "2026-12-26", name: "Boxing Day", isRepeated: true },
    { date: "2027-01-01", name: "New Year", isRepeated: false },
  ],
  skipped: [{ name: "Half a day", why: "part_of_day" }],
};

test("a calendar file shows its days before any is added, and only those that stay ticked are", async () => {
  const desk = createSettingsDesk();
  Object.assign(desk.handlers, { "holidays.read": () => found });
  await openHours(desk);
  await choose("BEGIN:VCALENDAR");
  expect(main()).toContain("3 days off in this file. 1 of them is a holiday already.");
  expect(main()).toContain("Half a day: only part of a day");
  await act(async () => fieldOf("1 January 2027: New Year").click());
  await click("Add 1 holiday");
  expect(main()).toContain("Boxing Day");
  expect(desk.settings.calendar.holidays).toEqual(["2026-12-25"]);
  await click("Save");
  expect(desk.settings.calendar).toMatchObject({
    holidays: ["2026-12-25", "2026-12-26"],
    holidayNames: { "2026-12-26": "Boxing Day" },
  });
});

test("a file that is no calendar is refused in words, and nothing is lost", async () => {
  const desk = createSettingsDesk();
  Object.assign(desk.handlers, {
    "holidays.read": () => {
      throw new EngineError("holidays-not-ics", {});
    },
  });
  await openHours(desk);
  await choose("<html>");
  expect(main()).toContain("This is not a calendar file. Choose one that ends in .ics.");
  expect(main()).toContain("25 December 2026");
});
