import { spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { stopProgram } from "./processes.ts";

export type Display = { readonly env: { readonly DISPLAY: string }; stop(): Promise<void> };

/** A screen of its own that nobody sees (Xvfb), so that no test opens a window on the desk of who runs it. */
export async function startDisplay(): Promise<Display> {
  const screen = ["-screen", "0", "1600x1000x24", "-nolisten", "tcp", "-displayfd", "3"];
  const child = spawn("Xvfb", screen, { stdio: ["ignore", "ignore", "pipe", "pipe"] });
  let complained = "";
  child.stderr?.on("data", (chunk) => (complained += chunk));
  // Xvfb takes a free number and writes it to file descriptor 3 once it can be used.
  const ready = once(child.stdio[3] as Readable, "data").then(([chunk]) => `:${String(chunk).trim()}`);
  const failed = once(child, "exit").then(([code]) => `Xvfb ended with ${code}: ${complained.trim()}`);
  const broken = once(child, "error").then(([error]) => `Xvfb cannot be started: ${String(error)}`);
  const first = await Promise.race([ready, failed, broken]);
  if (!first.startsWith(":")) throw new Error(first);
  return { env: { DISPLAY: first }, stop: () => stopProgram(child) };
}
