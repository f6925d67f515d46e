import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

const isSource = import.meta.filename.endsWith(".ts");

/** The folder that holds `resources`, going up from this file: the repository as source, the app as built. */
function findRoot(): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "resources", "words", "en.json"))) return folder;
    if (folder === dirname(folder)) throw new Error(`There is no resources folder above ${import.meta.dirname}`);
  }
}

const root = findRoot();

/** Of this program, as its package says. */
export const appVersion = (JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { readonly version: string })
  .version;

/** Lexicon, words, starter rules, sample. */
export const resourcesFolder = join(root, "resources");

/** Where the built programs lie: beside this file, or above it where several of them share it. */
const builtFolder = existsSync(join(import.meta.dirname, "parse-worker.js"))
  ? import.meta.dirname
  : dirname(import.meta.dirname);

/** The built page. */
export const pageFolder = isSource ? join(root, "out", "renderer") : join(builtFolder, "..", "renderer");

/** The worker that parses feeds, as source or as built. */
export const parseWorkerUrl = isSource
  ? pathToFileURL(join(import.meta.dirname, "..", "engine", "sources", "feed", "parse-worker.ts"))
  : pathToFileURL(join(builtFolder, "parse-worker.js"));

/** The worker that learns from the desk's people, as source or as built. */
export const learningWorkerUrl = pathToFileURL(
  isSource ? join(import.meta.dirname, "learning-worker.ts") : join(builtFolder, "learning-worker.js"),
);
