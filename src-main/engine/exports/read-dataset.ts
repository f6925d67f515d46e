import { Refusal } from "../../contract/refusal.ts";
import type { ExportWhat } from "../../contract/methods/exports.ts";
import { caseSet } from "./case-set.ts";
import type { Dataset } from "./dataset.ts";
import { kpiSet } from "./kpi-set.ts";
import { mentionSet } from "./mention-set.ts";
import { reportSet } from "./report-set.ts";
import type { SetParts } from "./set-parts.ts";
import { shiftLogSet } from "./shift-log-set.ts";

/** The rows that a file of this content holds. Refusals: bad-period, not-allowed, query-invalid. */
export async function readDataset(parts: SetParts, what: ExportWhat): Promise<Dataset> {
  if (what.to < what.from) throw new Refusal("bad-period");
  switch (what.of) {
    case "shift_log":
      return shiftLogSet(parts, what);
    case "mentions":
      return mentionSet(parts, what);
    case "cases":
      return caseSet(parts, what);
    case "kpi":
      return kpiSet(parts, what);
    case "report":
      return reportSet(parts, what);
  }
}
