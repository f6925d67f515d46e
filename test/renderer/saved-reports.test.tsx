import { act } from "react";
import { beforeEach, expect, test } from "vitest";
import type { SavedReport } from "../../src-main/contract/methods/saved-reports.ts";
import type { Role } from "../../src-main/contract/values.ts";
import { ticked } from "../../src-renderer/features/reports/saved/SavedScopeFields.tsx";
import { planOf, readTime, toSavedDraft, troublesOf } from "../../src-renderer/features/reports/saved/saved-draft.ts";
import { EngineError } from "../../src-renderer/lib/engine.ts";
import { find, openPage, settle, type, until } from "./support/open-page.tsx";
import { createReportsDesk } from "./support/reports-desk.ts";
import { idOf, NOON } from "./support/rows.ts";

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});

const hour = 3_600_000;
const saved = (change: Partial<SavedReport> = {}): SavedReport => ({
  ...{ id: idOf(71), version: 3, name: "Morning figures", what: { of: "kpi" }, period: "yesterday" },
  filters: {
    ...{ buckets: ["care"], sourceId: null, departmentId: null, personId: null },
    ...{ clock: "hours", counted: "mentions" },
  },
  ...{ formats: ["xlsx", "csv"], folder: "/srv/reports", schedule: { kind: "daily", minute: 420 } },
  ...{ createdBy: null, nextAt: NOON + 20 * hour, last: null, isRunning: false, trouble: null },
  ...change,
});

async function openSaved(reports: readonly SavedReport[], role: Role = "lead") {
  const desk = createReportsDesk({ roles: [role] });
  Object.assign(desk.handlers, {
    "savedReports.list": () => [...reports],
    "savedReports.save": () => ({ id: idOf(72), version: 1 }),
    "savedReports.runNow": ({ id }: { id: string }) => ({ id }),
    "savedReports.remove": ({ report }: { report: { id: string } }) => ({ id: report.id }),
    "savedReports.restore": ({ id }: { id: string }) => ({ id }),
    "departments.list": () => [],
  });
  await openPage({ link: desk.link, path: "/reports?report=saved" });
  await until(() => document.querySelector("#saved-reports") !== null, "saved reports are shown");
  await settle();
  return desk;
}

const list = () => find("#saved-reports").textContent ?? "";
const button = (name: string) =>
  [...document.querySelectorAll<HTMLButtonElement>("#saved-reports button")].find(
    (one) => (one.getAttribute("aria-label") ?? one.textContent) === name,
  );
async function click(name: string): Promise<void> {
  const found = button(name);
  if (!found) throw new Error(`No button ${name}`);
  await act(async () => found.click());
  await settle();
}
const field = (label: string): HTMLInputElement & HTMLSelectElement => {
  const found = [...document.querySelectorAll<HTMLLabelElement>("#saved-reports form label")].find(
    ({ textContent }) => textContent === label,
  );
  return find(`#${CSS.escape(found?.htmlFor ?? "")}`);
};
async function pick(label: string, value: string): Promise<void> {
  await act(async () => {
    field(label).value = value;
    field(label).dispatchEvent(new Event("change", { bubbles: true }));
  });
}
const submit = async () => {
  await act(async () =>
    find("#saved-reports form").dispatchEvent(new Event("submit", { bubbles: true, cancelable: true })),
  );
  await settle();
};

test("a saved report says what it writes, where, when next, and what stands in its way", async () => {
  const says = { code: "savedReports.trouble.missing", params: { folder: "/srv/reports" } };
  const trouble = { says, since: NOON - hour, waiting: 2, nextTryAt: NOON + hour };
  await openSaved([saved({ trouble })]);
  expect(list()).toContain("All figures · Yesterday · Care");
  expect(list()).toContain("every day at 07:00 · XLSX and CSV into /srv/reports");
  expect(list()).toContain("Not written yet");
  expect(find('#saved-reports [role="alert"]').textContent).toMatch(
    /There is no folder \/srv\/reports\. 2 reports wait since .* Tried again at /,
  );
});

