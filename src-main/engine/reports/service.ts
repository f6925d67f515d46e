import { buckets } from "../../contract/values.ts";
import type { KpiName } from "../../contract/methods/kpis.ts";
import type { CycleKpiName } from "../../domain/kpi/cycle-kpis.ts";
import { figureOf } from "../../domain/kpi/figures-of.ts";
import type { JudgedCycle } from "../../domain/kpi/judged-cycle.ts";
import { lengthsOf } from "../../domain/kpi/statistics.ts";
import { chartOf, opening, plain, type ReportBody, rowWord, tableOf } from "./body.ts";
import type { Cell } from "./body.ts";
import { byStep, type ReportFrame } from "./frame.ts";
import { lateTables } from "./late.ts";
import { measure, type Measured } from "./measured.ts";

const pieces = ["piece_queue", "piece_draft", "piece_approve", "piece_post"] as const satisfies readonly CycleKpiName[];

/** How many were answered in time, how long it took, where the time went, and why answers were late. */
export async function serviceReport(frame: ReportFrame): Promise<ReportBody> {
  const { judged, scope } = frame;
  const groups = byStep(frame, judged, ({ cycle }) => cycle.queuedAt);
  const first = measure("first_response");
  const lengths = groups.map((group) => lengthsOf(first.lengthsOf(group)));
  // Means over the same answers, so they add up from the post to the answer.
  const measures = [
    { name: "piece_found", kpi: "customer_view" as const, measured: answeredOnly(measure("detection")) },
    ...pieces.map((name) => ({ name, kpi: name, measured: measure(name) })),
  ];
  return {
    charts: [
      chartOf(frame, {
        key: "service_level",
        unit: "percent",
        series: [{ key: "service_level", points: groups.map((group) => figureOf("service_level", group)) }],
        goal: scope.settings.targets.serviceLevelPercent,
        opens: { kpi: "service_level", part: null },
      }),
      chartOf(frame, {
        key: "first_response",
        unit: "ms",
        series: (["median", "p90"] as const).map((key) => ({
          key,
          points: lengths.map((of) => ({ value: of[key], n: of.n })),
        })),
        opens: { kpi: "first_response", part: null },
      }),
      chartOf(frame, {
        key: "pieces",
        unit: "ms",
        series: measures.map(({ name, kpi, measured }) => ({
          key: name,
          points: groups.map((group) => meanPoint(measured, group)),
          opens: { kpi, part: null, scope: {} },
        })),
        opens: { kpi: "first_response", part: null },
      }),
    ],
    tables: [
      bucketTable(judged, first),
      tableOf(
        "pieces",
        [
          ["mean", "ms"],
          ["n", "count"],
        ],
        measures.map(({ name, kpi, measured }) => {
          const { value, n } = meanPoint(measured, judged);
          return { name: rowWord(name), cells: [opening(value, kpi), opening(n, kpi)] };
        }),
      ),
      ...(await lateTables(frame)),
    ],
  };
}

/** How long it took to find the posts that were answered. */
function answeredOnly({ lengthsOf: lengths }: Measured): Measured {
  return { lengthsOf: (judged) => lengths(judged.filter(({ class: of }) => of === "within" || of === "late")) };
}

function meanPoint(measured: Measured, judged: readonly JudgedCycle[]) {
  const { mean, n } = lengthsOf(measured.lengthsOf(judged));
  return { value: mean, n };
}

/** The service of each bucket, and of all; the rates of all are made from the sums. */
function bucketTable(judged: readonly JudgedCycle[], first: Measured) {
  const byBucket = Map.groupBy(judged, ({ cycle }) => cycle.bucket);
  const rows = buckets
    .filter((bucket) => byBucket.has(bucket))
    .map((bucket) => ({
      name: { code: `bucket.${bucket}`, params: {} },
      cells: cellsOf(byBucket.get(bucket) ?? [], first, { buckets: [bucket] }),
    }));
  return tableOf(
    "service",
    [
      ["service_level", "percent"],
      ["judged", "count"],
      ["within", "count"],
      ["late", "count"],
      ["due", "count"],
      ["no_reply", "count"],
      ["pending", "count"],
      ["excluded", "count"],
      ["median", "ms"],
      ["p90", "ms"],
    ],
    [...rows, { name: rowWord("total"), cells: cellsOf(judged, first, {}) }],
  );
}

type Narrower = NonNullable<Cell["opens"]>["scope"];

function cellsOf(judged: readonly JudgedCycle[], first: Measured, scope: Narrower): readonly Cell[] {
  const { value, n, parts: counts } = figureOf("service_level", judged);
  const { median, p90 } = lengthsOf(first.lengthsOf(judged));
  const kpi: KpiName = "service_level";
  const part = (name: string) => opening(counts[name] ?? 0, kpi, name, scope);
  return [
    opening(value, kpi, null, scope),
    opening(n, kpi, null, scope),
    ...["within", "late", "due", "no_reply", "pending", "excluded"].map(part),
    median === null ? plain(null) : opening(median, "first_response", null, scope),
    p90 === null ? plain(null) : opening(p90, "first_response", null, scope),
  ];
}
