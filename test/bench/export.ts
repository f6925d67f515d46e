import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { ExportFormat } from "../../src-main/contract/methods/exports.ts";
import { KpiScope } from "../../src-main/contract/methods/kpis.ts";
import { mostPdfRows } from "../../src-main/engine/exports/write-export.ts";
import { appendEvents } from "../../src-main/engine/store/event-log.ts";
import { caseIdOf, writeCycles, writeMentions } from "../support/kpi-desk.ts";
import type { CycleRow } from "../support/kpi-desk.ts";
import type { Ratio } from "./measure.ts";
import { openBench } from "./workspace.ts";
import type { Bench } from "./workspace.ts";

const probe = fileURLToPath(new URL("export-probe.ts", import.meta.url));
const minute = 60_000;
/** Long enough ago that all of it has happened. */
const from = Date.UTC(2026, 6, 1);
/** The most that a file may take of memory, in MB (issue: export), and of other people's time, in ms. */
const mostMb = 100;
const longestTurn = 50;
const formats: readonly ExportFormat[] = ["csv", "json", "xlsx", "pdf"];

type Cost = { readonly rows: number; readonly turnMs: number; readonly cpuSeconds: number; readonly moreMb: number };

/** Files of so many mentions, cases and lines of the shift log, each form in an engine of its own. */
export async function benchExport({ rows }: { readonly rows: number }): Promise<readonly Ratio[]> {
  const bench = await openBench();
  try {
    const to = await fill(bench, rows);
    await bench.parts.store.close();
    const ratios: Ratio[] = [];
    for (const content of ["mentions", "cases", "shift_log"] as const) {
      for (const format of formats) {
        // A PDF holds no more than this; a longer one is refused.
        const many = format === "pdf" ? Math.min(rows, mostPdfRows - 400) : rows;
        const end = from + ((to - from) * many) / rows;
        const cost = await costOf(bench.folder, { of: content, to: Math.floor(end), format });
        if (cost.rows < many * 0.99) throw new Error(`${content} as ${format} held ${cost.rows} rows`);
        const name = `${cost.rows.toLocaleString("en")} rows of ${content} as ${format}`;
        console.log(`     ${name}: ${Math.round(cost.rows / cost.cpuSeconds).toLocaleString("en")} rows a CPU second`);
        ratios.push(
          { name: `${name}, more memory`, ours: cost.moreMb, reference: mostMb, unit: "MB", most: 1 },
          { name: `${name}, longest turn`, ours: cost.turnMs, reference: longestTurn, unit: "ms", most: 1 },
        );
      }
    }
    return ratios;
  } finally {
    rmSync(bench.folder, { recursive: true });
  }
}

type Asked = { readonly of: "mentions" | "cases" | "shift_log"; readonly to: number; readonly format: ExportFormat };

async function costOf(folder: string, { of, to, format }: Asked): Promise<Cost> {
  const within = (end: number) =>
    of === "cases" ? { of, ...KpiScope.parse({ from, to: end }) } : { of, from: from - minute, to: end };
  const asked = { file: join(folder, "desk.db"), format, what: within(to), small: within(from + 60 * minute) };
  const { stdout } = await promisify(execFile)(process.execPath, [probe, JSON.stringify(asked)]);
  return JSON.parse(stdout) as Cost;
}

const text =
  "Still waiting at the quay for the sailing of a quarter past ten: nobody at the counter knows when the next boat leaves, " +
  "and the hotline has played the same tune for forty minutes. Can somebody please answer?";

/** One mention, one case and one line of the log a minute. Gives the end of it all (ms). */
async function fill({ parts: { store, ids } }: Bench, rows: number): Promise<number> {
  writeCycles(
    store.raw,
    Array.from({ length: rows }, (_, at): CycleRow => {
      const queuedAt = from + at * minute;
      const firstResponseAt = at % 5 < 4 ? queuedAt + (at % 80) * minute : null;
      const resolution = firstResponseAt === null ? null : "answered";
      return { queuedAt, dueAt: queuedAt + 60 * minute, firstResponseAt, resolvedAt: firstResponseAt, resolution };
    }),
  );
  writeMentions(store.raw);
  store.raw.prepare("UPDATE item SET text = id || ': ' || ?, author = 'Author ' || (id % 5000)").run(text);
  for (let done = 0; done < rows; done += 1000)
    await store.write(async (trx) => {
      for (let at = done; at < done + 1000; at += 50) {
        const frame = { at: from + at * minute, actor: { kind: "engine" }, commandId: null, batchId: null } as const;
        const drawn = { newId: () => ids.ulid(frame.at), newSalt: () => "salt" };
        const events = Array.from({ length: 50 }, (_, one) => ({
          kind: "case.opened" as const,
          subjectId: caseIdOf(at + one + 1),
          payload: {},
        }));
        await appendEvents(trx, { ...frame, ...drawn }, events);
      }
    });
  return from + rows * minute;
}
