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

test("languages are named in the language of the page", () => {
  expect(languageName("de", "en-GB")).toBe("German");
  expect(languageChoices("en-GB").map(({ label }) => label)).toContain("Ukrainian");
});
