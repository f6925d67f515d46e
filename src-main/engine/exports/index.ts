import type { ExportWhat } from "../../contract/methods/exports.ts";
import { Refusal } from "../../contract/refusal.ts";
import type { ExportFolder } from "../../ports/export-folder.ts";
import { FolderTrouble } from "../../ports/export-folder.ts";
import type { Signer } from "../../ports/signer.ts";
import { runCommand, runEngineAct } from "../commands.ts";
import type { Call, Handlers } from "../handlers.ts";
import { mayNamePeople, readyScope } from "../kpis/scope.ts";
import { failCutOffRuns, insertExportRun, removeOldRuns } from "../store/export-run.ts";
import { readDataset } from "./read-dataset.ts";
import { mostPdfRows } from "./write-export.ts";
import { createRuns, cutOff, findRun, mostAtOnce } from "./runs.ts";
import type { RunInput, RunParts } from "./runs.ts";

type ExportMethod =
  | "exports.preview"
  | "exports.start"
  | "exports.get"
  | "exports.cancel"
  | "exports.readFile"
  | "exports.publicKey";

export type ExportsParts = Omit<RunParts, "exportFolder" | "signer"> & {
  readonly exportFolder: ExportFolder;
  readonly signer: Signer;
};

export type Exports = {
  readonly handlers: Handlers<ExportMethod>;
  readonly start: () => void;
  readonly stop: () => Promise<void>;
  readonly idle: () => Promise<void>;
  /** Somebody was erased: stops what is being written and takes away every file that is kept, for their name may be in it. */
  readonly forget: () => Promise<void>;
};

const keptMs = 24 * 60 * 60_000;
const sweepEveryMs = 60 * 60_000;
const pieceBytes = 512 * 1024;
const mostShown = 1_000_000;

/** Files that leave the desk: written beside its work, kept for a day, handed over in pieces. */
export function createExports(parts: ExportsParts): Exports {
  const runs = createRuns(parts);
  let cancelSweep = () => {};
  let sweeping: Promise<void> = Promise.resolve();
  const sweep = () => {
    sweeping = sweepOld(parts, runs.ids()).catch((cause: unknown) =>
      parts.log.warn("export.sweep_failed", { error: String(cause) }),
    );
    cancelSweep = parts.clock.after(sweepEveryMs, sweep);
  };
  return {
    handlers: {
      "exports.preview": async ({ what }, call) => preview(parts, what, call),
      "exports.start": async ({ commandId, what, format }, call) => {
        await refuseEarly(parts, what, call);
        const input: RunInput = { what, format, files: [], showsPersons: mayNamePeople(call) };
        let begun: string | null = null;
        const id = await runCommand(
          parts,
          { call, method: "exports.start", commandId, topics: ["exports"] },
          async (act) => {
            if (runs.count() >= mostAtOnce) throw new Refusal("export-busy");
            begun = act.newId();
            await insertExportRun(act.trx, { id: begun, input: JSON.stringify(input), at: act.at });
            return begun;
          },
        );
        if (begun === id) runs.begin({ ...input, id, call, commandId });
        return runs.show(await findRun(parts, id, call));
      },
      "exports.get": async ({ id }, call) => runs.show(await findRun(parts, id, call)),
      "exports.cancel": async ({ id }, call) => {
        await findRun(parts, id, call);
        await runs.cancel(id);
        return runs.show(await findRun(parts, id, call));
      },
      "exports.readFile": (piece, call) => readPiece(parts, piece, call),
      "exports.publicKey": async () => ({ publicKey: await parts.signer.publicKey() }),
    },
    start: sweep,
    stop: async () => {
      cancelSweep();
      await runs.stop();
      await sweeping;
    },
    idle: async () => {
      await runs.idle();
      await sweeping;
    },
    forget: async () => {
      await runs.stop();
      await runEngineAct(parts, { topics: ["exports"] }, (act) => removeOldRuns(act.trx, Number.MAX_SAFE_INTEGER));
      await parts.exportFolder.sweep(Number.POSITIVE_INFINITY);
    },
  };
}

/** What cannot be asked for is refused at once, and not told by a run that failed. Refusals: bad-period, not-allowed, not-found. */
async function refuseEarly({ store, clock }: ExportsParts, what: ExportWhat, call: Call): Promise<void> {
  if (what.of === "shift_log" || what.of === "mentions") {
    if (what.to < what.from) throw new Refusal("bad-period");
    return;
  }
  await readyScope(store.read, what, { now: clock.now(), call });
}

async function preview(parts: ExportsParts, what: ExportWhat, call: Call) {
  await refuseEarly(parts, what, call);
  const { say, clock, store } = parts;
  const { flat } = await readDataset(
    { db: store.read, say, now: clock.now(), showsPersons: mayNamePeople(call) },
    what,
  );
  const columns = flat.columns.map(({ name, means }) => ({ name, means }));
  return { rows: Math.min(flat.total, mostShown), columns, pdfMost: mostPdfRows };
}

type Piece = { readonly id: string; readonly file: number; readonly offset: number };

async function readPiece(parts: ExportsParts, { id, file, offset }: Piece, call: Call) {
  const { input } = await findRun(parts, id, call);
  const found = (JSON.parse(input) as RunInput).files[file];
  if (!found) throw new Refusal("not-found", { what: "file" });
  try {
    const bytes = await parts.exportFolder.read(found.path, offset, pieceBytes);
    const end = offset + bytes.length;
    const isLast = end >= found.bytes || bytes.length === 0;
    return { base64: Buffer.from(bytes).toString("base64"), next: isLast ? null : end };
  } catch (cause) {
    if (cause instanceof FolderTrouble) throw new Refusal("not-found", { what: "file" }, { cause });
    throw cause;
  }
}

async function sweepOld(parts: ExportsParts, running: readonly string[]): Promise<void> {
  const before = parts.clock.now() - keptMs;
  await runEngineAct(parts, { topics: [] }, async (act) => {
    await failCutOffRuns(act.trx, { trouble: JSON.stringify(cutOff), at: act.at, but: running });
    await removeOldRuns(act.trx, before);
  });
  await parts.exportFolder.sweep(before);
}
