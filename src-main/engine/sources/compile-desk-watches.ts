import type { WatchSet as WatchSetName } from "../../contract/methods/watches.ts";
import { parseQuery } from "../../domain/query/parse.ts";
import { plainNamesOf } from "../../domain/query/plain-names.ts";
import type { Stopwatch } from "../../domain/query/timed-query.ts";
import { compileWatches, type WatchSet } from "../../domain/query/watch-set.ts";
import type { Watch } from "../store/watch.ts";

export type DeskWatches = Pick<WatchSet<number>, "match"> & {
  /** Whether the watch of a row is switched off because it took too long. */
  readonly isOff: (watchRowId: number) => boolean;
  /** The names that the watches of a set are about. */
  readonly namesOf: (set: WatchSetName) => readonly string[];
};

/** The saved watches, compiled. Only queries that parse are saved; one that an older program wrote and this one cannot read matches nothing. */
export function compileDeskWatches(watches: readonly Watch[], stopwatch: Stopwatch<number> | undefined): DeskWatches {
  const readable = watches.flatMap(({ rowId, set, query, overranAt }) => {
    const parsed = parseQuery(query, { allowSentiment: false });
    return parsed.ok ? [{ id: rowId, set, isOff: overranAt !== null, query: parsed.query }] : [];
  });
  const off = new Set(readable.flatMap(({ id, isOff }) => (isOff ? [id] : [])));
  const compiled = compileWatches(
    readable.filter(({ id }) => !off.has(id)),
    stopwatch,
  );
  return {
    match: compiled.match,
    isOff: (rowId) => off.has(rowId) || compiled.overran.has(rowId),
    namesOf: (of) => readable.flatMap(({ set, query }) => (set === of ? plainNamesOf(query) : [])),
  };
}
