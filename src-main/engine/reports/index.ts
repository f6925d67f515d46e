import type { Handlers } from "../handlers.ts";
import type { Parts } from "../parts.ts";

type ReportMethod = "reports.read";

/** Charts and tables over a period. */
export function createReports(_parts: Parts): Handlers<ReportMethod> {
  return { "reports.read": () => Promise.reject(new Error("reports.read")) };
}
