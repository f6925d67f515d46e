import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { languageChoices, languageName } from "../../src-renderer/lib/languages.ts";

test("every language has a name in the catalogue, and an unknown one shows its code", () => {
  const { language } = JSON.parse(readFileSync("resources/words/en.json", "utf8")) as {
    language: Record<string, string>;
  };
  const t = (key: string) => language[key.replace("language.", "")] ?? key;
  expect(languageName("de", t)).toBe("German");
  expect(languageName("xx", t)).toBe("xx");
  expect(languageChoices(t).filter(({ value, label }) => label === `language.${value}`)).toEqual([]);
  expect(languageChoices(t)).toHaveLength(60);
});
