import { describe, expect, test } from "vitest";
import { loadLanguageDetector } from "../../../src-main/domain/language/detect.ts";

const detectLanguage = await loadLanguageDetector();

describe("the language of a post", () => {
  test.each([
    ["en", "The ferry was late again and nobody told us anything"],
    ["de", "Die Fähre war schon wieder zu spät und niemand hat etwas gesagt"],
    ["fr", "Le bateau était encore en retard et personne ne nous a rien dit"],
    ["es", "El barco llegó tarde otra vez y nadie nos dijo nada"],
    ["nl", "De boot was weer te laat en niemand heeft ons iets gezegd"],
    ["ja", "フェリーがまた遅れて、誰も何も教えてくれませんでした"],
    ["ru", "Паром снова опоздал, и никто нам ничего не сказал"],
  ])("is found for %s", (lang, text) => {
    expect(detectLanguage(text)).toBe(lang);
  });

  test("is unknown under three words of letters", () => {
    expect(["", "lovely crew", "12:40 !!! 😍", "👍👍👍", "遅い"].map(detectLanguage)).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  test("is not read from names, addresses and links", () => {
    expect(
      detectLanguage("@the_very_long_english_name https://example.com/this/is/an/english/path hello.there@example.com"),
    ).toBeNull();
    expect(
      detectLanguage(
        "@whimbrel Wann fährt heute Abend das letzte Schiff? https://whimbrel.example/the-last-ship-of-the-day",
      ),
    ).toBe("de");
  });

  test("reads the words of hashtags", () => {
    expect(detectLanguage("#Niemand #weiß #wann das #Schiff fährt")).toBe("de");
  });
});
