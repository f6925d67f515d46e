import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { languageChoices, languageName, splitLanguage, withLanguage } from "../../src-renderer/lib/languages.ts";

test.each([
  ["", "de", "lang:de"],
  ["late ferry", "de", "lang:de late ferry"],
  ["late OR ferry", "de", "lang:de (late OR ferry)"],
  ["lang:fr late", "de", "lang:de late"],
  ["lang:de (late OR ferry)", "", "late OR ferry"],
  ["lang:de (late OR ferry)", "fr", "lang:fr (late OR ferry)"],
  ["lang:de", "", ""],
])("%j narrowed to %j is %j", (search, lang, narrowed) => {
  expect(withLanguage(search, lang)).toBe(narrowed);
  expect(splitLanguage(narrowed).lang).toBe(lang);
});

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
