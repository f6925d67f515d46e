import { execFile } from "node:child_process";
import { promisify } from "node:util";

/**
 * CPU seconds, its own and the system's, of a whole program from its start to its end, as the shell that started it saw
 * them. `output` is what it printed.
 */
export async function cpuOfProgram(
  program: string,
  words: readonly string[],
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<{ readonly seconds: number; readonly output: string }> {
  const timed = ["-c", 'TIMEFORMAT="%U %S"; { time "$@" 2>&3; } 3>/dev/null', "bash", program, ...words];
  const { stdout, stderr } = await promisify(execFile)("bash", timed, { env: { ...env, LC_ALL: "C" } });
  const [user = Number.NaN, system = Number.NaN] = stderr.trim().split(" ").map(Number);
  return { seconds: user + system, output: stdout };
}

/** Whether a command can be run here. */
export async function isInstalled(command: string): Promise<boolean> {
  return promisify(execFile)("bash", ["-c", 'command -v "$1"', "bash", command]).then(
    () => true,
    () => false,
  );
}
