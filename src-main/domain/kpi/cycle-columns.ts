import type { Bucket, Network, Resolution } from "../../contract/values.ts";
import type { KpiCycle } from "./judged-cycle.ts";

/** Numbers of a cycle, in the order in which a pack holds them. Times in ms UTC; NaN = has not happened or is unknown. */
export const numberColumns = [
  ...(["caseRowId", "cycle", "queuedAt", "targetMs", "dueAt", "firstOpenedAt", "submittedAt", "approvedAt"] as const),
  ...(["firstResponseAt", "resolvedAt", "resolutionTargetMs", "resolutionDueAt", "supersededAt"] as const),
  ...(["publishedAt", "firstSeenAt", "sourceRowId", "activeMs", "wrapMs", "workedUntil"] as const),
] as const;
type NumberColumn = (typeof numberColumns)[number];

/** What a pack holds as a byte: the place in these lists, so they may grow at their end and nothing in them may move. */
export const bucketCodes = ["unsorted", "analytics", "pr", "care"] as const satisfies readonly Bucket[];
export const respondsCodes = ["first", "next"] as const;
export const resolutionCodes = [
  ...([null, "answered", "handed_private", "no_reply_needed", "counted_only"] as const),
  ...(["closed_without_reply", "spam", "duplicate", "withdrawn"] as const),
] as const satisfies readonly (Resolution | null)[];
export const networkCodes = [
  ...([null, "news", "blog", "forum", "reviews", "mastodon", "bluesky", "reddit", "youtube", "podcast"] as const),
  ...(["microblog", "video", "x", "facebook", "instagram", "threads", "linkedin", "tiktok", "whatsapp"] as const),
  ...(["telegram", "phone", "email", "walk-in", "other"] as const),
] as const satisfies readonly (Network | null)[];
const codeLists = {
  bucket: bucketCodes,
  responds: respondsCodes,
  resolution: resolutionCodes,
  network: networkCodes,
} as const;
export const codeColumns = ["bucket", "responds", "resolution", "network"] as const;
type CodeColumn = (typeof codeColumns)[number];

const bytesOfOne = numberColumns.length * 8 + codeColumns.length;

/** Cycles, a typed list for each of their values: a hundred thousand of them without a single object. */
export type CycleColumns = { readonly n: number } & Readonly<Record<NumberColumn, Float64Array>> &
  Readonly<Record<CodeColumn, Uint8Array>>;

/** Values of a cycle in the order `numberColumns`, `codeColumns`; null where there is none. */
export type CycleValues = readonly (number | string | null)[];

const codesOf = Object.fromEntries(
  codeColumns.map((name) => [name, new Map<unknown, number>(codeLists[name].map((word, code) => [word, code]))]),
);

/** Columns of rows that were read. Throws RangeError for a word that has no code. */
export function columnsOfRows(rows: readonly CycleValues[]): CycleColumns {
  const columns = emptyColumns(rows.length);
  for (const [at, name] of numberColumns.entries()) {
    const column = columns[name];
    for (const [row, values] of rows.entries()) column[row] = (values[at] as number | null) ?? Number.NaN;
  }
  for (const [at, name] of codeColumns.entries()) {
    const column = columns[name];
    for (const [row, values] of rows.entries()) {
      const word = values[numberColumns.length + at];
      const code = codesOf[name]?.get(word);
      if (code === undefined) throw new RangeError(`There is no code for ${name} ${word}`);
      column[row] = code;
    }
  }
  return columns;
}

function emptyColumns(n: number): CycleColumns {
  return unpacked(new Uint8Array(n * bytesOfOne));
}

/** The bytes of columns, one after the other: the numbers as the computer has them, then the codes. */
export function packed(columns: CycleColumns): Uint8Array {
  const bytes = new Uint8Array(columns.n * bytesOfOne);
  const made = unpacked(bytes);
  for (const name of numberColumns) made[name].set(columns[name]);
  for (const name of codeColumns) made[name].set(columns[name]);
  return bytes;
}

