import type { PreparedMention } from "./prepare-mention.ts";
import type { TokenStream } from "./token-stream.ts";

// Letters that every full-text tokeniser folds as we do: ASCII, and Latin letters that are a base letter with a mark.
const SIMPLE_TEXT = /^[\0-\x7f\u00a0\u2013-\u2026]*$/;
const HYPHENATED = /[^\W_]-[^\W_]/;
const SIMPLE_WORD = /^[\0-\x7f\u2018\u2019\u00c0-\u017f]*$/;
const LETTER = /[\p{L}\p{N}\p{M}\p{Co}]/u;

/**
 * The forms of a mention's words that SQLite's unicode61 tokeniser would not make of the text by itself: hyphenated words
 * joined, letters that fold to others ("ß" to "ss"), characters of scripts without spaces. Stored beside the text and indexed
 * with it, so that the index finds all that matchQuery finds. Null when there is none.
 */
export function indexSpellings(mention: PreparedMention): string | null {
  const forms = new Set<string>();
  for (const field of [mention.title, mention.text, mention.author]) {
    if (field === null) continue;
    const { text } = field.stream();
    if (SIMPLE_TEXT.test(text) && !HYPHENATED.test(text)) continue;
    for (const form of unfoundForms(field.stream())) forms.add(form);
  }
  return forms.size === 0 ? null : [...forms].join(" ");
}

function unfoundForms({ text, forms: allForms, placesOf }: TokenStream): readonly string[] {
  const forms: string[] = [];
  for (const form of allForms()) {
    if (!LETTER.test(form)) continue;
    if (!placesOf(form).some(({ from, to }) => isFoundAlone(form, text, from, to))) forms.push(form);
  }
  return forms;
}

function isFoundAlone(form: string, text: string, from: number, to: number): boolean {
  const word = text.slice(from, to);
  if (!SIMPLE_WORD.test(word)) return false;
  if (LETTER.test(text[from - 1] ?? "") || LETTER.test(text[to] ?? "")) return false;
  const plain = word
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase();
  return piecesOf(plain) === piecesOf(form);
}

function piecesOf(text: string): string {
  return text
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .join(" ");
}
