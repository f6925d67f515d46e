import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** A server of the bench in a process of its own, so that its work is not counted as ours. */
export type Beside = {
  readonly port: number;
  readonly ask: (path: string) => Promise<string>;
  readonly end: () => void;
};

/** Starts a script of this folder that prints its port and ends with its input. */
export async function startBeside(script: string, ...words: readonly string[]): Promise<Beside> {
  const child = spawn(process.execPath, [join(import.meta.dirname, script), ...words], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  const ask = async (path: string) => (await fetch(`http://127.0.0.1:${line}/${path}`)).text();
  return { port: Number(line), ask, end: () => child.stdin.end() };
}
