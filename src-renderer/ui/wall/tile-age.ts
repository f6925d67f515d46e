import type { Freshness } from "../../../src-main/contract/methods/wallboard.ts";

/** How a tile shows the age of what it says. */
export type TileAge =
  | { readonly state: "fresh"; readonly at: number }
  | {
      readonly state: "late" | "stale";
      readonly forMs: number;
      readonly since: number;
      readonly late: number;
      readonly total: number;
    };

/** The age of a tile that rests on the sources. `now` is the engine's clock. */
export function ageOfSources(freshness: Freshness, now: number): TileAge {
  const { state, asOf, lateSources: late, totalSources: total } = freshness;
  if (state === "fresh") return { state, at: asOf };
  const since = freshness.lateSince ?? asOf;
  return { state, forMs: Math.max(0, now - since), since, late, total };
}
