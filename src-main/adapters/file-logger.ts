import { appendFileSync, mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { LogFields, Logger } from "../ports/logger.ts";

const largestBytes = 1_000_000;
const keptFiles = 4;

/**
 * Writes log events as JSON lines to `watchroom.log` in a folder; a full file becomes `watchroom.1.log`, the oldest of
 * four goes. A log that cannot be written (a full disk) must not stop the desk: the line is lost, and nothing else.
 */
export function createFileLogger({ folder, now }: { readonly folder: string; readonly now: () => number }): Logger {
  const current = join(folder, "watchroom.log");
  const write =
    (level: string) =>
    (event: string, fields: LogFields = {}) => {
      const line = JSON.stringify({ at: new Date(now()).toISOString(), level, event, ...fields });
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        turnOver(folder, current);
        appendFileSync(current, `${line}\n`, { mode: 0o600 });
      } catch {
        // Said above: there is nowhere left to say it.
      }
    };
  return { info: write("info"), warn: write("warn"), error: write("error") };
}

function turnOver(folder: string, current: string): void {
  const size = statSync(current, { throwIfNoEntry: false })?.size ?? 0;
  if (size < largestBytes) return;
  const older = (number: number) => join(folder, `watchroom.${number}.log`);
  rmSync(older(keptFiles - 1), { force: true });
  for (let number = keptFiles - 2; number >= 1; number -= 1) renameIfThere(older(number), older(number + 1));
  renameSync(current, older(1));
}

function renameIfThere(from: string, to: string): void {
  if (statSync(from, { throwIfNoEntry: false })) renameSync(from, to);
}
