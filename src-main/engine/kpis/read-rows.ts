import { cyclesOf, isCycleKpi } from "../../domain/kpi/figures-of.ts";
import type { JudgedCycle } from "../../domain/kpi/judged-cycle.ts";
import type { Db } from "../store/open.ts";
import type { ShiftWork } from "../store/kpi-work.ts";
import { type CountedReply, isApprovalKpi, repliesOf, replyRows } from "./approvals.ts";
import { ageOf, backlogCycles, bandOf } from "./backlog.ts";
import type { AskedRows, RowPage } from "./asked-rows.ts";
import { readCohort } from "./cohort.ts";
import { type Counted, countedIn, cycleRows } from "./cycle-rows.ts";
import { mentionRows } from "./mention-rows.ts";
import { readShiftWork, shiftRow } from "./occupancy.ts";
import { complaintsOf } from "./private.ts";
import type { ReadyScope } from "./scope.ts";
import { voiceRows } from "./voice.ts";

/** A page of the rows behind a figure or one of its parts, oldest first (mentions newest first). */
export async function readKpiRows(db: Db, scope: ReadyScope, asked: AskedRows): Promise<RowPage> {
  const { kpi, part } = asked;
  if (isCycleKpi(kpi)) {
    const chosen = cyclesOf(kpi, await readCohort(db, scope), part);
    return pageOfCycles(db, chosen, { ...asked, countedAs: (one) => countedIn(kpi, one) });
  }
  if (isApprovalKpi(kpi)) return pageOfReplies(db, await repliesOf(db, scope, { kpi, part }), asked);
  if (kpi === "private_invited" || kpi === "private_completed") {
    const chosen = await complaintsOf(db, scope, { cohort: await readCohort(db, scope), kpi, part });
    const stages = new Map(chosen.map(({ judged, stage }) => [judged, stage]));
    const countedAs = (one: JudgedCycle) => ({ counts: stages.get(one) ?? one.class, value: null });
    return pageOfCycles(db, [...stages.keys()], { ...asked, countedAs });
  }
  if (kpi === "backlog" || kpi === "backlog_age" || kpi === "backlog_days" || kpi === "reopen_rate")
    return pageOfCycles(db, await backlogCycles(db, scope, { kpi, part }), {
      ...asked,
      countedAs: backlogCounted(asked),
    });
  if (kpi === "occupancy") return pageOfShifts((await readShiftWork(db, scope)) ?? [], asked);
  return kpi === "share_of_voice" ? voiceRows(db, scope, asked) : mentionRows(db, scope, asked);
}

function backlogCounted({ kpi, part }: AskedRows): (one: JudgedCycle) => Counted {
  return (one) => {
    const isOver = kpi === "reopen_rate" || (kpi === "backlog_days" && part !== "waiting");
    if (isOver) return { counts: part ?? "resolved", value: null };
    return { counts: bandOf(one), value: ageOf(one) };
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
  const { page, total, next } = pageOf(work, asked);
  return { rows: page.map((one) => shiftRow(one, asked.namePeople)), total, next };
}

/** One page of cycles that were chosen, in the order they were queued. */
async function pageOfCycles(
  db: Db,
  chosen: readonly JudgedCycle[],
  { cursor, limit, namePeople, countedAs }: AskedRows & { readonly countedAs: (one: JudgedCycle) => Counted },
): Promise<RowPage> {
  const after = cursor === null ? 0 : chosen.findIndex(({ cycle }) => isAfter(cycle, cursor));
  const page = after < 0 ? [] : chosen.slice(after, after + limit);
  const last = page.at(-1)?.cycle;
  const rows = await cycleRows(db, page, { countedAs, namePeople });
  const isMore = last !== undefined && after + limit < chosen.length;
  return { rows: [...rows], total: chosen.length, next: isMore ? placeOf(last) : null };
}

type Place = JudgedCycle["cycle"];

function placeOf({ queuedAt, caseRowId, cycle }: Place): string {
  return [queuedAt, caseRowId, cycle].map((part) => part.toString(36)).join(".");
}

function isAfter({ queuedAt, caseRowId, cycle }: Place, cursor: string): boolean {
  const [atQueued = 0, atCase = 0, atCycle = 0] = cursor.split(".").map((part) => Number.parseInt(part, 36));
  return (queuedAt - atQueued || caseRowId - atCase || cycle - atCycle) > 0;
}
