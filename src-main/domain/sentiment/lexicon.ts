import { createPhraseBook, type PhraseBook } from "./phrases.ts";

/** Valences on VADER's scale, about −4..4. Words are lower case; emoticons and emoji are as written. */
export type Lexicon = {
  readonly words: ReadonlyMap<string, number>;
  readonly emoticons: ReadonlyMap<string, number>;
  readonly phrases: PhraseBook;
};

export type LexiconFiles = {
  /** Lines of word TAB mean rating, as in VADER's lexicon (further columns are not read). */
  readonly lexicon: string;
  /** Lines of emoji TAB valence; # begins a remark. */
  readonly emoji: string;
  /** Lines of phrase TAB valence TAB kind (see phrases.ts); # begins a remark. A single word replaces the general lexicon's. */
  readonly service: string;
};

/** Reads the three files. Throws an Error with the line that is no entry. */
export function parseLexicon(files: LexiconFiles): Lexicon {
  const words = new Map<string, number>();
  const emoticons = new Map<string, number>();
  for (const [term, valence] of entries(files.lexicon)) {
    if (/^[\p{L}\p{N}'-]+$/u.test(term)) words.set(term.toLowerCase(), valence);
    else if (!/[\p{L}\p{N}]{2}|\s/u.test(term)) emoticons.set(term, valence);
  }
  for (const [term, valence] of entries(withoutRemarks(files.emoji))) words.set(term, valence);
  const phrases = [];
  for (const [term, valence, kind] of entries(withoutRemarks(files.service))) {
    if (kind === "" && !/[\s<*]/.test(term)) words.set(term, valence);
    else phrases.push({ phrase: term, valence, kind });
  }
  return { words, emoticons, phrases: createPhraseBook(phrases) };
}

function withoutRemarks(file: string): string {
  return file
    .split("\n")
    .filter((line) => !line.startsWith("# "))
    .join("\n");
}

function* entries(file: string): Generator<readonly [term: string, valence: number, kind: string]> {
  for (const line of file.split(/\r?\n/)) {
    if (line.trim() === "") continue;
    const [term = "", rating = "", kind = ""] = line.split("\t");
    const valence = Number(rating);
    if (term === "" || rating === "" || Number.isNaN(valence))
      throw new Error(`Not an entry of the sentiment lexicon: ${line}`);
    yield [term, valence, kind];
  }
}
