import type { KpiScope } from "../../../src-main/contract/methods/kpis.ts";
import type { WallSnapshot } from "../../../src-main/contract/methods/wallboard.ts";

const HOUR = 3_600_000;

/** The 24 hours that the numbers of the feeds are of, to the end of the last of them. */
export function dayScope({ volume }: WallSnapshot): Partial<KpiScope> {
  const from = volume.hours[0]?.from;
  const last = volume.hours.at(-1)?.from;
  return {
    ...(from !== undefined && { from }),
    ...(last !== undefined && { to: last + HOUR }),
    counted: volume.counted,
  };
}

/** The cases of today, as the service level counts them. */
export function todayScope({ serviceLevel, asOf }: WallSnapshot): Partial<KpiScope> {
  return { from: serviceLevel.from, to: asOf + 1, clock: "hours" };
}

/** Who waits at the moment of the numbers: the rows of a backlog are those at the end of the scope, oldest first. */
export function nowScope(snapshot: WallSnapshot): Partial<KpiScope> {
  return { ...todayScope(snapshot), asOf: snapshot.asOf };
}
