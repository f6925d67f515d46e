import { Refusal } from "../../contract/refusal.ts";
import type { ExportWhat } from "../../contract/methods/exports.ts";
import type { Dataset } from "./dataset.ts";
import type { SetParts } from "./set-parts.ts";
import { shiftLogSet } from "./shift-log-set.ts";

/** The rows that a file of this content holds. Refusals: bad-period, not-allowed, query-invalid. */
export async function readDataset(parts: SetParts, what: ExportWhat): Promise<Dataset> {
  if (what.to < what.from) throw new Refusal("bad-period");
  switch (what.of) {
    case "shift_log":
      return shiftLogSet(parts, what);
    case "mentions":
    case "cases":
    case "kpi":
    case "report":
      throw new Refusal("not-allowed", { what: what.of });
  }
}