/** The columns that lie in bytes. Nothing is copied. */
export function unpacked(bytes: Uint8Array): CycleColumns {
  // A list of numbers begins at a multiple of its width.
  const { buffer, byteOffset, byteLength } = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
  const n = byteLength / bytesOfOne;
  const codesAt = byteOffset + numberColumns.length * 8 * n;
  return {
    n,
    ...Object.fromEntries(
      numberColumns.map((name, at) => [name, new Float64Array(buffer, byteOffset + at * 8 * n, n)]),
    ),
    ...Object.fromEntries(codeColumns.map((name, at) => [name, new Uint8Array(buffer, codesAt + at * n, n)])),
  } as CycleColumns;
}

/** The cycles from one place to another, `to` excluded; a view. */
export function cyclesBetween(columns: CycleColumns, from: number, to: number): CycleColumns {
  if (from === 0 && to === columns.n) return columns;
  return eachColumn(Math.max(0, to - from), (name) => columns[name].subarray(from, Math.max(from, to)));
}

/** The cycles of which `keeps` says so, in their order. */
export function cyclesWhere(columns: CycleColumns, keeps: (at: number) => boolean): CycleColumns {
  const places: number[] = [];
  for (let at = 0; at < columns.n; at += 1) if (keeps(at)) places.push(at);
  if (places.length === columns.n) return columns;
  return eachColumn(places.length, (name) => {
    const column = columns[name];
    const kept = column instanceof Uint8Array ? new Uint8Array(places.length) : new Float64Array(places.length);
    for (const [to, at] of places.entries()) kept[to] = column[at] ?? 0;
    return kept;
  });
}

function eachColumn(n: number, of: (name: NumberColumn | CodeColumn) => Float64Array | Uint8Array): CycleColumns {
  return {
    n,
    ...Object.fromEntries([...numberColumns, ...codeColumns].map((name) => [name, of(name)])),
  } as CycleColumns;
}

/** The first place whose cycle was queued at or after an instant. */
export function placeOfInstant({ queuedAt, n }: CycleColumns, instant: number): number {
  let [low, high] = [0, n];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((queuedAt[middle] ?? 0) < instant) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** One of them, as everything that is not made of a hundred thousand wants it. */
export function cycleAt(columns: CycleColumns, at: number): KpiCycle {
  const numberOf = (column: Float64Array): number => column[at] ?? 0;
  const known = (column: Float64Array): number | null => {
    const value = column[at] ?? Number.NaN;
    return Number.isNaN(value) ? null : value;
  };
  return {
    caseRowId: numberOf(columns.caseRowId),
    cycle: numberOf(columns.cycle),
    bucket: bucketCodes[columns.bucket[at] ?? 0] ?? "unsorted",
    responds: respondsCodes[columns.responds[at] ?? 0] ?? "first",
    queuedAt: numberOf(columns.queuedAt),
    targetMs: numberOf(columns.targetMs),
    dueAt: known(columns.dueAt),
    firstOpenedAt: known(columns.firstOpenedAt),
    submittedAt: known(columns.submittedAt),
    approvedAt: known(columns.approvedAt),
    firstResponseAt: known(columns.firstResponseAt),
    resolvedAt: known(columns.resolvedAt),
    resolution: resolutionCodes[columns.resolution[at] ?? 0] ?? null,
    resolutionTargetMs: known(columns.resolutionTargetMs),
    resolutionDueAt: known(columns.resolutionDueAt),
    supersededAt: known(columns.supersededAt),
    publishedAt: known(columns.publishedAt),
    firstSeenAt: known(columns.firstSeenAt),
    network: networkCodes[columns.network[at] ?? 0] ?? null,
    sourceRowId: known(columns.sourceRowId),
    activeMs: numberOf(columns.activeMs),
    wrapMs: numberOf(columns.wrapMs),
  };
}
