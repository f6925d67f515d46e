import type { CheckLists, CheckPhrase, PhraseList } from "../../../src-main/contract/methods/checks.ts";

/** "" stands for the phrases of every language. */
export type PhrasePlace = { readonly list: PhraseList; readonly lang: string };

const ARROW = / *(?:→|->) */;
const inLang = (lang: string) => (phrase: CheckPhrase) => (phrase.lang ?? "") === lang;

/** The phrases of one list in one language, one a line: "! words → what to say instead". */
export function phraseLines(lists: CheckLists, { list, lang }: PhrasePlace): string {
  return (lists.phrases[list] ?? [])
    .filter(inLang(lang))
    .map(({ words, instead, severity }) => {
      const mark = severity === "stop" ? "! " : "";
      return `${mark}${words}${instead === "" ? "" : ` → ${instead}`}`;
    })
    .join("\n");
}

/** Puts what was typed in the place of the phrases of one list in one language; those of other languages stay. */
export function withPhraseLines(lists: CheckLists, { list, lang }: PhrasePlace, typed: string): CheckLists {
  const before = lists.phrases[list] ?? [];
  const others = before.filter((phrase) => !inLang(lang)(phrase));
  const read = typed.split("\n").flatMap((line): CheckPhrase[] => {
    const isStop = line.trimStart().startsWith("!");
    const [words = "", ...instead] = line.replace(/^ *! */, "").split(ARROW);
    if (words.trim() === "") return [];
    const suggestion = instead.join(" ").trim();
    return [
      {
        words: words.trim().slice(0, 120),
        instead: suggestion.slice(0, 200),
        lang: lang === "" ? null : lang,
        severity: isStop ? "stop" : null,
      },
    ];
  });
  const unlike = read.filter(({ words }, index) => read.findIndex((one) => one.words === words) === index);
  return { ...lists, phrases: { ...lists.phrases, [list]: [...others, ...unlike] } };
}

/** The languages that any list has phrases in, English first. */
export function phraseLanguages(lists: CheckLists): readonly string[] {
  const used = Object.values(lists.phrases).flatMap((phrases) => phrases.flatMap(({ lang }) => lang ?? []));
  return [...new Set(["en", ...used.toSorted()])];
}
