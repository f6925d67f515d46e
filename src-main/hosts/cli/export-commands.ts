import { dirname, basename, resolve } from "node:path";
import { createDiskFolder } from "../../adapters/exports/disk-folder.ts";
import type { ExportFormat, ExportRun, ExportWhat } from "../../contract/methods/exports.ts";
import { exportFormats } from "../../contract/methods/exports.ts";
import { Refusal } from "../../contract/refusal.ts";
import type { Bucket } from "../../contract/values.ts";
import { buckets } from "../../contract/values.ts";
import { sidecarEnding } from "../../domain/exports/sidecar.ts";
import { FolderTrouble } from "../../ports/export-folder.ts";
import { clock } from "../open-workspace.ts";
import { newCommandId } from "./ask-engine.ts";
import { callEngine } from "./ask-engine.ts";
import { inColumns } from "./command.ts";
import type { Command, CommandContext, Report } from "./command.ts";
import { holdEngine } from "./hold-engine.ts";
import type { CallHeld } from "./hold-engine.ts";
import { UsageError } from "./terminal.ts";

type Of = "shift-log" | "mentions" | "cases" | "kpi";

const text = { type: "string" } as const;
const period = { from: text, to: text };
const file = { format: text, out: text };
const scope = { bucket: text, source: text, clock: text, counted: text };
const usageOf = (of: Of, more: string) =>
  `export ${of} --from ISO --to ISO ${more}--format csv|xlsx|json|pdf --out FILE`;
const scopeUsage = "[--bucket B] [--source ID] [--clock hours|elapsed] [--counted mentions|stories] ";

export const exportCommands: Readonly<Record<string, Command>> = {
  "export shift-log": command("shift-log", usageOf("shift-log", ""), { ...period, ...file }),
  "export mentions": command("mentions", usageOf("mentions", "[--search Q] "), { ...period, ...file, search: text }),
  "export cases": command("cases", usageOf("cases", scopeUsage), { ...period, ...file, ...scope }),
  "export kpi": command("kpi", usageOf("kpi", scopeUsage), { ...period, ...file, ...scope }),
  kpi: {
    usage: `kpi --from ISO --to ISO ${scopeUsage}[--json]`,
    options: { ...period, ...scope },
    takes: [0, 0],
    run: showKpis,
  },
};

function command(of: Of, usage: string, options: Command["options"]): Command {
  return { usage, options, takes: [0, 0], run: (context) => exportFile(context, of) };
}

async function showKpis({ place, flags, t }: CommandContext): Promise<Report> {
  const answer = await callEngine(place, "kpis.read", scopeOf(flags));
  const rows = answer.kpis.map(({ name, value, unit, n }) => [
    name,
    value === null ? "–" : String(Math.round(value * 100) / 100),
    unit,
    t("cli.kpi-n", { n }),
  ]);
  return { json: answer, text: inColumns(rows) };
}

/** Has the engine write the file and brings it to where it is wanted; Ctrl+C stops it and leaves nothing. */
async function exportFile(context: CommandContext, of: Of): Promise<Report> {
  const { flags, place, t } = context;
  const format = formatOf(flags["format"]);
  const out = flags["out"];
  if (typeof out !== "string" || out === "") throw new UsageError("no-out");
  const what = whatOf(of, flags);
  const stop = new AbortController();
  const onStop = () => stop.abort();
  process.once("SIGINT", onStop);
  process.once("SIGTERM", onStop);
  try {
    return await holdEngine(place, async (call) => {
      const run = await written(call, { what, format, stopped: stop.signal, context });
      if (run.state === "cancelled") throw new UsageError("export-stopped");
      if (run.state === "failed")
        throw new UsageError("export-failed", { says: run.says ? context.say(run.says) : "" });
      const files = await bring(call, run, resolve(out), stop.signal);
      const [target = "", sidecar = ""] = files;
      return {
        json: { rows: run.rows, file: target, sidecar },
        text: t("cli.exported", { count: run.rows, file: target }),
      };
    });
  } finally {
    process.removeListener("SIGINT", onStop);
    process.removeListener("SIGTERM", onStop);
  }
}

type Writing = {
  readonly what: ExportWhat;
  readonly format: ExportFormat;
  readonly stopped: AbortSignal;
  readonly context: CommandContext;
};

