import type { SavedReport } from "../../../../src-main/contract/methods/saved-reports.ts";
import type { ReportName } from "../../../../src-main/contract/methods/reports.ts";
import type { Bucket } from "../../../../src-main/contract/values.ts";
import type { CommandInput } from "../../../lib/use-engine.tsx";

type Schedule = SavedReport["schedule"];
export type Weekday = Extract<Schedule, { kind: "weekly" }>["weekday"];
export type WhatKey = `report:${ReportName}` | "kpi" | "cases" | "shift_log";

/** A saved report as its form holds it: every field as it is typed or picked. */
export type SavedDraft = {
  name: string;
  what: WhatKey;
  period: SavedReport["period"];
  buckets: readonly Bucket[];
  clock: SavedReport["filters"]["clock"];
  counted: SavedReport["filters"]["counted"];
  /** "" = all. */
  source: string;
  department: string;
  schedule: Schedule["kind"];
  weekday: Weekday;
  time: string;
  formats: SavedReport["formats"];
  folder: string;
};

/** As a report is, or as a new one begins: yesterday's figures every morning. */
export function toSavedDraft(report: SavedReport | null): SavedDraft {
  const schedule = report?.schedule ?? { kind: "daily", minute: 7 * 60 };
  return {
    name: report?.name ?? "",
    what: report ? keyOf(report.what) : "kpi",
    period: report?.period ?? "yesterday",
    buckets: report?.filters.buckets ?? [],
    clock: report?.filters.clock ?? "hours",
    counted: report?.filters.counted ?? "mentions",
    source: report?.filters.sourceId ?? "",
    department: report?.filters.departmentId ?? "",
    schedule: schedule.kind,
    weekday: schedule.kind === "weekly" ? schedule.weekday : "Mon",
    time: "minute" in schedule ? sayTime(schedule.minute) : "07:00",
    formats: report?.formats ?? ["xlsx"],
    folder: report?.folder ?? "",
  };
}

export type DraftTrouble = "name" | "time" | "formats" | "folder";

/** What has to be said before it can be saved. */
export function troublesOf(draft: SavedDraft): readonly DraftTrouble[] {
  const isTimed = draft.schedule === "daily" || draft.schedule === "weekly";
  return [
    ...(draft.name.trim() === "" ? (["name"] as const) : []),
    ...(isTimed && readTime(draft.time) === null ? (["time"] as const) : []),
    ...(draft.formats.length === 0 ? (["formats"] as const) : []),
    ...(draft.folder.trim() === "" ? (["folder"] as const) : []),
  ];
}

type SavedInput = CommandInput<"savedReports.save">;

export function planOf(draft: SavedDraft, before: SavedReport | null): SavedInput {
  const { name, period, clock, counted, formats, folder } = draft;
  // A report of the shift is written at the shift's end.
  const isOfShift = period === "this_shift" && draft.schedule !== "none";
  return {
    ...{ name: name.trim(), period, formats, folder: folder.trim() },
    what: whatOf(draft.what, before),
    filters: {
      buckets: [...draft.buckets],
      sourceId: draft.source || null,
      departmentId: draft.department || null,
      personId: before?.filters.personId ?? null,
      ...{ clock, counted },
    },
    schedule: isOfShift ? { kind: "shift_end" } : scheduleOf(draft),
  };
}

function scheduleOf({ schedule, weekday, time }: SavedDraft): Schedule {
  const minute = readTime(time) ?? 0;
  if (schedule === "daily") return { kind: "daily", minute };
  if (schedule === "weekly") return { kind: "weekly", weekday, minute };
  return { kind: schedule };
}

export function keyOf(what: SavedReport["what"]): WhatKey {
  return what.of === "report" ? `report:${what.report}` : what.of;
}

function whatOf(key: WhatKey, before: SavedReport | null): SavedReport["what"] {
  if (key === "kpi" || key === "cases" || key === "shift_log") return { of: key };
  const step = before?.what.of === "report" ? before.what.step : null;
  return { of: "report", report: key.slice("report:".length) as ReportName, step };
}

/** "07:00" of a minute of the day. */
export function sayTime(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}

/** The minute of the day of "7", "7:00" or "0700"; null when it is none. */
export function readTime(text: string): number | null {
  const parts = /^(\d{1,2})(?:[:.]?(\d\d))?$/.exec(text.trim());
  if (!parts) return null;
  const [hours, minutes] = [Number(parts[1]), Number(parts[2] ?? 0)];
  return hours > 23 || minutes > 59 ? null : hours * 60 + minutes;
}
