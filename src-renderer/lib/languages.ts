import type { Translate, WordKey } from "./words.ts";

/** The languages that the desk can tell apart (ISO 639-1). */
const CODES =
  "am ar az be bg bn ca cs da de el en es et eu fa fi fr gu he hi hr hu hy is it ja ka kn ko ku lo lt lv ml mr ms nl no or pa pl pt ro ru sk sl sq sr sv ta te th tl tr uk ur vi yo zh".split(
    " ",
  );

/** The name of a language in words; the code itself for one that the desk does not know. */
export function languageName(code: string, t: Translate): string {
  return CODES.includes(code) ? t(`language.${code}` as WordKey) : code;
}

/** All of them by name. */
export function languageChoices(t: Translate): readonly { readonly value: string; readonly label: string }[] {
  return CODES.map((value) => ({ value, label: languageName(value, t) })).toSorted((a, b) =>
    a.label.localeCompare(b.label),
  );
}
