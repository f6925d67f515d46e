import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** Runs a program to its end; a failure is thrown with what the program said. */
export async function runProgram(
  program: string,
  words: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv; readonly timeoutMs: number },
): Promise<string> {
  const child = spawn(program, words, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    timeout: options.timeoutMs,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  let complained = "";
  child.stdout.on("data", (chunk) => (printed += chunk));
  child.stderr.on("data", (chunk) => (complained += chunk));
  const [code, signal] = await once(child, "close");
  if (code !== 0) throw new Error(`${program} ${words.join(" ")} ended with ${code ?? signal}: ${complained.trim()}`);
  return printed;
}

/** Ends a program as its user would, and by force when it stays for more than two seconds. */
export async function stopProgram(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, "exit");
  child.kill("SIGTERM");
  const force = setTimeout(() => child.kill("SIGKILL"), 2000);
  await closed;
  clearTimeout(force);
}
