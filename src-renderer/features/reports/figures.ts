import type { Kpi, KpiName, KpiUnit } from "../../../src-main/contract/methods/kpis.ts";
import type { Tab } from "./choice.ts";

/** The figures that stand above each report. */
export const mainFigures: Readonly<Record<Exclude<Tab, "all" | "saved">, readonly KpiName[]>> = {
  service: ["service_level", "first_response", "response_rate", "private_completed"],
  volume: ["volume", "net_sentiment", "syndication", "detection"],
  sources: ["volume", "syndication", "detection", "no_reply_share"],
  scripts: ["response_rate", "first_pass_yield", "handle_time", "first_response"],
  approvals: ["approval_time", "first_pass_yield", "attainment_approval", "unapproved_posts"],
  handovers: ["private_invited", "private_completed", "backlog", "backlog_age"],
  spikes: ["volume", "net_sentiment", "backlog", "service_level"],
  voice: ["share_of_voice", "volume", "net_sentiment", "syndication"],
};

/** All figures in the order of a reader: what we promised, how fast, how many, what waits, what was said. */
export const figureGroups = [
  {
    key: "promises",
    names: ["service_level", "attainment_first", "attainment_next", "attainment_resolution", "attainment_approval"],
  },
  {
    key: "times",
    names: [
      "first_response",
      "customer_view",
      "next_response",
      "detection",
      "piece_queue",
      "piece_draft",
      "piece_approve",
      "piece_post",
      "handle_time",
      "resolution_time",
      "waited_for_customer",
      "approval_time",
    ],
  },
  {
    key: "answers",
    names: [
      "response_rate",
      "ignored_rate",
      "no_reply_share",
      "reopen_rate",
      "private_invited",
      "private_completed",
      "first_pass_yield",
      "unapproved_posts",
    ],
  },
  { key: "waiting", names: ["backlog", "backlog_age", "backlog_days", "occupancy"] },
  { key: "said", names: ["volume", "syndication", "share_of_voice", "net_sentiment"] },
] as const satisfies readonly { key: string; names: readonly KpiName[] }[];

const better: Readonly<Partial<Record<KpiName, "more" | "less">>> = {
  service_level: "more",
  attainment_first: "more",
  attainment_next: "more",
  attainment_resolution: "more",
  attainment_approval: "more",
  first_response: "less",
  customer_view: "less",
  next_response: "less",
  detection: "less",
  piece_queue: "less",
  piece_draft: "less",
  piece_approve: "less",
  piece_post: "less",
  resolution_time: "less",
  response_rate: "more",
  ignored_rate: "less",
  backlog: "less",
  backlog_age: "less",
  backlog_days: "less",
  reopen_rate: "less",
  private_completed: "more",
  approval_time: "less",
  first_pass_yield: "more",
  unapproved_posts: "less",
  net_sentiment: "more",
};

export type Change = { readonly by: number; readonly word: "better" | "worse" | "more" | "less" | "same" };

/** What differs from the period of equal length before; null where one of the two is not known. */
export function changeOf({ name, unit, value, previous }: Kpi): Change | null {
  if (value === null || !previous || previous.value === null) return null;
  const by = value - previous.value;
  if (Math.abs(by) < leastOf[unit]) return { by: 0, word: "same" };
  const direction = by > 0 ? "more" : "less";
  const wanted = better[name];
  if (wanted === undefined) return { by, word: direction };
  return { by, word: direction === wanted ? "better" : "worse" };
}

/** Less than this is not seen in the value as it is written. */
const leastOf: Readonly<Record<KpiUnit, number>> = {
  percent: 0.05,
  points: 0.05,
  ms: 1000,
  count: 0.5,
  ratio: 0.005,
  days: 0.05,
};

/** In which bar of the picture a length lies; null when the picture is not one of lengths. */
export function barOf({ name, unit, value, spread, also }: Kpi): number | null {
  const longest = also["longest"];
  // Ages come in bands of their own.
  if (unit !== "ms" || name === "backlog_age" || value === null || !longest || spread.length === 0) return null;
  return Math.min(spread.length - 1, Math.floor((value / longest) * spread.length));
}
