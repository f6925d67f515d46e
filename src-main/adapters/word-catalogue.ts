import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Said } from "../contract/values.ts";

type Tree = { readonly [key: string]: string | Tree };

export type Words = {
  /** The words under a key of the catalogue, with `{{name}}` filled in; `key_one` and `key_other` follow `count`. */
  readonly t: (key: string, params?: Said["params"]) => string;
  readonly say: (said: Said) => string;
};

/** The catalogue that the page uses too, for the command line, exports and notifications. A key it does not know is shown as it is. */
export function loadWords(resourcesFolder: string, language: string = "en"): Words {
  const tree = JSON.parse(readFileSync(join(resourcesFolder, "words", `${language}.json`), "utf8")) as Tree;
  const plural = new Intl.PluralRules(language);
  const t = (key: string, params: Said["params"] = {}): string => {
    const form = typeof params["count"] === "number" ? find(tree, `${key}_${plural.select(params["count"])}`) : null;
    const words = form ?? find(tree, key) ?? key;
    return words.replaceAll(/\{\{\s*([\w-]+)\s*\}\}/g, (_all, name: string) => String(params[name] ?? ""));
  };
  return { t, say: ({ code, params }) => t(code, params) };
}

function find(tree: Tree, key: string): string | null {
  const steps = key.split(".");
  const found = steps.reduce<string | Tree | undefined>(
    (at, step) => (typeof at === "object" ? at[step] : undefined),
    tree,
  );
  return typeof found === "string" ? found : null;
}
