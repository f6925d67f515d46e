import type { ExportWhat } from "../../contract/methods/exports.ts";

/** What a file of this content is called, without its ending: content, period by the desk's clock, and how it was counted. */
export function exportFileName(what: ExportWhat, timeZone: string): string {
  const parts = [nameOf(what), dayOrMinute(what.from, timeZone), dayOrMinute(what.to, timeZone), ...choicesOf(what)];
  return parts.join("_");
}

function nameOf(what: ExportWhat): string {
  const name = what.of === "report" ? `report-${what.report}` : what.of;
  return name.replaceAll("_", "-");
}

/** Only what is not as usual. */
function choicesOf(what: ExportWhat): readonly string[] {
  if (what.of === "shift_log") return [];
  if (what.of === "mentions") return what.search.trim() === "" ? [] : ["search"];
  return [
    ...what.buckets,
    ...(what.sourceId === null ? [] : ["one-source"]),
    ...(what.departmentId === null ? [] : ["one-department"]),
    ...(what.personId === null ? [] : ["one-person"]),
    ...(what.clock === "elapsed" ? ["elapsed"] : []),
    ...(what.counted === "stories" ? ["stories"] : []),
  ];
}

/** "2026-11-16" at midnight, else "2026-11-16T0630", by the desk's clock. */
function dayOrMinute(at: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    ...{ year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  const day = `${part("year")}-${part("month")}-${part("day")}`;
  const minute = `${part("hour")}${part("minute")}`;
  return minute === "0000" ? day : `${day}T${minute}`;
}
