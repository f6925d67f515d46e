import type { JudgedCycle } from "../../domain/kpi/judged-cycle.ts";
import { percentOf } from "../../domain/kpi/statistics.ts";
import { figureOf } from "../../domain/kpi/figures-of.ts";
import type { Step } from "../../domain/reports/steps.ts";
import { slotsOf } from "../store/kpi-volume.ts";
import { sourceVolumes } from "../store/report-source.ts";
import { opening, plain, type ReportBody, rowWord, tableOf } from "./body.ts";
import type { Cell } from "./body.ts";
import { type ReportFrame, untilNow } from "./frame.ts";

const mostSources = 500;

/** Which sources bring mentions that led to action: a case that ended with an answer or a private contact. */
export async function sourcesReport({ db, scope, judged }: ReportFrame): Promise<ReportBody> {
  const cycles = Map.groupBy(judged, ({ cycle }) => cycle.sourceRowId);
  const also = [...cycles.keys()].filter((rowId) => rowId !== null);
  const period = untilNow(scope);
  const counted = await sourceVolumes(db, slotsOf(period), { filter: scope.filter, also });
  // A mention is nobody's in particular: of a person only cases are counted.
  const volumes =
    scope.filter.personRowId === null
      ? counted
      : counted.filter(({ rowId }) => cycles.has(rowId)).map((one) => ({ ...one, mentions: null, stories: null }));
  const rows = volumes
    .map(({ rowId, id, name, mentions, stories }) => {
      const sums = { mentions, stories, ...actionOf(cycles.get(rowId) ?? [], period) };
      return { name, sums, cells: cellsOf(sums, { sourceId: id }) };
    })
    .toSorted((one, other) => other.sums.acted - one.sums.acted || other.sums.cases - one.sums.cases);
  const shown = rows.slice(0, mostSources);
  const others = [...rows.slice(mostSources).map(({ sums }) => sums), ...unknown(cycles.get(null), period)];
  const total = addUp(rows.map(({ sums }) => sums).concat(unknown(cycles.get(null), period)));
  return {
    charts: [],
    tables: [
      tableOf(
        "sources",
        [
          ["mentions", "count"],
          ["stories", "count"],
          ["cases", "count"],
          ["answered", "count"],
          ["acted", "count"],
          ["led_to_action", "percent"],
        ],
        [
          ...shown.map(({ name, cells }) => ({ name, cells })),
          ...(others.length === 0 ? [] : [{ name: rowWord("others"), cells: withoutRows(addUp(others)) }]),
          { name: rowWord("total"), cells: cellsOf(total, {}) },
        ],
      ),
    ],
  };
}

type Action = {
  readonly cases: number;
  readonly answered: number;
  readonly acted: number;
  /** Of `acted`, those whose story was published in the period: a part of its stories, so that no share is over 100 %. */
  readonly actedHere: number;
};
/** Null = not counted. */
type Sums = Action & { readonly mentions: number | null; readonly stories: number | null };

function cellsOf(
  { mentions, stories, cases, answered, acted, actedHere }: Sums,
  scope: { sourceId?: string },
): readonly Cell[] {
  return [
    opening(mentions, "volume", "mentions", scope),
    opening(stories, "volume", "stories", scope),
    opening(cases, "response_rate", "offered", scope),
    opening(answered, "response_rate", "answered", scope),
    plain(acted),
    // Of its stories, because a story is one case at most in its first cycle.
    plain(stories === null ? null : percentOf(actedHere, stories)),
  ];
}

/** Cases without those that were excluded; acted on = answered, or resolved by an answer or a private contact. */
function actionOf(judged: readonly JudgedCycle[], period: Step): Action {
  const { offered = 0, answered = 0 } = figureOf("response_rate", judged).parts;
  const acted = judged.filter(
    ({ class: counted, cycle: { resolution } }) =>
      counted !== "excluded" && (resolution === "answered" || resolution === "handed_private"),
  );
  // However often a case came back, its story led to action once.
  const stories = new Set(acted.map(({ cycle }) => cycle.caseRowId));
  // Only a first cycle knows its post, whichever was acted on.
  const here = new Set(judged.filter((one) => wasPublishedIn(one, period)).map(({ cycle }) => cycle.caseRowId));
  return {
    cases: offered,
    answered,
    acted: stories.size,
    actedHere: [...stories].filter((row) => here.has(row)).length,
  };
}

function wasPublishedIn({ cycle: { publishedAt, firstSeenAt } }: JudgedCycle, { from, to }: Step): boolean {
  const at = publishedAt ?? firstSeenAt;
  return at !== null && at >= from && at < to;
}

/** Cycles of which nobody knows any more where they came from. */
function unknown(judged: readonly JudgedCycle[] | undefined, period: Step): readonly Sums[] {
  return judged === undefined ? [] : [{ mentions: null, stories: null, ...actionOf(judged, period) }];
}

function addUp(all: readonly Sums[]): Sums {
  const sum = (key: keyof Sums) => all.reduce((total, one) => total + (one[key] ?? 0), 0);
  const known = (key: "mentions" | "stories") => (all.every((one) => one[key] === null) ? null : sum(key));
  return {
    ...{ mentions: known("mentions"), stories: known("stories") },
    ...{ cases: sum("cases"), answered: sum("answered") },
    ...{ acted: sum("acted"), actedHere: sum("actedHere") },
  };
}

function withoutRows(sums: Sums): readonly Cell[] {
  return cellsOf(sums, {}).map(({ value }) => plain(value));
}
