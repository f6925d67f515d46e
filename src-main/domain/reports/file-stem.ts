import type { Bucket } from "../../contract/values.ts";
import { offsetMsAt } from "../calendar/time-zone.ts";
import type { Step } from "./steps.ts";

const dayMs = 86_400_000;

/**
 * The name of a report's file without its ending: its name, its period by the local clock, its buckets.
 * @example "Morning figures 2026-11-16 care", "Shift log 2026-11-17 0900 to 1700"
 */
export function fileStem(of: {
  readonly name: string;
  readonly period: Step;
  readonly buckets: readonly Bucket[];
  readonly timeZone: string;
}): string {
  return [of.name, periodWords(of.period, of.timeZone), ...of.buckets].join(" ");
}

function periodWords({ from, to }: Step, timeZone: string): string {
  const local = (at: number) => new Date(at + offsetMsAt(at, timeZone)).toISOString();
  const date = (at: number) => local(at).slice(0, 10);
  const time = (at: number) => local(at).slice(11, 16).replace(":", "");
  const isWhole = [from, to].every((at) => (at + offsetMsAt(at, timeZone)) % dayMs === 0);
  const last = date(to - 1);
  if (isWhole) return date(from) === last ? last : `${date(from)} to ${last}`;
  const end = date(from) === date(to) ? time(to) : `${date(to)} ${time(to)}`;
  return `${date(from)} ${time(from)} to ${end}`;
}
