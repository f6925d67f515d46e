/** What is expected of a count: its mean, and its variance, which is at least the mean (a Poisson count has both alike). */
export type Expected = { readonly mean: number; readonly variance: number };

/** Above this the tail is not summed one by one: nothing of interest is so many. */
const mostSteps = 100_000;

/**
 * P(X >= count) of a negative binomial with this mean and variance; of a Poisson where the variance is no larger than the
 * mean. Summed from below, so that it is exact to about 1e-12.
 * @example upperTail({ mean: 2, variance: 2 }, 9) // 0.000237
 */
export function upperTail(expected: Expected, count: number): number {
  if (count <= 0) return 1;
  let below = 0;
  for (const { k, chance } of chances(expected)) {
    if (k >= count) return Math.max(0, 1 - below);
    below += chance;
    // What is left is smaller than the error of the sum: only a bound is known, and it is as good.
    if (1 - below < 1e-14) return 1e-14;
  }
  return Math.max(0, 1 - below);
}

/** The smallest count with P(X >= count) < p. */
export function upperBound(expected: Expected, p: number): number {
  let below = 0;
  for (const { k, chance } of chances(expected)) {
    if (1 - below < p) return k;
    below += chance;
  }
  return mostSteps;
}

/** P(X = k) for k = 0, 1, 2 …, each from the one before. */
function* chances({ mean, variance }: Expected): Generator<{ readonly k: number; readonly chance: number }> {
  const more = variance - mean;
  const isPoisson = more <= mean * 1e-9;
  const size = isPoisson ? 0 : (mean * mean) / more;
  const share = isPoisson ? 0 : more / variance;
  let log = isPoisson ? -mean : size * Math.log1p(-share);
  for (let k = 0; k < mostSteps; k += 1) {
    yield { k, chance: Math.exp(log) };
    log += isPoisson ? Math.log(mean / (k + 1)) : Math.log((share * (k + size)) / (k + 1));
  }
}
