import { clockBetween } from "../calendar/business-time.ts";
import { type Metric, verdictOf } from "./attainment.ts";
import type { CycleClass, JudgedCycle } from "./judged-cycle.ts";
import { answeredPiece, detectionMs, type ResponsePiece } from "./pieces.ts";

type Classes = readonly string[];

/**
 * How a figure is made of cycles. `classOf` says what a cycle is to it (null = nothing to do with it), a part is one or several
 * classes, `base` are the rows of the number itself, as many as its n. The same table counts and finds the rows.
 */
export type CycleKpi = {
  readonly classOf: (judged: JudgedCycle) => string | null;
  readonly parts: Readonly<Record<string, Classes>>;
  readonly base: Classes;
} & (
  | { readonly unit: "percent"; readonly top: Classes }
  | {
      readonly unit: "ms";
      readonly lengthOf: (judged: JudgedCycle) => number;
      readonly value: "median" | "mean";
      /** Lengths that `lengthOf` is the sum of, each summed up beside it. */
      readonly sums?: Readonly<Record<string, (judged: JudgedCycle) => number>>;
    }
);

const answered = ["within", "late"] as const satisfies readonly CycleClass[];
const due = ["no_reply", "ignored", "waiting"] as const satisfies readonly CycleClass[];
const offered = [...answered, ...due, "pending"] as const;
/** O − P − N: what can be said to have been answered or not. */
const answerable = [...answered, "ignored", "waiting"] as const;
const responseParts = {
  answered,
  ...{ ignored: ["ignored"], waiting: ["waiting"], no_reply: ["no_reply"] },
  ...{ pending: ["pending"], excluded: ["excluded"], offered },
} as const;

const classOf = (judged: JudgedCycle): CycleClass => judged.class;
const isAnswered = (judged: JudgedCycle) => judged.class === "within" || judged.class === "late";

/** The cycle-based figures of product.md section 6. */
export const cycleKpis = {
  // 100 × W / (W + L + D − N)
  service_level: {
    unit: "percent",
    classOf,
    top: ["within"],
    base: answerable,
    parts: {
      ...{ within: ["within"], late: ["late"], due, no_reply: ["no_reply"] },
      ...{ pending: ["pending"], excluded: ["excluded"], offered },
    },
  },
  attainment_first: attainment("first"),
  attainment_next: attainment("next"),
  attainment_resolution: attainment("resolution"),
  first_response: lengths((judged) => isAnswered(judged), firstResponseMs),
  customer_view: lengths((judged) => isAnswered(judged) && judged.cycle.publishedAt !== null, customerViewMs),
  // A next cycle begins with the first thing they said that nobody had answered.
  next_response: lengths((judged) => isAnswered(judged) && judged.cycle.responds === "next", firstResponseMs),
  detection: lengths(wasFound, ({ cycle }) =>
    detectionMs({ publishedAt: cycle.publishedAt ?? 0, firstSeenAt: cycle.firstSeenAt ?? 0 }),
  ),
  piece_queue: piece("queue"),
  piece_draft: piece("draft"),
  piece_approve: piece("approve"),
  piece_post: piece("post"),
  handle_time: {
    ...lengths(wasHandled, ({ cycle }) => cycle.activeMs + cycle.wrapMs),
    value: "mean",
    sums: { active: ({ cycle }) => cycle.activeMs, wrap: ({ cycle }) => cycle.wrapMs },
  },
  resolution_time: lengths(wasResolved, ({ cycle, calendar }) =>
    clockBetween(cycle.queuedAt, cycle.resolvedAt ?? cycle.queuedAt, calendar),
  ),
  waited_for_customer: lengths(
    (judged) => wasResolved(judged) && isAnswered(judged),
    ({ cycle, calendar }) => clockBetween(cycle.firstResponseAt ?? 0, cycle.resolvedAt ?? 0, calendar),
  ),
  response_rate: { unit: "percent", classOf, top: answered, base: answerable, parts: responseParts },
  ignored_rate: { unit: "percent", classOf, top: ["ignored"], base: answerable, parts: responseParts },
  no_reply_share: { unit: "percent", classOf, top: ["no_reply"], base: offered, parts: responseParts },
} as const satisfies Readonly<Record<string, CycleKpi>>;

export type CycleKpiName = keyof typeof cycleKpis;

function lengths(
  isOf: (judged: JudgedCycle) => boolean,
  lengthOf: (judged: JudgedCycle) => number,
): Extract<CycleKpi, { unit: "ms" }> {
  return {
    unit: "ms",
    classOf: (judged) => (isOf(judged) ? "measured" : null),
    lengthOf,
    value: "median",
    base: ["measured"],
    parts: { measured: ["measured"] },
  };
}

/** The pieces are means over all answers, so that the four add up to the mean of the first response. */
function piece(name: ResponsePiece): CycleKpi {
  return {
    ...lengths(isAnswered, ({ cycle, calendar }) =>
      answeredPiece(cycle, { piece: name, answeredAt: cycle.firstResponseAt ?? cycle.queuedAt, calendar }),
    ),
    value: "mean",
  };
}

function attainment(metric: Exclude<Metric, "approval">): CycleKpi {
  return {
    unit: "percent",
    classOf: (judged) => attained(judged, metric),
    top: ["met"],
    base: ["met", "missed"],
    parts: { met: ["met"], missed: ["missed"], open: ["open"] },
  };
}

function attained(judged: JudgedCycle, metric: Exclude<Metric, "approval">): "met" | "missed" | "open" | null {
  const { cycle, calendar, asOf } = judged;
  if (judged.class === "excluded") return null;
  if (metric !== "resolution") {
    if (cycle.responds !== metric) return null;
    const dueAt = calendar ? cycle.dueAt : cycle.queuedAt + cycle.targetMs;
    return verdictOf({ metric, dueAt, metAt: cycle.firstResponseAt, endedAt: cycle.resolvedAt, calendar }, asOf);
  }
  const { resolutionTargetMs, resolvedAt, supersededAt } = cycle;
  if (resolutionTargetMs === null) return null;
  const dueAt = calendar ? cycle.resolutionDueAt : cycle.queuedAt + resolutionTargetMs;
  return verdictOf({ metric, dueAt, metAt: resolvedAt, endedAt: supersededAt, calendar }, asOf);
}

function firstResponseMs({ cycle, calendar }: JudgedCycle): number {
  return clockBetween(cycle.queuedAt, cycle.firstResponseAt ?? cycle.queuedAt, calendar);
}

/** As the customer lived it: day and night, from what they wrote. A date in the future counts as the answer's. */
function customerViewMs({ cycle }: JudgedCycle): number {
  return clockBetween(cycle.publishedAt ?? 0, cycle.firstResponseAt ?? 0, null);
}

function wasFound({ cycle, class: counted }: JudgedCycle): boolean {
  return counted !== "excluded" && cycle.publishedAt !== null && cycle.firstSeenAt !== null;
}

function wasResolved({ cycle, class: counted }: JudgedCycle): boolean {
  return counted !== "excluded" && cycle.resolvedAt !== null;
}

function wasHandled(judged: JudgedCycle): boolean {
  return wasResolved(judged) && judged.cycle.activeMs + judged.cycle.wrapMs > 0;
}
