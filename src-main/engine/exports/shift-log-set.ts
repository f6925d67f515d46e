import { shiftLogCells, shiftLogColumns } from "../../domain/exports/shift-log-columns.ts";
import { loggedKinds } from "../../domain/shifts/say-logged.ts";
import { logPage } from "../shifts/log-lines.ts";
import type { LogPage } from "../shifts/log-lines.ts";
import { countEvents } from "../store/event-log.ts";
import type { Dataset, DatasetRow } from "./dataset.ts";
import { sayColumns } from "./say-columns.ts";
import type { SetParts } from "./set-parts.ts";

const pageRows = 200;
const printed = [
  { name: "at", share: 12 },
  { name: "what", share: 32 },
  { name: "who", share: 11 },
  { name: "contact", share: 12 },
  { name: "source", share: 13 },
  { name: "bucket", share: 7 },
  { name: "sentiment", share: 8 },
  { name: "due_at", share: 12 },
  { name: "breached", share: 7 },
];

/** The shift log of a period, oldest first. `total` counts the events; a poll that brought nothing makes no row. */
export async function shiftLogSet(
  { db, say }: SetParts,
  period: { readonly from: number; readonly to: number },
): Promise<Dataset> {
  const total = await countEvents(db, { ...period, kinds: loggedKinds });
  async function* pages(): AsyncGenerator<readonly DatasetRow[], void, void> {
    for (let afterSeq: number | null = null; ;) {
      const page: LogPage = await logPage(db, {
        period: { from: period.from, to: period.to },
        ...{ afterSeq, limit: pageRows, say },
      });
      yield page.lines.map((line) => ({ cells: shiftLogCells(line) }));
      if (page.next === null) return;
      afterSeq = page.next;
    }
  }
  const flat = { name: "shift_log", columns: sayColumns(say, "shift_log", shiftLogColumns), total, pages, printed };
  return { definitions: [], facts: [], flat, sheets: [flat] };
}
