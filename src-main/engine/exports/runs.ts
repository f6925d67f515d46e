import type { ExportFormat, ExportRun, ExportWhat } from "../../contract/methods/exports.ts";
import { Refusal } from "../../contract/refusal.ts";
import type { Said } from "../../contract/values.ts";
import { FolderTrouble } from "../../ports/export-folder.ts";
import { runSlice } from "../commands.ts";
import type { Call } from "../handlers.ts";
import { mayNamePeople } from "../kpis/scope.ts";
import type { Parts } from "../parts.ts";
import { endExportRun, exportRun } from "../store/export-run.ts";
import type { StoredRun } from "../store/export-run.ts";
import { writeExport } from "./write-export.ts";
import type { ExportParts, WrittenFile } from "./write-export.ts";

/** Pages hear of progress this often (ms); of the end at once. */
const tellMs = 400;
export const mostAtOnce = 3;

/** What the table of jobs keeps of a run. */
export type RunInput = {
  readonly what: ExportWhat;
  readonly format: ExportFormat;
  readonly files: readonly WrittenFile[];
  /** Its rows name the persons behind figures: it is read by who may ask for those. */
  readonly showsPersons: boolean;
};

type Running = {
  readonly stop: AbortController;
  rows: number;
  total: number | null;
  readonly ended: Promise<void>;
};

export type RunParts = Parts & Omit<ExportParts, "store" | "clock">;

export type Runs = {
  readonly count: () => number;
  readonly ids: () => readonly string[];
  /** Writes beside the work of others; the run is in the table already. */
  readonly begin: (run: { readonly id: string; readonly call: Call; readonly commandId: string } & RunInput) => void;
  /** Stops one, if it runs; resolves when nothing of it is left. */
  readonly cancel: (id: string) => Promise<void>;
  readonly show: (stored: StoredRun) => ExportRun;
  /** Resolves when no file is being written. */
  readonly idle: () => Promise<void>;
  /** Stops all of them; resolves when nothing of them is left. */
  readonly stop: () => Promise<void>;
};

/** The files that this engine writes now. */
export function createRuns(parts: RunParts): Runs {
  const running = new Map<string, Running>();

  async function write(run: Parameters<Runs["begin"]>[0], now: Omit<Running, "ended">): Promise<void> {
    let toldAt = parts.clock.monotonic();
    const { id, what, format, showsPersons } = run;
    try {
      const { files, rows } = await writeExport(parts, {
        ...{ what, format, folder: null, showsPersons, signal: now.stop.signal },
        progress: (done, total) => {
          now.rows = done;
          now.total = total;
          if (parts.clock.monotonic() - toldAt < tellMs) return;
          toldAt = parts.clock.monotonic();
          parts.changed("exports");
        },
      });
      await end(parts, run, { state: "done", rows, totalRows: rows, files, says: null });
    } catch (cause) {
      const isCancelled = now.stop.signal.aborted;
      const says = isCancelled ? null : troubleOf(cause);
      if (says?.code === "export.trouble.failed")
        parts.log.error("export.failed", {
          id,
          error: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause),
        });
      const state = isCancelled ? "cancelled" : "failed";
      await end(parts, run, { state, rows: now.rows, totalRows: now.total, files: [], says });
    } finally {
      running.delete(id);
      parts.changed("exports");
    }
  }

  return {
    count: () => running.size,
    ids: () => [...running.keys()],
    begin: (run) => {
      const held: Running = {
        ...{ stop: new AbortController(), rows: 0, total: null },
        ended: Promise.resolve()
          .then(() => write(run, held))
          .catch((cause: unknown) => parts.log.error("export.end_failed", { error: String(cause) })),
      };
      running.set(run.id, held);
    },
    cancel: async (id) => {
      const found = running.get(id);
      found?.stop.abort(new Refusal("not-found", { what: "export" }));
      await found?.ended;
    },
    show: (stored) => showRun(stored, running.get(stored.id) ?? null),
    idle: async () => {
      await Promise.all([...running.values()].map(({ ended }) => ended));
    },
    stop: async () => {
      for (const { stop } of running.values()) stop.abort();
      await Promise.all([...running.values()].map(({ ended }) => ended));
    },
  };
}

type Ending = {
  readonly state: "done" | "failed" | "cancelled";
  readonly rows: number;
  readonly totalRows: number | null;
  readonly files: readonly WrittenFile[];
  readonly says: Said | null;
};

async function end(
  parts: Parts,
  { id, call, commandId, what, format, showsPersons }: Parameters<Runs["begin"]>[0],
  { state, rows, totalRows, files, says }: Ending,
): Promise<void> {
  await runSlice(parts, { call, commandId, batchId: id }, async (act) => {
    const input = JSON.stringify({ what, format, files, showsPersons } satisfies RunInput);
    const trouble = says && JSON.stringify(says);
    await endExportRun(act.trx, { id, input, state, rows, totalRows, trouble, at: act.at });
    const file = files[0]?.fileName;
    if (state === "done" && file !== undefined)
      await act.record({ kind: "export.written", subjectId: id, payload: { of: what.of, file, rows } });
  });
}

/** Why a file was not written, for people. */
function troubleOf(cause: unknown): Said {
  if (cause instanceof FolderTrouble)
    return { code: `export.trouble.${cause.code}`, params: { detail: cause.message } };
  if (cause instanceof Refusal) return { code: `refusal.${cause.code}`, params: { ...cause.params } };
  return { code: "export.trouble.failed", params: { detail: cause instanceof Error ? cause.message : String(cause) } };
}

export const cutOff: Said = { code: "export.trouble.cut_off", params: {} };

function showRun(stored: StoredRun, now: Running | null): ExportRun {
  // Written by this file only.
  const { what, format, files } = JSON.parse(stored.input) as RunInput;
  const isOpen = stored.state === "queued" || stored.state === "running";
  // One that nobody writes was cut off: by the end of the program before this one.
  const state = stored.state === "queued" || stored.state === "running" ? (now ? "running" : "failed") : stored.state;
  const says = stored.trouble === null ? null : (JSON.parse(stored.trouble) as Said);
  return {
    ...{ id: stored.id, what, format, state, startedAt: stored.startedAt },
    rows: now?.rows ?? stored.rows,
    totalRows: now ? now.total : stored.totalRows,
    files: files.map(({ fileName, mime, bytes }) => ({ fileName, mime, bytes })),
    says: isOpen && !now ? cutOff : says,
  };
}

/** A run by its id; one that names persons is none for who may not ask for them. Refusals: not-found. */
export async function findRun({ store }: Pick<Parts, "store">, id: string, call: Call): Promise<StoredRun> {
  const found = await exportRun(store.read, id);
  const isHidden = found !== null && !mayNamePeople(call) && (JSON.parse(found.input) as RunInput).showsPersons;
  if (!found || isHidden) throw new Refusal("not-found", { what: "export" });
  return found;
}
