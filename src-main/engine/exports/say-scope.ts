import type { KpiBasis } from "../../contract/methods/kpis.ts";
import type { Say } from "../store/mention-shape.ts";

/** On what figures stand, as lines over a table: who is counted, on which clock, as of when, what is left out. */
export function sayScope(
  say: Say,
  { scope, calendars, targets, excluded, gaps }: KpiBasis,
): readonly { readonly name: string; readonly value: string }[] {
  const word = (key: string, params = {}) => say({ code: `export.${key}`, params });
  const fact = (key: string, value: string) => ({ name: word(`fact.${key}`), value });
  const iso = (at: number) => new Date(at).toISOString();
  const buckets = scope.buckets.map((bucket) => say({ code: `bucket.${bucket}`, params: {} })).join(", ");
  return [
    fact("buckets", buckets || word("fact.allBuckets")),
    fact("clock", word(`clock.${scope.clock}`)),
    ...(calendars.length === 0
      ? []
      : [fact("calendars", calendars.map((name) => (name === "" ? word("deskCalendar") : name)).join(", "))]),
    fact("counted", word(`counted.${scope.counted}`)),
    fact("asOf", iso(scope.asOf)),
    fact(
      "goal",
      word("targets", { percent: targets.goalPercent, minutes: targets.firstMinutes, ignore: targets.ignoreMinutes }),
    ),
    fact("excluded", word("excluded", { count: excluded })),
    ...(gaps.length === 0 ? [] : [fact("gaps", gaps.map(({ from, to }) => `${iso(from)} – ${iso(to)}`).join("; "))]),
  ];
}
