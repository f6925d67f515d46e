import { readFileSync } from "node:fs";
import { join } from "node:path";

export type ShellWords = Readonly<Record<string, string>>;

/** The words of menu, tray and terminal: section `shell` of the catalogue. */
export function readShellWords(resourcesFolder: string): ShellWords {
  const catalogue = JSON.parse(readFileSync(join(resourcesFolder, "words", "en.json"), "utf8")) as {
    shell: ShellWords;
  };
  return catalogue.shell;
}

/** Words with their places filled: "{{count}} waiting". */
export function fillWords(words: string | undefined, params: Readonly<Record<string, string | number>>): string {
  return (words ?? "").replaceAll(/\{\{(\w+)\}\}/g, (whole, name: string) => String(params[name] ?? whole));
}

/** The words for a number of things: `<key>_one` or `<key>_other`. */
export function countWords(words: ShellWords, key: string, count: number): string {
  return fillWords(words[`${key}_${new Intl.PluralRules("en").select(count) === "one" ? "one" : "other"}`], { count });
}
