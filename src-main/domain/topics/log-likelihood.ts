/** Of `n` units `k` say the term. */
export type Share = { readonly k: number; readonly n: number };

/**
 * Dunning's log-likelihood ratio G² = 2 Σ O ln(O / E) over the four cells (says it or not, now or before): how badly one common
 * share explains both stretches. Under one common share it follows χ² with one degree of freedom, also where counts are small,
 * which is why it serves for rare words. 0 without anything on one of the sides.
 * Source: T. Dunning, Accurate methods for the statistics of surprise and coincidence, Computational Linguistics 19 (1993).
 * @example logLikelihood({ k: 10, n: 20 }, { k: 10, n: 100 }) // 15.39
 */
export function logLikelihood(now: Share, before: Share): number {
  if (now.n === 0 || before.n === 0) return 0;
  const common = (now.k + before.k) / (now.n + before.n);
  const sum =
    part(now.k, now.n * common) +
    part(now.n - now.k, now.n * (1 - common)) +
    part(before.k, before.n * common) +
    part(before.n - before.k, before.n * (1 - common));
  return Math.max(0, 2 * sum);
}

function part(observed: number, expected: number): number {
  return observed === 0 ? 0 : observed * Math.log(observed / expected);
}

/** How sure it is that a term rose. */
export type Sureness = "sure" | "likely" | "possible";

// χ² with one degree of freedom: p below 1e-6, 1e-4 and 1e-3. Many terms are looked at at once, so one in a thousand is not yet likely.
const sureFrom = 23.93;
const likelyFrom = 15.14;
/** Below this a term is not called rising. */
export const leastScore = 10.83;

/** The word for a log-likelihood of at least `leastScore`. */
export function surenessOf(score: number): Sureness {
  if (score >= sureFrom) return "sure";
  return score >= likelyFrom ? "likely" : "possible";
}
