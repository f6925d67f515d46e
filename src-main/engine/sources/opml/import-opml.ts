import type { Output, Parsed } from "../../../contract/methods.ts";
import { Refusal } from "../../../contract/refusal.ts";
import { runCommand } from "../../commands.ts";
import type { Act } from "../../commands.ts";
import type { Call } from "../../handlers.ts";
import type { Parts } from "../../parts.ts";
import { keepDepartment } from "../../store/department.ts";
import { insertSource, listSources, sourceById, sourceByUrl, editSource } from "../../store/source.ts";
import { hasWatches } from "../../store/watch.ts";
import { readUploadedOpml, sortOutlines } from "./preview-opml.ts";
import type { Sorted } from "./preview-opml.ts";

const topics = ["sources", "status", "settings", "wallboard"] as const;
const sliceSize = 200;
/** As many as are ever listed. */
const mostSources = 5000;
/** First polls begin over at least a minute, and not more than two a second. */
const spreadMs = 60_000;
const eachMs = 500;

type Imported = { readonly added: readonly string[]; readonly skipped: number };

/** Adds the chosen feeds of a list, a slice a transaction; said again under the same id, it changes nothing. */
export async function importOpml(
  parts: Parts,
  { uploadId, keys, commandId, ...choices }: Parsed<"sources.importOpml">,
  call: Call,
): Promise<Output<"sources.importOpml">> {
  const list = await readUploadedOpml(parts.store.read, uploadId);
  if (list.fault !== null) throw new Refusal("opml-unreadable");
  const wanted = new Set(keys);
  const chosen = (await sortOutlines(parts.store.read, list.outlines)).filter(({ key }) => wanted.has(key));
  // By address and not by what is there now: a command that comes a second time must meet the same slices.
  const fresh = [...new Map(chosen.filter(isSound).map((entry) => [entry.url, entry])).values()];
  const there = (await listSources(parts.store.read)).length;
  if (there + fresh.filter(({ state }) => state === "new").length > mostSources)
    throw new Refusal("too-many-sources", { most: mostSources });
  const gapMs = Math.max(eachMs, spreadMs / Math.max(1, fresh.length));
  const added: string[] = [];
  for (let from = 0; from < fresh.length; from += sliceSize) {
    const slice = fresh.slice(from, from + sliceSize);
    // The first slice bears the command's own id; the others name their place in it.
    const id = from === 0 ? commandId : `${commandId}:${from}`;
    const done = await runCommand(parts, { call, method: "sources.importOpml", commandId: id, topics }, (act) =>
      addSlice(act, slice, { ...choices, gapMs, from }),
    );
    added.push(...done.added);
    await new Promise(setImmediate);
  }
  return { added: added.length, skipped: wanted.size - added.length, ids: added };
}

const isSound = ({ state }: Sorted): boolean => state !== "bad-address";

type Choices = Pick<Parsed<"sources.importOpml">, "everything" | "department" | "allowPrivate"> & {
  readonly gapMs: number;
  readonly from: number;
};

async function addSlice(act: Act, slice: readonly Sorted[], choices: Choices): Promise<Imported> {
  const everything = choices.everything ?? !(await hasWatches(act.trx));
  const added: string[] = [];
  for (const [index, { url, name, siteUrl, network, outline }] of slice.entries()) {
    if (await sourceByUrl(act.trx, url)) continue;
    const { own } = outline;
    const department = own.department ?? choices.department;
    const settings = {
      ...{ name: name.slice(0, 120), network, everything: own.everything ?? everything },
      ...{
        allowPrivate: choices.allowPrivate && own.allowPrivate === true,
        intervalMinutes: own.intervalMinutes ?? null,
      },
      ...{
        department: department && (await keepDepartment(act.trx, department, act.newId)),
        retentionDays: own.retentionDays ?? null,
      },
      ...{ signIn: own.signIn ?? null, signInName: own.signInName ?? null },
    };
    const id = act.newId();
    const nextCheckAt = act.at + Math.round((choices.from + index) * choices.gapMs);
    const rowId = await insertSource(act.trx, { ...settings, id, url, siteUrl, at: act.at });
    await editSource(act.trx, rowId, { ...settings, nextCheckAt, keepsVersion: true });
    await act.record({ kind: "source.added", subjectId: id, payload: { url, ...settings, from: "opml" } });
    added.push(id);
  }
  return { added, skipped: slice.length - added.length };
}

/** Takes back what an import added, but for sources that somebody has changed since. */
export async function undoOpml(
  parts: Parts,
  { commandId, ids }: Parsed<"sources.undoOpml">,
  call: Call,
): Promise<Output<"sources.undoOpml">> {
  let removed = 0;
  for (let from = 0; from < ids.length; from += sliceSize) {
    const id = from === 0 ? commandId : `${commandId}:${from}`;
    removed += await runCommand(parts, { call, method: "sources.undoOpml", commandId: id, topics }, (act) =>
      removeSlice(act, ids.slice(from, from + sliceSize)),
    );
    await new Promise(setImmediate);
  }
  return { removed };
}

async function removeSlice(act: Act, ids: readonly string[]): Promise<number> {
  let removed = 0;
  for (const id of ids) {
    const source = await sourceById(act.trx, id);
    if (!source || source.kind !== "feed" || source.version !== 1) continue;
    await editSource(act.trx, source.rowId, { removedAt: act.at });
    await act.record({ kind: "source.removed", subjectId: id, payload: { name: source.name, url: source.url } });
    removed += 1;
  }
  return removed;
}
