import { readFileSync } from "node:fs";
import { join } from "node:path";

export type ShellWords = Readonly<Record<string, string>>;

/** The words of menu and terminal: section `shell` of the catalogue. */
export function readShellWords(resourcesFolder: string): ShellWords {
  const catalogue = JSON.parse(readFileSync(join(resourcesFolder, "words", "en.json"), "utf8")) as {
    shell: ShellWords;
  };
  return catalogue.shell;
}
