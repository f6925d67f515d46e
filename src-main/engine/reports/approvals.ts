import type { KpiName } from "../../contract/methods/kpis.ts";
import { lengthsOf, percentOf } from "../../domain/kpi/statistics.ts";
import { type ApprovalKpi, type CountedReply, repliesOf } from "../kpis/approvals.ts";
import { decidersOf } from "../store/report-approval.ts";
import { type Cell, chartOf, countPoints, opening, plain, type ReportBody, rowWord, tableOf } from "./body.ts";
import { byStep, type ReportFrame } from "./frame.ts";

/** What was handed in: each time, and of each reply the first time. */
type Handed = { readonly times: readonly CountedReply[]; readonly firsts: readonly CountedReply[] };

/** How long approvals took and how many passed as they were; who decided is only for those who may see it. */
export async function approvalsReport(frame: ReportFrame): Promise<ReportBody> {
  const all = await readHanded(frame);
  const times = byStep(frame, all.times, ({ at }) => at);
  const lengths = times.map((group) => lengthsOf(group.flatMap(({ value }) => value ?? [])));
  return {
    charts: [
      chartOf(frame, {
        key: "approval_time",
        unit: "ms",
        series: (["median", "p90"] as const).map((key) => ({
          key,
          points: lengths.map((of) => ({ value: of[key], n: of.n })),
        })),
        opens: { kpi: "approval_time", part: null },
      }),
      chartOf(frame, {
        key: "first_pass",
        unit: "percent",
        series: [{ key: "first_pass", points: byStep(frame, all.firsts, ({ at }) => at).map(passOf) }],
        opens: { kpi: "first_pass_yield", part: null },
      }),
      chartOf(frame, {
        key: "submitted",
        unit: "count",
        series: [
          {
            key: "submitted",
            points: countPoints(
              frame,
              times.map((group) => group.length),
            ),
          },
        ],
        opens: null,
      }),
    ],
    tables: [
      tableOf("approvals", columns, [{ name: rowWord("total"), cells: cellsOf(all, true) }]),
      ...(frame.seesPeople ? [await approverTable(frame, all)] : []),
    ],
  };
}

const columns = [
  ["submitted", "count"],
  ["approved", "count"],
  ["returned", "count"],
  ["open", "count"],
  ["unchanged", "count"],
  ["first_pass", "percent"],
  ["median", "ms"],
  ["p90", "ms"],
] as const;

/** From the very rows of the figures, so that a total is theirs. */
async function readHanded({ db, scope }: ReportFrame): Promise<Handed> {
  const all = async (kpi: ApprovalKpi, parts: readonly string[]) => {
    const found: CountedReply[] = [];
    for (const part of parts) found.push(...(await repliesOf(db, scope, { kpi, part })));
    return found;
  };
  return {
    times: await all("approval_time", ["approved", "returned", "open"]),
    firsts: await all("first_pass_yield", ["unchanged", "changed", "open"]),
  };
}

/** What still waits says nothing yet. */
function passOf(firsts: readonly CountedReply[]): { readonly value: number | null; readonly n: number } {
  const n = firsts.filter(({ counts }) => counts !== "open").length;
  return { value: percentOf(countOf(firsts, "unchanged"), n), n };
}

function countOf(some: readonly CountedReply[], counts: string): number {
  return some.filter((one) => one.counts === counts).length;
}

function cellsOf({ times, firsts }: Handed, opens: boolean): readonly Cell[] {
  const { median, p90 } = lengthsOf(times.flatMap(({ value }) => value ?? []));
  const cell = (value: number | null, kpi: KpiName, part: string | null = null) =>
    opens ? opening(value, kpi, part) : plain(value);
  const count = (part: string) => cell(countOf(times, part), "approval_time", part);
  return [
    plain(times.length),
    ...["approved", "returned", "open"].map(count),
    cell(countOf(firsts, "unchanged"), "first_pass_yield", "unchanged"),
    cell(passOf(firsts).value, "first_pass_yield"),
    cell(median, "approval_time"),
    cell(p90, "approval_time"),
  ];
}

/** By who decided; what nobody has decided is nobody's. */
async function approverTable({ db }: ReportFrame, { times, firsts }: Handed) {
  const decided = [...times, ...firsts].flatMap(({ replyId, endedAt }) =>
    endedAt === null ? [] : [{ replyId, at: endedAt }],
  );
  const names = await decidersOf(db, decided);
  const nameOf = ({ replyId, endedAt }: CountedReply) => names.get(`${replyId} ${endedAt}`) ?? null;
  const people = [...new Set([...times, ...firsts].flatMap((one) => nameOf(one) ?? []))].toSorted();
  const of = (name: string): Handed => ({
    times: times.filter((one) => nameOf(one) === name),
    firsts: firsts.filter((one) => nameOf(one) === name),
  });
  return tableOf(
    "approvers",
    columns,
    people.map((name) => ({ name, cells: cellsOf(of(name), false) })),
  );
}
