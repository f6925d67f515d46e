import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { createDiskFolder } from "../../../src-main/adapters/exports/disk-folder.ts";
import { createExportSigner } from "../../../src-main/adapters/export-signer.ts";
import { loadWords } from "../../../src-main/adapters/word-catalogue.ts";
import type { Parsed } from "../../../src-main/contract/methods.ts";
import type { Call } from "../../../src-main/engine/handlers.ts";
import { createSavedReports } from "../../../src-main/engine/reports/saved/index.ts";
import { createWriteReport } from "../../../src-main/engine/reports/saved/write-report.ts";
import type { WriteReport } from "../../../src-main/engine/reports/saved/write-report.ts";
import { createShifts } from "../../../src-main/engine/shifts/index.ts";
import { readSettings, writeSettings } from "../../../src-main/engine/store/setting.ts";
import { resourcesFolder } from "../../support/whole-engine.ts";
import { startTestParts } from "../../support/test-engine.ts";
import type { TestParts } from "../../support/test-engine.ts";

const noWriter = () => Promise.reject(new Error("These tests write no such files"));

/** A desk in Berlin with a lead, a folder for reports on the real disk, and the loop that writes them. */
export async function startSavedDesk({ write: given }: { readonly write?: WriteReport } = {}) {
  const parts = await startTestParts();
  onTestFinished(() => parts.close());
  const lead = await parts.addPerson("Lea", "lead");
  await setTimeZone(parts, "Europe/Berlin");
  const folder = join(parts.folder, "reports");
  mkdirSync(folder);
  const exportFolder = createDiskFolder({ own: join(parts.folder, "exports"), mark: "test" });
  const { say } = loadWords(resourcesFolder);
  const signer = createExportSigner(parts.secrets);
  const tableWriters = { xlsx: noWriter, pdf: noWriter };
  const real = createWriteReport({ ...parts, say, signer, exportFolder, tableWriters, appVersion: "1.0.0" });
  const start = () => createSavedReports({ ...parts, exportFolder, write: given ?? real });
  const saved = start();
  const { handlers } = saved;
  const shifts = createShifts({ ...parts, say });
  return {
    ...{ parts, lead, folder, saved, real, start, shifts },
    save: (plan: Partial<Plan> = {}, call: Call = lead) =>
      handlers["savedReports.save"]({ ...planIn(folder), ...plan, commandId: parts.commandId() }, call),
    list: () => handlers["savedReports.list"]({}, lead),
    runNow: (id: string) => handlers["savedReports.runNow"]({ commandId: parts.commandId(), id }, lead),
    /** Sets the wall clock and does all that is due. */
    at: async (text: string) => {
      parts.clock.setNow(Date.parse(text));
      await saved.drain();
    },
    /** The reports in the folder, without what lies beside them. */
    files: () =>
      readdirSync(folder)
        .filter((name) => name.endsWith(".csv"))
        .toSorted(),
    everything: () => readdirSync(folder).toSorted(),
  };
}

type Plan = Omit<Parsed<"savedReports.save">, "commandId">;

const filters = {
  buckets: [],
  sourceId: null,
  departmentId: null,
  personId: null,
  clock: "hours",
  counted: "mentions",
} as const;

function planIn(folder: string) {
  return {
    id: null,
    version: 0,
    name: "Morning log",
    what: { of: "shift_log" },
    period: "yesterday",
    filters: { ...filters, buckets: [] },
    formats: ["csv"],
    folder,
    schedule: { kind: "daily", minute: 7 * 60 },
  } satisfies Plan;
}

export async function setTimeZone(parts: TestParts, timeZone: string): Promise<void> {
  const { version, settings } = await readSettings(parts.store.read);
  const calendar = { ...settings.calendar, timeZone };
  await parts.store.write((trx) => writeSettings(trx, { version: version + 1, settings: { ...settings, calendar } }));
}

/** The kinds of the reports' events, in order. */
export async function reportEvents(parts: TestParts): Promise<readonly string[]> {
  const rows = await parts.store.read
    .selectFrom("event")
    .select("kind")
    .where("subject_kind", "=", "report")
    .orderBy("seq")
    .execute();
  return rows.map(({ kind }) => kind);
}
