import { createInstance, type i18n } from "i18next";
import { initReactI18next, useTranslation } from "react-i18next";
import type { Said } from "../../src-main/contract/values.ts";
import english from "../../resources/words/en.json" with { type: "json" };
import type { EngineError } from "./engine.ts";
import { pseudoTree } from "./pseudo.ts";

export const languages = ["en", "pseudo"] as const;
export type Language = (typeof languages)[number];

type Plural<Key extends string> = Key extends `${infer Stem}_${"one" | "other"}` ? Stem : Key;
type KeysOf<Tree, Path extends string = ""> = {
  [Key in keyof Tree & string]: Tree[Key] extends string
    ? `${Path}${Plural<Key>}`
    : KeysOf<Tree[Key], `${Path}${Key}.`>;
}[keyof Tree & string];

/** Every key of the word catalogue; plurals by their stem. */
export type WordKey = KeysOf<typeof english>;
export type WordParams = Readonly<Record<string, string | number>>;
export type Translate = (key: WordKey, params?: WordParams) => string;

export type Words = {
  t: Translate;
  /** The words of something that the engine says. */
  say: (said: Said) => string;
  /** The words of a failure. */
  sayError: (error: EngineError) => string;
  language: string;
};

/** Loads the catalogue that ships with the page; no network is involved. */
export function startWords(language: Language): i18n {
  const words = createInstance();
  void words.use(initReactI18next).init({
    lng: language === "pseudo" ? "en-XA" : language,
    fallbackLng: language === "pseudo" ? false : "en",
    resources: {
      en: { translation: english },
      ...(language === "pseudo" && { "en-XA": { translation: pseudoTree(english) } }),
    },
    interpolation: { escapeValue: false },
    initAsync: false,
    showSupportNotice: false,
  } as Parameters<i18n["init"]>[0]);
  return words;
}

/** Words for people, from the catalogue only. */
export function useWords(): Words {
  const { t: translate, i18n: words } = useTranslation();
  const t = translate as unknown as (key: string, params?: WordParams) => string;
  return {
    t,
    say: ({ code, params }) => t(code, params),
    sayError: ({ code, params }) => {
      const { who, says } = params;
      // Who came second is told who did what before.
      if (code === "stale" && who !== undefined && typeof says === "string")
        return t("refusal.staleBecause", { who, did: t(says, params) });
      return t(`refusal.${code}`, params);
    },
    language: words.language,
  };
}
