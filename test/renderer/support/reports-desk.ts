import type { Kpi, KpiBasis, KpiName, KpiRow } from "../../../src-main/contract/methods/kpis.ts";
import type { Report, ReportChart, ReportName, ReportTable } from "../../../src-main/contract/methods/reports.ts";
import type { Role } from "../../../src-main/contract/values.ts";
import { figureGroups } from "../../../src-renderer/features/reports/figures.ts";
import { createDesk, type Desk } from "./desk.ts";
import { idOf, MINUTE, NOON, sunniva } from "./rows.ts";

const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A figure as the engine gives it. */
export function kpiOf(name: KpiName, change: Partial<Kpi> = {}): Kpi {
  return {
    name,
    unit: "percent",
    value: 86.04,
    n: 388,
    parts: { within: 302, late: 31, due: 25, pending: 30 },
    also: {},
    spread: [90, 95, 87, 74, 93, 86],
    isThin: false,
    previous: { value: 82.94, n: 371 },
    ...change,
  };
}

const times = {
  unit: "ms",
  parts: {},
  also: { median: 34 * MINUTE, p90: 61 * MINUTE, longest: 168 * MINUTE },
} as const;

/** What the figures of a lively week look like. */
export function kpisOf(): Kpi[] {
  const special: Partial<Record<KpiName, Partial<Kpi>>> = {
    first_response: {
      ...times,
      value: 34 * MINUTE,
      n: 333,
      spread: [2, 9, 28, 22, 14, 8, 5, 3, 2, 1],
      previous: { value: 39 * MINUTE, n: 310 },
    },
    response_rate: { value: 94.9, n: 351, parts: { answered: 333, ignored: 11 }, previous: { value: 94.1, n: 320 } },
    private_completed: { value: 71, n: 38, parts: { completed: 27 }, spread: [], previous: { value: 75, n: 40 } },
    net_sentiment: {
      unit: "points",
      value: 30,
      n: 8,
      isThin: true,
      parts: { positive: 4, neutral: 3, negative: 1, unsure: 2 },
      also: { band: 8.9, unsure_share: 20 },
      previous: null,
    },
    volume: { unit: "count", value: 1843, n: 1843, parts: {}, previous: { value: 1711, n: 1711 } },
    share_of_voice: { value: null, n: 0, parts: {}, spread: [], previous: null },
    detection: { ...times, also: { mean: 4 * MINUTE }, value: 4 * MINUTE, n: 333 },
    piece_queue: { ...times, also: { mean: 17 * MINUTE }, value: 17 * MINUTE, n: 333 },
    piece_draft: { ...times, also: { mean: 9 * MINUTE }, value: 9 * MINUTE, n: 333 },
    piece_approve: { ...times, also: { mean: 6 * MINUTE }, value: 6 * MINUTE, n: 333 },
    piece_post: { ...times, also: { mean: 7 * MINUTE }, value: 7 * MINUTE, n: 333 },
  };
  return figureGroups.flatMap(({ names }) => names.map((name) => kpiOf(name, special[name])));
}

export function rowOf(number: number, change: Partial<KpiRow> = {}): KpiRow {
  return {
    kind: "cycle",
    id: `01K${String(number).padStart(23, "0")}`,
    storyId: idOf(100 + (number % 90)),
    cycle: 1,
    title: `Zqrow${number}`,
    bucket: "care",
    source: "Zqboard",
    person: sunniva.name,
    counts: number % 3 === 0 ? "late" : "within",
    resolution: null,
    queuedAt: NOON - number * HOUR,
    dueAt: NOON - number * HOUR + HOUR,
    firstResponseAt: NOON - number * HOUR + 34 * MINUTE,
    resolvedAt: null,
    value: 34 * MINUTE,
    ...change,
  };
}

type Scope = KpiBasis["scope"];

export function basisOf(scope: Scope, change: Partial<KpiBasis> = {}): KpiBasis {
  return {
    scope: { ...scope, asOf: NOON },
    timeZone: "Europe/London",
    calendars: scope.clock === "hours" ? ["", "Zqharbour"] : [],
    targets: { goalPercent: 80, firstMinutes: 60, ignoreMinutes: 480 },
    excluded: 7,
    gaps: [],
    ...change,
  };
}