test("a new report needs a name, a time, a format and a folder, each said beside its field", async () => {
  const desk = await openSaved([]);
  expect(list()).toContain("No report is saved yet.");
  await click("New report");
  await type(field("Time"), "25:00");
  await submit();
  expect([...document.querySelectorAll('#saved-reports [role="alert"]')].map(({ textContent }) => textContent)).toEqual(
    ["Give it a name.", "Give a time of the day, such as 07:00.", "Say into which folder."],
  );
  expect(desk.sent("savedReports.save")).toEqual([]);
});

test("what was picked is what is saved, and the form goes", async () => {
  const desk = await openSaved([]);
  await click("New report");
  await type(field("Name"), "Weekly service");
  await pick("What", "report:service");
  await pick("Period", "last_week");
  await pick("When", "weekly");
  await pick("Weekday", "Fri");
  await type(field("Time"), "8.30");
  await type(field("Folder"), "/srv/reports");
  await act(async () => field("PR").click());
  await submit();
  expect(desk.sent("savedReports.save")).toEqual([
    {
      name: "Weekly service",
      what: { of: "report", report: "service", step: null },
      period: "last_week",
      filters: {
        ...{ buckets: ["care", "analytics", "unsorted"], sourceId: null, departmentId: null, personId: null },
        ...{ clock: "hours", counted: "mentions" },
      },
      formats: ["xlsx"],
      folder: "/srv/reports",
      schedule: { kind: "weekly", weekday: "Fri", minute: 510 },
    },
  ]);
  expect(document.querySelector("#saved-reports form")).toBeNull();
});

test("a folder that takes no file is said in the form, which stays", async () => {
  const desk = await openSaved([saved()]);
  desk.handlers["savedReports.save"] = () => {
    throw new EngineError("folder-missing", { folder: "/srv/reports" });
  };
  await click("Change Morning figures");
  await submit();
  expect(desk.sent("savedReports.save")[0]).toMatchObject({ id: idOf(71), version: 3, name: "Morning figures" });
  expect(list()).toContain("There is no folder /srv/reports on the computer that runs the desk.");
  expect(document.querySelector("#saved-reports form")).not.toBeNull();
});

test("a report is written when asked, and removed with a way back", async () => {
  const desk = await openSaved([saved()]);
  await click("Write Morning figures now");
  expect(desk.sent("savedReports.runNow")).toEqual([{ id: idOf(71) }]);
  await click("Remove Morning figures");
  expect(desk.sent("savedReports.remove")).toEqual([{ report: { id: idOf(71), version: 3 } }]);
  expect(document.body.textContent).toContain("Report Morning figures removed.");
});

test("only leads and administrators change saved reports", async () => {
  await openSaved([saved()], "corpcomm");
  expect(button("Remove Morning figures")?.getAttribute("aria-disabled")).toBe("true");
});

test("times are read as people write them", () => {
  expect(["7", "07:00", "0705", "7.30", "24:00", "7:60", "noon"].map(readTime)).toEqual([
    420,
    420,
    425,
    450,
    null,
    null,
    null,
  ]);
});

test("a report of the shift is written at its end", () => {
  const draft = { ...toSavedDraft(null), name: "Shift", folder: "/srv", period: "this_shift" as const };
  expect(planOf(draft, null).schedule).toEqual({ kind: "shift_end" });
  expect(planOf({ ...draft, schedule: "none" }, null).schedule).toEqual({ kind: "none" });
  expect(troublesOf({ ...draft, formats: [] })).toEqual(["formats"]);
});

test("no bucket chosen is all of them", () => {
  expect(ticked([], "care", false)).toEqual(["pr", "analytics", "unsorted"]);
  expect(ticked(["pr", "analytics", "unsorted"], "care", true)).toEqual([]);
});
