import { readFileSync, readdirSync } from "node:fs";
import { expect, test } from "vitest";

const words = JSON.parse(readFileSync("resources/words/en.json", "utf8")) as {
  readonly mastodon: Readonly<Record<string, string>>;
};

test("every trouble has its sentence, and every sentence its trouble", () => {
  const folder = "src-main/adapters/mastodon/";
  const source = readdirSync(folder)
    .map((name) => readFileSync(`${folder}${name}`, "utf8"))
    .join("\n");
  const codes = [...source.matchAll(/mastodonTrouble\(\s*[\w"]+,\s*"([\w-]+)"/g)].map(([, code]) => code);
  expect([...new Set(codes)].toSorted((a, b) => ((a ?? "") < (b ?? "") ? -1 : 1))).toEqual(
    Object.keys(words.mastodon).toSorted(),
  );
});