/** Service level over the days of a week, one of them closed. */
export function serviceChart(change: Partial<ReportChart> = {}): ReportChart {
  return {
    key: "service_level",
    unit: "percent",
    times: Array.from({ length: 7 }, (_, day) => NOON - 12 * HOUR - (6 - day) * DAY),
    end: NOON + 12 * HOUR,
    series: [
      { key: "service_level", name: null, values: [90, 95, null, 87, 74, 93, 86], n: [61, 22, 0, 74, 83, 66, 82] },
    ],
    goal: 80,
    gaps: [{ from: NOON - 12 * HOUR - 4 * DAY, to: NOON - 12 * HOUR - 3 * DAY, kind: "closed" }],
    opens: { kpi: "service_level", part: null },
    ...change,
  };
}

export function volumeChart(): ReportChart {
  const hours = Array.from({ length: 48 }, (_, hour) => hour);
  const wave = (hour: number, height: number) => Math.round(height * (1.2 + Math.sin((hour / 24) * 2 * Math.PI)));
  const known = (hour: number, value: number) => (hour > 20 && hour < 25 ? null : value);
  return {
    key: "volume",
    unit: "count",
    times: hours.map((hour) => NOON - 36 * HOUR + hour * HOUR),
    end: NOON + 12 * HOUR,
    series: (["positive", "neutral", "negative"] as const).map((key, index) => ({
      key,
      name: null,
      values: hours.map((hour) => known(hour, wave(hour, 4 + index * 6))),
      n: hours.map((hour) => known(hour, wave(hour, 4 + index * 6)) ?? 0),
    })),
    goal: null,
    gaps: [{ from: NOON - 15 * HOUR, to: NOON - 12 * HOUR, kind: "asleep" }],
    opens: { kpi: "volume", part: null },
  };
}

const piecesTable: ReportTable = {
  key: "pieces",
  columns: [
    { key: "mean", unit: "ms" },
    { key: "n", unit: "count" },
  ],
  rows: (["detection", "piece_queue", "piece_draft", "piece_approve", "piece_post"] as const).map((kpi, index) => ({
    name: `Zq${kpi}`,
    cells: [(4 + index * 4) * MINUTE, 333],
    opens: [{ kpi, part: null, scope: {} }, null],
  })),
};

export type ReportsDesk = Desk & {
  kpis: Kpi[];
  figureRows: KpiRow[];
  basis: Partial<KpiBasis>;
  charts: Partial<Record<ReportName, ReportChart[]>>;
};

/** A desk in memory with figures, their rows and reports. */
export function createReportsDesk({ roles = ["lead"] }: { roles?: Role[] } = {}): ReportsDesk {
  const desk: ReportsDesk = Object.assign(createDesk([]), {
    kpis: kpisOf(),
    figureRows: Array.from({ length: 12 }, (_, number) => rowOf(number + 1)),
    basis: {},
    charts: { service: [serviceChart()], volume: [volumeChart()] },
  });
  const session = desk.handlers["session.get"]?.({});
  if (!session?.person) throw new Error("the desk has a person");
  session.person = { ...session.person, roles };
  Object.assign(desk.handlers, {
    "session.get": () => session,
    "sources.list": () => [{ id: idOf(400), name: "Zqsource" }],
    "kpis.read": (scope: Scope) => ({ basis: basisOf(scope, desk.basis), kpis: desk.kpis }),
    "exports.preview": () => ({ rows: 388, columns: [{ name: "id", means: "id of the case" }], pdfMost: 40_000 }),
    "kpis.rows": ({ part, cursor, limit }: { part: string | null; cursor: string | null; limit: number }) => {
      const counted = desk.figureRows.filter(({ counts }) => part === null || counts === part);
      const from = Number(cursor ?? 0);
      const next = from + limit < counted.length ? String(from + limit) : null;
      return { rows: counted.slice(from, from + limit), total: counted.length, next };
    },
    "reports.read": ({ report, ...scope }: Scope & { report: ReportName }): Report => ({
      report,
      step: report === "volume" ? "hour" : "day",
      basis: basisOf(scope, desk.basis),
      charts: desk.charts[report] ?? [],
      tables:
        report === "service"
          ? [
              piecesTable,
              {
                key: "late_by_cause",
                columns: [{ key: "count", unit: "count" }],
                rows: [
                  {
                    name: "Zqcause",
                    cells: [14],
                    opens: [null],
                  },
                  { name: "Zqtotal", cells: [14], opens: [{ kpi: "service_level", part: "late", scope: {} }] },
                ],
              },
            ]
          : [],
    }),
  });
  return desk;
}
