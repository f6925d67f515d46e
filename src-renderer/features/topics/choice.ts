import { daysBetween } from "../../lib/local-date.ts";
import type { Bucket } from "../../../src-main/contract/values.ts";
import type { CountedAs, TopicWindow } from "../../../src-main/contract/methods/topics.ts";

/** What the person chose to look at; it stands in the address. Days are the desk's local dates, both included. */
export type TopicChoice = {
  period: { kind: "day" } | { kind: "week" } | { kind: "days"; from: string; to: string };
  watchId: string | null;
  bucket: Bucket | null;
  counted: CountedAs;
};

const MOST_DAYS = 31;
const IS_DATE = /^\d{4}-\d\d-\d\d$/;
const buckets = ["unsorted", "analytics", "pr", "care"] as const satisfies readonly Bucket[];

export function readChoice(params: URLSearchParams): TopicChoice {
  const [from, to] = [params.get("from") ?? "", params.get("to") ?? ""];
  const isDays = IS_DATE.test(from) && IS_DATE.test(to);
  return {
    period: isDays ? { kind: "days", from, to } : { kind: params.get("period") === "week" ? "week" : "day" },
    watchId: params.get("watch"),
    bucket: buckets.find((known) => known === params.get("bucket")) ?? null,
    counted: params.get("counted") === "stories" ? "stories" : "mentions",
  };
}

export function writeChoice({ period, watchId, bucket, counted }: TopicChoice): Record<string, string> {
  return {
    ...(period.kind === "week" && { period: "week" }),
    ...(period.kind === "days" && { from: period.from, to: period.to }),
    ...(watchId && { watch: watchId }),
    ...(bucket && { bucket }),
    ...(counted === "stories" && { counted }),
  };
}

type Place = { today: string; localInstant: (days: number, minute: number) => number };

/** The window to ask for; a word when the days cannot be asked for. */
export function windowOf(
  period: TopicChoice["period"],
  { today, localInstant }: Place,
): TopicWindow | "backwards" | "tooLong" {
  if (period.kind !== "days") return period.kind;
  const [first, last] = [daysBetween(today, period.from), daysBetween(today, period.to)];
  if (last < first) return "backwards";
  if (last - first >= MOST_DAYS) return "tooLong";
  return { from: localInstant(first, 0), to: localInstant(last + 1, 0) };
}
