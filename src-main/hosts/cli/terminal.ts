/** Where a command writes and reads: the process's own streams, or a test's. */
export type Terminal = {
  readonly print: (text: string) => void;
  readonly complain: (text: string) => void;
};

export const processTerminal: Terminal = {
  print: (text) => void process.stdout.write(`${text}\n`),
  complain: (text) => void process.stderr.write(`${text}\n`),
};

/** A mistake in the words of a command, said to whoever typed it. The key stands in the catalogue under `cli.`. */
export class UsageError extends Error {
  readonly key: string;
  readonly params: Readonly<Record<string, string | number>>;
  constructor(key: string, params: Readonly<Record<string, string | number>> = {}, options?: ErrorOptions) {
    super(key, options);
    this.name = "UsageError";
    this.key = key;
    this.params = params;
  }
}
