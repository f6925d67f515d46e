import {
  cyclesBetween,
  cyclesWhere,
  type CycleColumns,
  bucketCodes,
  placeOfInstant,
} from "../../domain/kpi/cycle-columns.ts";
import { dayMs, dayOf, packedDays, packOf } from "../store/cycle-day.ts";
import { type CyclePlace, kpiCycles, type KpiFilter, workUntil } from "../store/kpi-cycle.ts";
import type { Db } from "../store/open.ts";
import { letOthersWork } from "../topics/slices.ts";
import type { ReadyScope } from "./scope.ts";

/** Cycles read from rows between two chances for other work: some 15 ms. */
const cyclesASlice = 2500;

type Stretch = { readonly from: number; readonly to: number; readonly filter: KpiFilter };
type Slices = AsyncGenerator<CycleColumns, void, undefined>;

/**
 * The cycles of a scope: from <= queued_at < to, in the order they were queued, and the work on them as its instant saw it. What was
 * queued after that instant had not happened. Other work gets its turn between two slices.
 */
export async function* cycleSlices(db: Db, { from, to, asOf, filter }: ReadyScope): Slices {
  for await (const slice of storedSlices(db, { from, to: Math.min(to, asOf + 1), filter })) {
    yield await asWorkedUntil(db, slice, asOf);
    await letOthersWork();
  }
}

async function* storedSlices(db: Db, { from, to, filter }: Stretch): Slices {
  if (!(to > from)) return;
  const [first, last] = [dayOf(from), dayOf(to - 1)];
  const packs = canBePacked(filter) ? await packedDays(db, { first, last }) : new Set<number>();
  let begin = from;
  for (const day of [...packs, last + 1]) {
    const end = Math.min(to, day * dayMs);
    if (end > begin) yield* rowSlices(db, { from: begin, to: end, filter });
    if (day > last) return;
    begin = Math.min(to, (day + 1) * dayMs);
    const within = { from: Math.max(from, day * dayMs), to: begin, filter };
    const pack = await packOf(db, day);
    // It may have gone since its day was listed.
    if (pack) yield chosenOf(pack, within);
    else yield* rowSlices(db, within);
  }
}

/** A pack knows its buckets and sources. Who answered and which department is asked stands elsewhere and may change. */
export function canBePacked({ queue, personRowId }: KpiFilter): boolean {
  return queue === null && personRowId === null;
}

function chosenOf(pack: CycleColumns, { from, to, filter: { buckets, sourceRowId } }: Stretch): CycleColumns {
  const within = cyclesBetween(pack, placeOfInstant(pack, from), placeOfInstant(pack, to));
  if (buckets.length === 0 && sourceRowId === null) return within;
  const wanted = bucketCodes.map((bucket) => buckets.length === 0 || buckets.includes(bucket));
  const { bucket, sourceRowId: source } = within;
  return cyclesWhere(
    within,
    (at) => wanted[bucket[at] ?? 0] === true && (sourceRowId === null || source[at] === sourceRowId),
  );
}

async function* rowSlices(db: Db, { from, to, filter }: Stretch): Slices {
  let after: CyclePlace = { queuedAt: from, caseRowId: 0, cycle: 0 };
  for (;;) {
    const slice = await kpiCycles(db, { to, after, limit: cyclesASlice, filter });
    if (slice.n > 0) yield slice;
    if (slice.n < cyclesASlice) return;
    const at = slice.n - 1;
    after = { queuedAt: slice.queuedAt[at] ?? 0, caseRowId: slice.caseRowId[at] ?? 0, cycle: slice.cycle[at] ?? 0 };
  }
}

/** Work that came after the instant is taken out again. */
export async function asWorkedUntil(db: Db, columns: CycleColumns, asOf: number): Promise<CycleColumns> {
  const { n, caseRowId, cycle, workedUntil } = columns;
  const worked: { at: number; caseRowId: number; cycle: number }[] = [];
  for (let at = 0; at < n; at += 1)
    if ((workedUntil[at] ?? 0) > asOf) worked.push({ at, caseRowId: caseRowId[at] ?? 0, cycle: cycle[at] ?? 0 });
  if (worked.length === 0) return columns;
  const then = new Map((await workUntil(db, worked, asOf)).map((one) => [`${one.caseRowId} ${one.cycle}`, one]));
  const [activeMs, wrapMs] = [columns.activeMs.slice(), columns.wrapMs.slice()];
  for (const one of worked) {
    const known = then.get(`${one.caseRowId} ${one.cycle}`);
    activeMs[one.at] = known?.activeMs ?? 0;
    wrapMs[one.at] = known?.wrapMs ?? 0;
  }
  return { ...columns, activeMs, wrapMs };
}
