import { clockBetween } from "../calendar/business-time.ts";
import type { Calendar } from "../calendar/calendar.ts";
import { asSeenAt, type Cycle, judgeCycle, type Verdict } from "./cycle.ts";
import { type Lengths, lengthsOf, percentOf } from "./statistics.ts";

/** A cycle with the first words of its story, for the view of the customer. */
export type MeasuredCycle = Cycle & { readonly publishedAt: number };

/** The counts that add up over agents, buckets and days; rates are made from sums of them, never averaged. */
export type ResponseCounts = {
  /** O: the cohort without X. */
  readonly offered: number;
  readonly excluded: number;
  readonly answered: number;
  readonly within: number;
  readonly late: number;
  readonly pending: number;
  /** D: unanswered and judged, with those that need no reply. Partition law: within + late + due + pending = offered. */
  readonly due: number;
  readonly noReply: number;
  /** G: closed without an answer or an allowed reason, or unanswered beyond the ignore limit. */
  readonly ignored: number;
};

export type ResponseKpis = ResponseCounts & {
  /** 100 × W / (W + L + D − N). */
  readonly serviceLevel: number | null;
  readonly judged: number;
  /** 100 × A / (O − P − N), and the same for G. A published study found 33 %. */
  readonly responseRate: number | null;
  readonly ignoredRate: number | null;
  /** 100 × N / O. */
  readonly noReplyShare: number | null;
  /** Clock from queued to answered. */
  readonly firstResponse: Lengths;
  /** Elapsed time from posting to answer, as the customer lived it. */
  readonly customerView: Lengths;
  /** Clock from queued to resolved, of what was resolved. */
  readonly resolution: Lengths;
  /** Clock from our answer to the end of the case, in which it waited for the customer: part of `resolution`. */
  readonly waitedForCustomer: Lengths;
};

export type Cohort<Of> = {
  /** Cycles with from <= queuedAt < to. */
  readonly from: number;
  readonly to: number;
  readonly asOf: number;
  /** Beyond this an unanswered cycle is ignored; at least the target. */
  readonly ignoreMs: number;
  /** The calendar on which a cycle is measured; null = elapsed time. */
  readonly calendarOf: (cycle: Of) => Calendar | null;
};

/** The KPIs of answers over a cohort of cycles, as of an instant. Definitions and laws: product.md section 6. */
export function responseKpis<Of extends MeasuredCycle>(cycles: readonly Of[], cohort: Cohort<Of>): ResponseKpis {
  const { from, to, asOf, calendarOf } = cohort;
  const judged = cycles
    .filter(({ queuedAt }) => queuedAt >= from && queuedAt < to && queuedAt <= asOf)
    .map((cycle): Judged => {
      const calendar = calendarOf(cycle);
      return { cycle: asSeenAt<MeasuredCycle>(cycle, asOf), calendar, verdict: judgeCycle(cycle, { asOf, calendar }) };
    });
  const counts = countVerdicts(judged, cohort);
  const { offered, within, late, due, pending, noReply, answered, ignored } = counts;
  const answerable = offered - pending - noReply;
  return {
    ...counts,
    judged: within + late + due - noReply,
    serviceLevel: percentOf(within, within + late + due - noReply),
    responseRate: percentOf(answered, answerable),
    ignoredRate: percentOf(ignored, answerable),
    noReplyShare: percentOf(noReply, offered),
    ...measure(judged.filter(({ verdict }) => verdict !== "excluded")),
  };
}

type Judged = {
  readonly cycle: MeasuredCycle;
  readonly calendar: Calendar | null;
  readonly verdict: Verdict;
};

function countVerdicts(
  judged: readonly Judged[],
  { asOf, ignoreMs }: Pick<Cohort<never>, "asOf" | "ignoreMs">,
): ResponseCounts {
  const count = (...verdicts: readonly Verdict[]) => judged.filter(({ verdict }) => verdicts.includes(verdict)).length;
  const isIgnored = ({ cycle, calendar, verdict }: Judged) =>
    verdict === "unanswered" && (cycle.resolvedAt !== null || clockBetween(cycle.queuedAt, asOf, calendar) > ignoreMs);
  return {
    offered: judged.length - count("excluded"),
    excluded: count("excluded"),
    answered: count("within", "late"),
    within: count("within"),
    late: count("late"),
    pending: count("pending"),
    due: count("noReply", "unanswered"),
    noReply: count("noReply"),
    ignored: judged.filter(isIgnored).length,
  };
}

function measure(judged: readonly Judged[]) {
  const between = (start: keyof Moments, end: keyof Moments) =>
    judged.flatMap(({ cycle, calendar }) => {
      const [from, to] = [cycle[start], cycle[end]];
      return from === null || to === null ? [] : clockBetween(from, to, calendar);
    });
  return {
    firstResponse: lengthsOf(between("queuedAt", "firstResponseAt")),
    customerView: lengthsOf(
      judged.flatMap(({ cycle: { publishedAt, firstResponseAt } }) =>
        firstResponseAt === null ? [] : clockBetween(publishedAt, firstResponseAt, null),
      ),
    ),
    resolution: lengthsOf(between("queuedAt", "resolvedAt")),
    waitedForCustomer: lengthsOf(between("firstResponseAt", "resolvedAt")),
  };
}

type Moments = Pick<Cycle, "queuedAt" | "firstResponseAt" | "resolvedAt">;
