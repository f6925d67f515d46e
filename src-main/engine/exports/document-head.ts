import type { DocumentHead } from "../../ports/table-writer.ts";
import type { Say } from "../store/mention-shape.ts";
import { deskTime } from "./desk-time.ts";
import type { Sheet } from "./dataset.ts";
import type { ExportAbout } from "./sidecar.ts";

type Ending = {
  readonly sheets: readonly Sheet[];
  readonly lastHash: () => string;
  readonly rows: () => number;
};

/** What stands over and under the tables of a workbook or a printed document, in words. */
export function documentHead(
  say: Say,
  { what, format, at, timeZone, head, set, appVersion }: ExportAbout,
  { sheets, lastHash, rows }: Ending,
): DocumentHead {
  const word = (key: string, params = {}) => say({ code: `export.${key}`, params });
  const fact = (key: string, value: string) => ({ name: word(`fact.${key}`), value });
  const { sayInstant, sayInstants } = deskTime(timeZone);
  // Printed for people; a workbook says instants as its cells do.
  const said = format === "pdf" ? set.facts.map(({ name, value }) => ({ name, value: sayInstants(value) })) : set.facts;
  const title =
    what.of === "report"
      ? word(`title.report`, { name: say({ code: `reportsPage.tab.${what.report}`, params: {} }) })
      : word(`title.${what.of}`);
  const columns = new Map(sheets.flatMap((sheet) => sheet.columns.map((column) => [column.name, column] as const)));
  return {
    title,
    facts: [
      fact("period", `${sayInstant(what.from)} – ${sayInstant(what.to)}`),
      fact("timeZone", timeZone),
      ...said,
      fact("writtenAt", sayInstant(at)),
      fact("version", appVersion),
      fact("head", `${head.seq} ${head.hash}`),
    ],
    definitions: [...set.definitions, ...[...columns.values()].map(({ name, means }) => ({ name, means }))],
    words: {
      about: word("about"),
      definitions: word("definitions"),
      page: (page) => word("page", { page }),
      lacking: (count) => word("lacking", { count }),
    },
    foot: () => [
      word("foot.rows", { count: rows() }),
      word("foot.head", { seq: head.seq, hash: head.hash }),
      word("foot.lastHash", { hash: lastHash() }),
    ],
  };
}
