import { expect, test } from "vitest";
import { isPlainlyEnglish } from "../../../src-main/domain/language/is-plainly-english.ts";

test.each([
  "The ferry was late again and nobody told us anything about it",
  "I've asked them twice, why don't they answer?",
  "Would you please tell me when the next boat goes",
])("English of common words is plain: %s", (text) => {
  expect(isPlainlyEnglish(text)).toBe(true);
});

test.each([
  "De boot was weer te laat en niemand heeft ons iets gezegd, we have that",
  "Die Fahrt war schon wieder zu lang und niemand hat etwas gesagt",
  "Jeg har en fin tur for to og en halv time, this was at sea",
  "Le spectacle the voice est de retour, what else pour vous",
  "Паром снова опоздал and nobody told us why they do that",
  "Ferry cancelled, harbour closed, storm warning",
  "",
])("what is in doubt is left to the n-grams: %s", (text) => {
  expect(isPlainlyEnglish(text)).toBe(false);
});
