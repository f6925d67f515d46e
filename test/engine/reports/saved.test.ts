import { chmodSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { FolderTrouble } from "../../../src-main/ports/export-folder.ts";
import type { WriteReport } from "../../../src-main/engine/reports/saved/write-report.ts";
import { failingReports } from "../../../src-main/engine/store/report-run.ts";
import { reportEvents, setTimeZone, startSavedDesk } from "./saved-desk.ts";

test("a daily report is written at its local time over both changes of the clock", async () => {
  const desk = await startSavedDesk();
  desk.parts.clock.setNow(Date.parse("2026-03-27T12:00+01:00"));
  await desk.save();
  const begun: string[] = [];
  for (const moment of [
    "2026-03-28T06:59+01:00",
    "2026-03-28T07:00+01:00",
    "2026-03-29T06:59+02:00",
    "2026-03-29T07:00+02:00",
  ]) {
    await desk.at(moment);
    begun.push(desk.files().join());
  }
  expect(begun).toEqual([
    "",
    "Morning log 2026-03-27.csv",
    "Morning log 2026-03-27.csv",
    "Morning log 2026-03-27.csv,Morning log 2026-03-28.csv",
  ]);
  await desk.at("2026-03-30T07:00+02:00");
  expect(desk.files()).toContain("Morning log 2026-03-29.csv");
  await desk.at("2026-10-25T06:59+01:00");
  const before = desk.files().length;
  await desk.at("2026-10-25T07:00+01:00");
  expect(desk.files()).toHaveLength(before + 1);
  expect(desk.files()).toContain("Morning log 2026-10-24.csv");
  expect((await desk.list())[0]).toMatchObject({ nextAt: Date.parse("2026-10-26T07:00+01:00"), trouble: null });
});

test("a weekly report comes on its weekday, and holds the week before", async () => {
  const desk = await startSavedDesk();
  await desk.save({ period: "last_week", schedule: { kind: "weekly", weekday: "Mon", minute: 480 } });
  await desk.at("2026-11-22T23:59+01:00");
  expect(desk.files()).toEqual([]);
  await desk.at("2026-11-23T08:00+01:00");
  expect(desk.files()).toEqual(["Morning log 2026-11-16 to 2026-11-22.csv"]);
});

test("after three days off one report is written, and it says for how many turns it stands", async () => {
  const desk = await startSavedDesk();
  await desk.save();
  await desk.at("2026-11-18T07:00+01:00");
  await desk.at("2026-11-21T12:00+01:00");
  expect(desk.files()).toEqual(["Morning log 2026-11-17.csv", "Morning log 2026-11-20.csv"]);
  const [report] = await desk.list();
  expect(report?.last).toMatchObject({ says: { code: "savedReports.wroteForAll", params: { count: 2 } } });
  expect(report?.nextAt).toBe(Date.parse("2026-11-22T07:00+01:00"));
});

test("a report of the shift is written when the shift closes, with the shift as its period", async () => {
  const desk = await startSavedDesk();
  await desk.save({ period: "this_shift", schedule: { kind: "shift_end" } });
  const command = () => ({ commandId: desk.parts.commandId() });
  const shift = await desk.shifts["shifts.open"](command(), desk.lead);
  await desk.at("2026-11-17T19:30+01:00");
  expect(desk.files()).toEqual([]);
  await desk.parts.store.write((trx) =>
    trx
      .updateTable("shift")
      .set({ closed_at: Date.parse("2026-11-17T19:30+01:00") })
      .where("public_id", "=", shift.id)
      .execute(),
  );
  desk.saved.onChange(["shift"]);
  await desk.at("2026-11-17T19:30:01+01:00");
  await desk.at("2026-11-17T20:00+01:00");
  expect(desk.files()).toEqual(["Morning log 2026-11-17 1100 to 1930.csv"]);
  expect((await desk.list())[0]?.nextAt).toBeNull();
});

test("a folder that is gone is told, tried again later and later, and nothing is lost when it is back", async () => {
  const desk = await startSavedDesk();
  await desk.save();
  renameSync(desk.folder, `${desk.folder}-away`);
  await desk.at("2026-11-18T07:00+01:00");
  const failed = (await desk.list())[0]?.trouble;
  expect(failed).toMatchObject({
    says: { code: "savedReports.trouble.missing", params: { folder: desk.folder } },
    since: Date.parse("2026-11-18T07:00+01:00"),
    waiting: 1,
    nextTryAt: Date.parse("2026-11-18T07:15+01:00"),
  });
  await desk.at("2026-11-18T07:14+01:00");
  expect(await reportEvents(desk.parts)).toEqual(["report.saved", "report.failed"]);
  await desk.at("2026-11-18T07:15+01:00");
  expect((await desk.list())[0]?.trouble?.nextTryAt).toBe(Date.parse("2026-11-18T07:45+01:00"));
  // The next day's report waits beside it.
  await desk.at("2026-11-19T07:00+01:00");
  expect((await desk.list())[0]?.trouble?.waiting).toBe(2);
  expect(await failingReports(desk.parts.store.read)).toBe(1);
  renameSync(`${desk.folder}-away`, desk.folder);
  await desk.at("2026-11-19T23:00+01:00");
  expect(desk.files()).toEqual(["Morning log 2026-11-17.csv", "Morning log 2026-11-18.csv"]);
  expect((await desk.list())[0]).toMatchObject({ trouble: null, last: { says: { code: "savedReports.wrote" } } });
});

test("a new folder is tried at once", async () => {
  const desk = await startSavedDesk();
  const { id } = await desk.save();
  renameSync(desk.folder, `${desk.folder}-away`);
  await desk.at("2026-11-18T07:00+01:00");
  const other = `${desk.folder}-other`;
  mkdirSync(other);
  await desk.save({ id, version: 1, folder: other });
  await desk.saved.drain();
  expect((await desk.list())[0]).toMatchObject({ version: 2, trouble: null, folder: other });
  expect((await desk.list())[0]?.last?.files[0]).toMatch(/reports-other/);
});

test("two reports that fall due at once are both written, and no name is ever written over", async () => {
  const desk = await startSavedDesk();
  await desk.save();
  await desk.save({ name: "Second", formats: ["csv", "json"] });
  writeFileSync(`${desk.folder}/Morning log 2026-11-17.csv`, "kept");
  await desk.at("2026-11-18T07:00+01:00");
  expect(desk.files()).toEqual(["Morning log 2026-11-17-2.csv", "Morning log 2026-11-17.csv", "Second 2026-11-17.csv"]);
  expect(desk.everything().filter((name) => name.startsWith("Second 2026-11-17.json"))).not.toEqual([]);
});

test("a report that is stopped while it is written leaves nothing half, and goes on where it was at the next start", async () => {
  let stop = () => {};
  let stopped: Promise<void> = Promise.resolve();
  const desk: Awaited<ReturnType<typeof startSavedDesk>> = await startSavedDesk({
    write: (async (file) => {
      if (file.format === "csv") return desk.real(file);
      stop();
      return desk.real(file);
    }) satisfies WriteReport,
  });
  await desk.save({ formats: ["csv", "json"] });
  stop = () => {
    stopped = desk.saved.stop();
    stop = () => {};
  };
  await desk.at("2026-11-18T07:00+01:00");
  await stopped;
  expect(desk.everything().filter((name) => name.includes("json") && !name.includes("csv"))).toEqual([]);
  expect(desk.everything().filter((name) => name.endsWith(".partial"))).toEqual([]);
  const next = desk.start();
  await next.drain();
  expect(desk.files()).toEqual(["Morning log 2026-11-17.csv"]);
  expect((await desk.list())[0]?.last?.files.filter((path) => path.endsWith(".json")).length).toBeGreaterThan(0);
});

test("what can not be written to is refused when it is saved, in words that say why", async () => {
  const desk = await startSavedDesk();
  const file = `${desk.folder}/a-file`;
  writeFileSync(file, "");
  const refused = (folder: string) =>
    desk.save({ folder }).then(
      () => null,
      (cause: { code: string }) => cause.code,
    );
  expect(await refused("reports")).toBe("folder-not-absolute");
  expect(await refused(`${desk.folder}/nowhere`)).toBe("folder-missing");
  expect(await refused(file)).toBe("folder-missing");
  chmodSync(desk.folder, 0o500);
  const isRoot = process.getuid?.() === 0;
  // The root of a system writes everywhere.
  expect(await refused(desk.folder)).toBe(isRoot ? null : "folder-not-writable");
  chmodSync(desk.folder, 0o700);
});

test("a saved report keeps its version, its name to itself, and its way back", async () => {
  const desk = await startSavedDesk();
  const { id, version } = await desk.save();
  await expect(desk.save({ id, version: version + 1 })).rejects.toMatchObject({ code: "stale" });
  await expect(desk.save({ name: "morning LOG" })).rejects.toMatchObject({ code: "name-taken" });
  await expect(desk.save({ period: "this_shift" })).rejects.toMatchObject({ code: "period-needs-shift" });
  const command = () => ({ commandId: desk.parts.commandId() });
  await desk.saved.handlers["savedReports.remove"]({ ...command(), report: { id, version } }, desk.lead);
  expect(await desk.list()).toEqual([]);
  await desk.at("2026-11-19T07:00+01:00");
  expect(desk.files()).toEqual([]);
  await desk.saved.handlers["savedReports.restore"]({ ...command(), id }, desk.lead);
  expect((await desk.list())[0]?.nextAt).toBe(Date.parse("2026-11-20T07:00+01:00"));
  expect(await reportEvents(desk.parts)).toEqual(["report.saved", "report.removed", "report.restored"]);
});

test("only a lead keeps the figures of a person", async () => {
  const desk = await startSavedDesk();
  const admin = await desk.parts.addPerson("Ada", "admin");
  const filters = {
    buckets: [],
    sourceId: null,
    departmentId: null,
    personId: desk.lead.person?.id ?? "",
    clock: "hours",
    counted: "mentions",
  } as const;
  await expect(desk.save({ filters: { ...filters, buckets: [] } }, admin)).rejects.toMatchObject({
    code: "not-allowed",
  });
});

test("the figures of a person are written no more when their lead is none any more, until a lead saves them again", async () => {
  const desk = await startSavedDesk();
  const other = await desk.parts.addPerson("Ola", "lead");
  const plan = {
    what: { of: "kpi" as const },
    filters: {
      ...{ buckets: [], sourceId: null, departmentId: null, personId: other.person?.id ?? "" },
      ...{ clock: "hours" as const, counted: "mentions" as const },
    },
  };
  const saved = await desk.save(plan);
  desk.parts.store.raw.exec(`DELETE FROM person_role WHERE person_id = ${desk.lead.person?.rowId ?? 0}`);
  await desk.at("2026-11-18T07:00+01:00");
  expect([desk.files(), (await desk.list())[0]?.trouble?.says.code]).toEqual([[], "savedReports.trouble.lead_gone"]);
  await desk.save({ ...plan, ...saved }, other);
  await desk.at("2026-11-18T07:01+01:00");
  expect([desk.files().length, (await desk.list())[0]?.trouble]).toEqual([1, null]);
});

test("a report that is asked for is written at once, for the period as seen now", async () => {
  const desk = await startSavedDesk();
  const { id } = await desk.save({ schedule: { kind: "none" }, period: "today" });
  await desk.runNow(id);
  await desk.saved.drain();
  expect(desk.files()).toEqual(["Morning log 2026-11-17 0000 to 1100.csv"]);
  const shiftless = await desk.save({ name: "Shift", schedule: { kind: "none" }, period: "this_shift" });
  await expect(desk.runNow(shiftless.id)).rejects.toMatchObject({ code: "no-shift" });
});

test("another time zone moves the turns to come", async () => {
  const desk = await startSavedDesk();
  await desk.save();
  await setTimeZone(desk.parts, "America/New_York");
  await desk.saved.drain();
  expect((await desk.list())[0]?.nextAt).toBe(Date.parse("2026-11-17T07:00-05:00"));
});

test("runs beyond forty that wait for a folder are given up, the oldest first, and the log says so", async () => {
  const desk = await startSavedDesk({ write: () => Promise.reject(new FolderTrouble("full", "no room")) });
  const { id } = await desk.save({ schedule: { kind: "none" } });
  for (let run = 0; run < 41; run += 1) await desk.runNow(id);
  await desk.saved.drain();
  expect((await desk.list())[0]?.trouble).toMatchObject({ waiting: 40, says: { code: "savedReports.trouble.full" } });
  expect((await reportEvents(desk.parts)).filter((kind) => kind === "report.given_up")).toHaveLength(1);
});
