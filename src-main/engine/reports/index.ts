import type { Handlers } from "../handlers.ts";
import { mayNamePeople } from "../kpis/scope.ts";
import type { Parts } from "../parts.ts";
import { readReport } from "./read-report.ts";

type ReportMethod = "reports.read";

/** Charts and tables over a period. */
export function createReports({ store, clock }: Pick<Parts, "store" | "clock">): Handlers<ReportMethod> {
  return {
    "reports.read": (input, call) =>
      readReport(store.read, input, { now: clock.now(), call, seesPeople: mayNamePeople(call) }),
  };
}
