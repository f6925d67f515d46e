import { clockBetween } from "../../domain/calendar/business-time.ts";
import type { Calendar } from "../../domain/calendar/calendar.ts";
import { calendarAt } from "../../domain/cases/policy.ts";
import { lengthsOf, percentOf } from "../../domain/kpi/statistics.ts";
import { readPastHours } from "../store/past-hours.ts";
import { submissions, type Submission } from "../store/report-approval.ts";
import { chartOf, countPoints, opening, plain, type ReportBody, rowWord, tableOf } from "./body.ts";
import type { Cell } from "./body.ts";
import { byStep, type ReportFrame, untilNow } from "./frame.ts";

type Timed = Submission & { readonly lengthMs: number | null };

/** How long approvals took and how many passed as they were; whose they were only for those who may see it. */
export async function approvalsReport(frame: ReportFrame): Promise<ReportBody> {
  const all = await timedSubmissions(frame);
  const groups = byStep(frame, all, ({ startedAt }) => startedAt);
  const lengths = groups.map((group) => lengthsOf(group.flatMap(({ lengthMs }) => lengthMs ?? [])));
  const byApprover = Map.groupBy(
    all.filter(({ approver }) => approver !== null),
    ({ approver }) => approver ?? "",
  );
  const people = [...byApprover].toSorted(([, one], [, other]) => other.length - one.length);
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
        series: [{ key: "first_pass", points: groups.map(passOf) }],
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
              groups.map((group) => group.length),
            ),
          },
        ],
        opens: { kpi: "first_pass_yield", part: null },
      }),
    ],
    tables: [
      tableOf("approvals", columns, [{ name: rowWord("total"), cells: cellsOf(all, true) }]),
      ...(frame.seesPeople
        ? [
            tableOf(
              "approvers",
              columns,
              people.map(([name, some]) => ({ name, cells: cellsOf(some, false) })),
            ),
          ]
        : []),
    ],
  };
}

const columns = [
  ["submitted", "count"],
  ["approved", "count"],
  ["returned", "count"],
  ["stopped", "count"],
  ["open", "count"],
  ["unchanged", "count"],
  ["first_pass", "percent"],
  ["median", "ms"],
  ["p90", "ms"],
] as const;

async function timedSubmissions({ db, scope }: ReportFrame): Promise<readonly Timed[]> {
  const { settings, asked, filter, asOf } = scope;
  const past = await readPastHours(db);
  const found = await submissions(db, { ...untilNow(scope), filter });
  return found.map((one) => {
    const isOver = one.endedAt !== null && one.endedAt <= asOf;
    const seen = isOver ? one : { ...one, endedAt: null, outcome: null, approver: null };
    const { startedAt, endedAt, outcome, bucket } = seen;
    const calendar: Calendar | null =
      asked.clock === "elapsed" ? null : calendarAt({ now: settings, past }, { bucket, at: endedAt ?? asOf });
    const isApproved = outcome === "approved" && endedAt !== null;
    return { ...seen, lengthMs: isApproved ? clockBetween(startedAt, endedAt, calendar) : null };
  });
}

/** Approved as it was submitted / decided: what still waits, or was taken back, says nothing. */
function passOf(some: readonly Timed[]): { readonly value: number | null; readonly n: number } {
  const decided = some.filter(({ outcome }) => outcome === "approved" || outcome === "returned");
  return { value: percentOf(unchangedOf(some), decided.length), n: decided.length };
}

function unchangedOf(some: readonly Timed[]): number {
  return some.filter(({ outcome, edited }) => outcome === "approved" && edited === 0).length;
}

function cellsOf(some: readonly Timed[], opens: boolean): readonly Cell[] {
  const count = (outcome: Submission["outcome"]) => some.filter((one) => one.outcome === outcome).length;
  const { median, p90 } = lengthsOf(some.flatMap(({ lengthMs }) => lengthMs ?? []));
  const time = (value: number | null) => (opens ? opening(value, "approval_time") : plain(value));
  const pass = passOf(some).value;
  return [
    plain(some.length),
    plain(count("approved")),
    plain(count("returned")),
    plain(count("stopped")),
    plain(count(null)),
    plain(unchangedOf(some)),
    opens ? opening(pass, "first_pass_yield") : plain(pass),
    time(median),
    time(p90),
  ];
}
