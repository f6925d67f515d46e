import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { usualHotkey } from "./hotkey.ts";

/** What holds for this computer, whoever signs in at it. */
export type DesktopChoices = {
  /** Opens the look-up from anywhere; null = no key does. */
  readonly hotkey: string | null;
  /** Closing the last window leaves the desk in the tray, listening. */
  readonly staysInTray: boolean;
};

const usual: DesktopChoices = { hotkey: usualHotkey, staysInTray: false };
const fileIn = (folder: string): string => join(folder, "desktop.json");

/** What was chosen; what is missing or makes no sense is as usual. */
export function readDesktopChoices(folder: string): DesktopChoices {
  try {
    return cleanChoices(JSON.parse(readFileSync(fileIn(folder), "utf8")));
  } catch {
    // Not there yet or not readable: what is usual holds.
    return usual;
  }
}

export function writeDesktopChoices(folder: string, choices: DesktopChoices): void {
  const file = fileIn(folder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(`${file}.partial`, `${JSON.stringify(choices)}\n`);
  renameSync(`${file}.partial`, file);
}

export function cleanChoices(saved: unknown): DesktopChoices {
  const { hotkey, staysInTray } = (typeof saved === "object" && saved !== null ? saved : {}) as Record<string, unknown>;
  const isKey = hotkey === null || (typeof hotkey === "string" && hotkey !== "" && hotkey.length <= 40);
  return { hotkey: isKey ? hotkey : usual.hotkey, staysInTray: staysInTray === true };
}
