import type { ReportTable } from "../../contract/methods/reports.ts";
import { excerptOf } from "../../domain/cases/excerpt.ts";
import type { JudgedCycle } from "../../domain/kpi/judged-cycle.ts";
import { percentOf } from "../../domain/kpi/statistics.ts";
import { clockBetween } from "../../domain/calendar/business-time.ts";
import { type LateCause, lateCause, lateCauses } from "../../domain/reports/late-cause.ts";
import { cycleWords } from "../store/kpi-cycle.ts";
import { downStretches, shiftEnds } from "../store/report-late.ts";
import { opening, plain, rowWord, tableOf } from "./body.ts";
import type { ReportFrame } from "./frame.ts";

const mostListed = 200;

type Late = { readonly judged: JudgedCycle; readonly cause: LateCause; readonly dueAt: number };

/** Late answers by their cause, and the list of them; the causes add up to the late ones of the service level. */
export async function lateTables(frame: ReportFrame): Promise<readonly ReportTable[]> {
  const late = await lateCycles(frame);
  const counts = Map.groupBy(late, ({ cause }) => cause);
  const causes = lateCauses
    .map((cause) => ({ cause, count: counts.get(cause)?.length ?? 0 }))
    .filter(({ count }) => count > 0)
    .toSorted((one, other) => other.count - one.count);
  return [
    tableOf(
      "late_by_cause",
      [
        ["count", "count"],
        ["share", "percent"],
      ],
      [
        ...causes.map(({ cause, count }) => ({
          name: { code: `reports.cause.${cause}`, params: {} },
          cells: [plain(count), plain(percentOf(count, late.length))],
        })),
        {
          name: rowWord("total"),
          cells: [opening(late.length, "service_level", "late"), plain(percentOf(late.length, late.length))],
        },
      ],
    ),
    await lateList(frame, late.slice(0, mostListed)),
  ];
}

async function lateCycles({ db, scope, judged, absent }: ReportFrame): Promise<readonly Late[]> {
  const late = judged.filter((one) => one.class === "late");
  if (late.length === 0) return [];
  const sourceRowIds = [...new Set(late.flatMap(({ cycle }) => cycle.sourceRowId ?? []))];
  const down = await downStretches(db, { sourceRowIds, until: scope.asOf });
  const ends = await shiftEnds(db, { from: scope.from, to: scope.asOf });
  return late.map((one) => {
    const { cycle, calendar, asOf } = one;
    const dueAt = (calendar ? cycle.dueAt : cycle.queuedAt + cycle.targetMs) ?? asOf;
    const facts = { gaps: absent, down: down.get(cycle.sourceRowId ?? -1) ?? [], shiftEnds: ends };
    return { judged: one, dueAt, cause: lateCause({ ...cycle, dueAt, asOf, calendar }, facts) };
  });
}

/** The late answers one by one, the first 200 in the order they were queued. */
async function lateList({ db }: ReportFrame, late: readonly Late[]): Promise<ReportTable> {
  const words = await cycleWords(
    db,
    late.map(({ judged: { cycle } }) => cycle),
  );
  const known = new Map(words.map((one) => [`${one.caseRowId} ${one.cycle}`, one]));
  return tableOf(
    "late",
    [
      ["cause", null, { words: "reports.cause" }],
      ["late_by", "ms"],
      ["first_response", "ms"],
      ["source", null],
    ],
    late.map(({ judged: { cycle, calendar }, cause, dueAt }) => {
      const said = known.get(`${cycle.caseRowId} ${cycle.cycle}`);
      const answeredAt = cycle.firstResponseAt ?? dueAt;
      // A moment of queueing is one case, or the few that came with it.
      const scope = { from: cycle.queuedAt, to: cycle.queuedAt + 1 };
      const text = said?.title ?? excerptOf(said?.text ?? "", []).excerpt;
      return {
        name: text === "" ? rowWord("untitled") : text,
        cells: [
          plain(cause),
          opening(clockBetween(dueAt, answeredAt, calendar), "service_level", "late", scope),
          opening(clockBetween(cycle.queuedAt, answeredAt, calendar), "first_response", null, scope),
          plain(said?.source ?? null),
        ],
      };
    }),
  );
}
