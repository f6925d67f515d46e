import { cyclesOf, isCycleKpi } from "../../domain/kpi/figures-of.ts";
import type { JudgedCycle } from "../../domain/kpi/judged-cycle.ts";
import type { CyclePlace } from "../store/kpi-cycle.ts";
import type { Db } from "../store/open.ts";
import type { ShiftWork } from "../store/kpi-work.ts";
import { type CountedReply, isApprovalKpi, repliesOf, replyRows } from "./approvals.ts";
import { ageOf, backlogCycles, backlogPlaces, bandOf, inOrder } from "./backlog.ts";
import type { AskedRows, RowPage } from "./asked-rows.ts";
import { judgedSlices } from "./cohort.ts";
import { type Counted, countedIn, cycleRows } from "./cycle-rows.ts";
import { mentionRows } from "./mention-rows.ts";
import { byShift, readShiftWork, shiftRow } from "./occupancy.ts";
import { complaintChooser } from "./private.ts";
import type { ReadyScope } from "./scope.ts";
import { voiceRows } from "./voice.ts";

/** A page of the rows behind a figure or one of its parts, oldest first (mentions newest first). */
export async function readKpiRows(db: Db, scope: ReadyScope, asked: AskedRows): Promise<RowPage> {
  const { kpi, part } = asked;
  if (isCycleKpi(kpi)) {
    const page = await pageOfCohort(db, scope, { ...asked, chooses: (slice) => cyclesOf(kpi, slice, part) });
    return rowsOfCycles(db, page, { ...asked, countedAs: (one) => countedIn(kpi, one) });
  }
  if (isApprovalKpi(kpi)) return pageOfReplies(db, await repliesOf(db, scope, { kpi, part }), asked);
  if (kpi === "private_invited" || kpi === "private_completed") return pageOfComplaints(db, scope, asked);
  if (kpi === "backlog" || kpi === "backlog_age" || kpi === "backlog_days" || kpi === "reopen_rate") {
    const { page, ...rest } = pageOfPlaces(await backlogPlaces(db, scope, { kpi, part }), asked);
    const cycles = await backlogCycles(db, scope, { kpi, part, places: page });
    return rowsOfCycles(db, { page: cycles, ...rest }, { ...asked, countedAs: backlogCounted(asked) });
  }
  if (kpi === "occupancy") return pageOfShifts((await readShiftWork(db, scope)) ?? [], asked);
  return kpi === "share_of_voice" ? voiceRows(db, scope, asked) : mentionRows(db, scope, asked);
}

async function pageOfComplaints(db: Db, scope: ReadyScope, asked: AskedRows): Promise<RowPage> {
  const complaintsOf = await complaintChooser(db, scope, asked);
  const stages = new Map<JudgedCycle, string>();
  const chooses = (slice: readonly JudgedCycle[]) =>
    complaintsOf(slice).map(({ judged, stage }) => {
      stages.set(judged, stage);
      return judged;
    });
  const page = await pageOfCohort(db, scope, { ...asked, chooses });
  const countedAs = (one: JudgedCycle) => ({ counts: stages.get(one) ?? one.class, value: null });
  return rowsOfCycles(db, page, { ...asked, countedAs });
}

function backlogCounted({ kpi, part }: AskedRows): (one: JudgedCycle) => Counted {
  return (one) => {
    const isOver = kpi === "reopen_rate" || (kpi === "backlog_days" && part !== "waiting");
    if (isOver) return { counts: part ?? "resolved", value: null };
    return { counts: bandOf(one.cycle, one.asOf), value: ageOf(one) };
  };
}

/** Lists that are short enough to be read whole are paged by their position. */
function pageOf<Of>(all: readonly Of[], { cursor, limit }: AskedRows) {
  const from = cursor === null ? 0 : Number.parseInt(cursor, 36);
  const to = from + limit;
  return { page: all.slice(from, to), total: all.length, next: to < all.length ? to.toString(36) : null };
}

async function pageOfReplies(db: Db, replies: readonly CountedReply[], asked: AskedRows): Promise<RowPage> {
  const { page, total, next } = pageOf(replies, asked);
  return { rows: [...(await replyRows(db, page, asked))], total, next };
}

function pageOfShifts(work: readonly ShiftWork[], asked: AskedRows): RowPage {
  // Who worked how long in a shift is a lead's to see: for others each shift is one row.
  const { page, total, next } = pageOf(asked.namePeople ? work : byShift(work), asked);
  return { rows: page.map((one) => shiftRow(one, asked.namePeople)), total, next };
}

type Page<Of> = { readonly page: readonly Of[]; readonly total: number; readonly next: string | null };
type Chooses = (slice: readonly JudgedCycle[]) => readonly JudgedCycle[];

/** One page of what is chosen from the cohort. All of it is counted, and only the page is kept. */
async function pageOfCohort(
  db: Db,
  scope: ReadyScope,
  { cursor, limit, chooses }: Pick<AskedRows, "cursor" | "limit"> & { readonly chooses: Chooses },
): Promise<Page<JudgedCycle>> {
  const after = placeAt(cursor);
  const page: JudgedCycle[] = [];
  let [total, isMore] = [0, false];
  for await (const slice of judgedSlices(db, scope)) {
    const chosen = chooses(slice);
    total += chosen.length;
    const last = chosen.at(-1);
    if (isMore || last === undefined || (after && inOrder(last.cycle, after) <= 0)) continue;
    const behind = after ? chosen.filter(({ cycle }) => inOrder(cycle, after) > 0) : chosen;
    isMore = page.length + behind.length > limit;
    page.push(...behind.slice(0, limit - page.length));
  }
  const last = page.at(-1)?.cycle;
  return { page, total, next: isMore && last ? cursorOf(last) : null };
}

/** One page of places that are in order. */
function pageOfPlaces(
  places: readonly CyclePlace[],
  { cursor, limit }: Pick<AskedRows, "cursor" | "limit">,
): Page<CyclePlace> {
  const after = placeAt(cursor);
  const from = after ? places.findIndex((place) => inOrder(place, after) > 0) : 0;
  const page = from < 0 ? [] : places.slice(from, from + limit);
  const last = page.at(-1);
  return { page, total: places.length, next: last && from + limit < places.length ? cursorOf(last) : null };
}

async function rowsOfCycles(
  db: Db,
  { page, total, next }: Page<JudgedCycle>,
  { countedAs, namePeople }: Pick<AskedRows, "namePeople"> & { readonly countedAs: (one: JudgedCycle) => Counted },
): Promise<RowPage> {
  return { rows: [...(await cycleRows(db, page, { countedAs, namePeople }))], total, next };
}

/**
 * The mark of a page: the place of its last cycle in the order of cycles, in base 36. It is opaque and holds for this database only;
 * nobody keeps it, so it may name a row where everything that lasts outside has a ULID.
 */
function cursorOf({ queuedAt, caseRowId, cycle }: CyclePlace): string {
  return [queuedAt, caseRowId, cycle].map((part) => part.toString(36)).join(".");
}

function placeAt(cursor: string | null): CyclePlace | null {
  if (cursor === null) return null;
  const [queuedAt = 0, caseRowId = 0, cycle = 0] = cursor.split(".").map((part) => Number.parseInt(part, 36));
  return { queuedAt, caseRowId, cycle };
}
