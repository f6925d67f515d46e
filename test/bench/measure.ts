/** One figure of the bench: ours beside a reference of the same run. */
export type Ratio = {
  readonly name: string;
  readonly ours: number;
  readonly reference: number;
  readonly unit: string;
  /** The most that ours / reference may be. */
  readonly most: number;
};

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}

/** CPU time of this process in microseconds that a piece of work takes. */
export async function cpuOf(work: () => Promise<unknown>): Promise<number> {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return user + system;
}

/** Runs two pieces of work in turn, so that both meet the same machine, and gives the median CPU microseconds of each. */
export async function alternate(
  rounds: number,
  works: {
    readonly ours: (round: number) => Promise<unknown>;
    readonly reference: (round: number) => Promise<unknown>;
  },
): Promise<{ readonly ours: number; readonly reference: number }> {
  const ours: number[] = [];
  const reference: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    reference.push(await cpuOf(() => works.reference(round)));
    ours.push(await cpuOf(() => works.ours(round)));
  }
  return { ours: median(ours), reference: median(reference) };
}

/** Prints the figures and says whether all of them are within their bounds. */
export function report(ratios: readonly Ratio[]): boolean {
  for (const { name, ours, reference, unit, most } of ratios) {
    const ratio = ours / reference;
    const verdict = ratio <= most ? "ok  " : "FAIL";
    console.log(
      `${verdict} ${name}: ${ours.toFixed(1)} / ${reference.toFixed(1)} ${unit} = ${ratio.toFixed(2)} (at most ${most})`,
    );
  }
  return ratios.every(({ ours, reference, most }) => ours / reference <= most);
}