async function written(call: CallHeld, { what, format, stopped, context }: Writing): Promise<ExportRun> {
  let run = await call("exports.start", { commandId: newCommandId(), what, format });
  while (run.state === "running") {
    if (stopped.aborted) return call("exports.cancel", { commandId: newCommandId(), id: run.id });
    await new Promise<void>((done) => clock.after(100, done));
    run = await call("exports.get", { id: run.id });
    tell(run, context);
  }
  if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
  return run;
}

/** Only where somebody looks: a program that reads the output wants none of it. */
function tell({ rows, totalRows }: ExportRun, { t, json }: CommandContext): void {
  if (!process.stderr.isTTY || json) return;
  process.stderr.write(`\r\u001b[K${t("cli.exporting", { rows, total: totalRows ?? "…" })}`);
}

/** Both files, whole or neither, for their owner only; a name that is taken gets a number. */
async function bring(call: CallHeld, run: ExportRun, target: string, stopped: AbortSignal): Promise<readonly string[]> {
  const folder = createDiskFolder({ own: dirname(target), mark: newCommandId(), mode: 0o600 });
  const pieces = async (at: number, write: (bytes: Uint8Array) => Promise<void>) => {
    for (let offset: number | null = 0; offset !== null;) {
      if (stopped.aborted) throw new UsageError("export-stopped");
      const piece: { base64: string; next: number | null } = await call("exports.readFile", {
        id: run.id,
        file: at,
        offset,
      });
      await write(Buffer.from(piece.base64, "base64"));
      offset = piece.next;
    }
  };
  try {
    const pending = await folder.begin(dirname(target), basename(target));
    try {
      await pieces(0, pending.write);
      const sidecar: Uint8Array[] = [];
      await pieces(1, async (bytes) => void sidecar.push(bytes));
      const made = await pending.finish({ ending: sidecarEnding, text: Buffer.concat(sidecar).toString("utf8") });
      return [made.path, made.companion?.path ?? ""];
    } catch (cause) {
      await pending.abandon();
      throw cause;
    }
  } catch (cause) {
    if (!(cause instanceof FolderTrouble)) throw cause;
    throw new Refusal(cause.code === "full" ? "disk-full" : "read-only-folder", { file: target }, { cause });
  }
}

function whatOf(of: Of, flags: CommandContext["flags"]): ExportWhat {
  if (of === "shift-log") return { of: "shift_log", ...periodOf(flags) };
  if (of === "mentions") return { of, ...periodOf(flags), search: textFlag(flags["search"]) ?? "" };
  return { of, ...scopeOf(flags) };
}

function scopeOf(flags: CommandContext["flags"]) {
  return {
    ...periodOf(flags),
    ...{ asOf: null, departmentId: null, personId: null },
    buckets: bucketsOf(textFlag(flags["bucket"])),
    sourceId: textFlag(flags["source"]) ?? null,
    clock: oneOf(flags["clock"], ["hours", "elapsed"], "--clock") ?? "hours",
    counted: oneOf(flags["counted"], ["mentions", "stories"], "--counted") ?? "mentions",
  };
}

function bucketsOf(given: string | undefined): Bucket[] {
  return (given?.split(",") ?? []).map((name) => oneOf(name.trim(), buckets, "--bucket") ?? "unsorted");
}

function formatOf(given: string | boolean | undefined): ExportFormat {
  const format = exportFormats.find((one) => one === (given ?? "csv"));
  if (!format) throw new UsageError("bad-format");
  return format;
}

function oneOf<Value extends string>(
  given: string | boolean | undefined,
  values: readonly Value[],
  name: string,
): Value | undefined {
  if (given === undefined) return undefined;
  const found = values.find((value) => value === given);
  if (found === undefined) throw new UsageError("bad-choice", { name, values: values.join(", ") });
  return found;
}

const textFlag = (given: string | boolean | undefined): string | undefined =>
  typeof given === "string" ? given : undefined;

function periodOf(flags: CommandContext["flags"]): { readonly from: number; readonly to: number } {
  return { from: timeFlag(flags["from"], "--from"), to: timeFlag(flags["to"], "--to") };
}

function timeFlag(value: string | boolean | undefined, name: string): number {
  const isIso =
    typeof value === "string" && /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/.test(value);
  const at = isIso ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(at)) throw new UsageError("bad-time", { name });
  return at;
}
