import type { Parsed } from "../../contract/methods.ts";
import type { WatchRow, WatchVersion } from "../../contract/methods/watches.ts";
import { Refusal } from "../../contract/refusal.ts";
import { parseQuery } from "../../domain/query/parse.ts";
import type { ParseOptions } from "../../domain/query/parse.ts";
import { runCommand } from "../commands.ts";
import type { Call, Handlers } from "../handlers.ts";
import type { Db, Trx } from "../store/open.ts";
import {
  insertWatch,
  listWatches,
  removeWatch,
  saveWatch,
  watchById,
  watchByName,
  watchVersions,
} from "../store/watch.ts";
import type { Watch } from "../store/watch.ts";
import { previewWatch } from "./preview.ts";
import { cancelRematchCommand, readRematching, rematchCommand } from "./rematching.ts";
import { enqueueRematch } from "./rematch-job.ts";
import type { RematchParts } from "./rematch-job.ts";

export type WatchesParts = RematchParts & {
  /** Tells the re-matching that there is work. */
  readonly rematchSoon: () => void;
};

const topics = ["watches", "triage", "wallboard", "settings"] as const;

const mostVersions = 100;

export type WatchMethod = Extract<keyof Handlers, `watches.${string}`>;

export function createWatches(parts: WatchesParts): Handlers<WatchMethod> {
  return {
    "watches.versions": ({ id }) => versionsOf(parts.store.read, id),
    "watches.rematching": () => readRematching(parts.store.read),
    "watches.cancelRematch": (input, call) => cancelRematchCommand(parts, input, call),
    "watches.rematch": (input, call) => rematchCommand(parts, input, call),
    "watches.list": () => watchRows(parts.store.read),
    "watches.preview": ({ query }) => previewWatch(parts, query),
    "watches.save": (input, call) => saveWatchCommand(parts, input, call),
    "watches.remove": (input, call) => removeWatchCommand(parts, input, call),
  };
}

async function watchRows(db: Db): Promise<WatchRow[]> {
  return (await listWatches(db)).map(({ rowId: _rowId, key: _key, ...row }) => row);
}

async function versionsOf(db: Db, id: string): Promise<WatchVersion[]> {
  const watch = await watchById(db, id);
  if (!watch) throw new Refusal("not-found", { what: "watch" });
  const versions = await watchVersions(db, watch.rowId, mostVersions);
  // What an older program did not keep was never changed by it either.
  return versions.map((version) => ({ ...version, name: version.name ?? watch.name, set: version.set ?? watch.set }));
}

/** Says no to a query that does not parse: query-invalid { at, says, … } with the key of its sentence. */
export function requireQuery(text: string, options: ParseOptions): void {
  const parsed = parseQuery(text, options);
  if (!parsed.ok)
    throw new Refusal("query-invalid", {
      ...parsed.error.params,
      at: parsed.error.at,
      says: `query.error.${parsed.error.code}`,
    });
}

async function saveWatchCommand(parts: WatchesParts, input: Parsed<"watches.save">, call: Call): Promise<WatchRow> {
  requireQuery(input.query, { allowSentiment: false });
  const id = await runCommand(
    parts,
    { call, method: "watches.save", commandId: input.commandId, topics },
    async (act) => {
      const { name, set, query } = input;
      const watch = input.id === undefined ? null : await seenWatch(act.trx, { id: input.id, version: input.version });
      const namesake = await watchByName(act.trx, name);
      if (namesake && namesake.id !== watch?.id) throw new Refusal("name-taken", { name });
      const watchId = watch?.id ?? act.newId();
      const saved = { name, set, query, at: act.at, by: call.person?.rowId ?? null };
      if (watch) await saveWatch(act.trx, watch, saved);
      else await insertWatch(act.trx, { id: watchId, ...saved });
      await enqueueRematch(act);
      const before = watch && { name: watch.name, set: watch.set, query: watch.query };
      await act.record({
        kind: "watch.saved",
        subjectId: watchId,
        payload: { version: (watch?.version ?? 0) + 1, before, after: { name, set, query } },
      });
      return watchId;
    },
  );
  parts.rematchSoon();
  const row = (await watchRows(parts.store.read)).find((one) => one.id === id);
  if (!row) throw new Refusal("not-found", { what: "watch" });
  return row;
}

async function removeWatchCommand(
  parts: WatchesParts,
  input: Parsed<"watches.remove">,
  call: Call,
): Promise<Record<string, never>> {
  const result = await runCommand(
    parts,
    { call, method: "watches.remove", commandId: input.commandId, topics },
    async (act) => {
      const watch = await seenWatch(act.trx, input);
      await removeWatch(act.trx, watch, act.at);
      await enqueueRematch(act);
      await act.record({
        kind: "watch.removed",
        subjectId: watch.id,
        payload: { name: watch.name, query: watch.query },
      });
      return {};
    },
  );
  parts.rematchSoon();
  return result;
}

async function seenWatch(
  trx: Trx,
  { id, version }: { readonly id: string; readonly version: number | undefined },
): Promise<Watch> {
  const watch = await watchById(trx, id);
  if (!watch) throw new Refusal("not-found", { what: "watch" });
  if (watch.version !== version) throw new Refusal("stale", { what: "watch", name: watch.name });
  return watch;
}
