import type { FeatureName } from "./features.ts";

/** Nothing is sorted on less than an even chance. */
export const SURE_ENOUGH = 0.5;

/** With one of these somebody should look, whatever the rest says. */
export const NEVER_ONLY_COUNTED: ReadonlySet<FeatureName> = new Set<FeatureName>([
  "addressed",
  "safety",
  "breach",
  "reference",
]);
