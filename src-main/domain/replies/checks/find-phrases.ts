import type { CheckPhrase } from "../../../contract/methods/checks.ts";
import { tokenise } from "../../text/tokenise.ts";
import type { CheckWord, ReadText } from "./check-words.ts";
import { takenApart } from "./check-words.ts";
import { whenAt } from "./find-when.ts";
import type { Span } from "./hit.ts";

type Step =
  | { readonly kind: "word"; readonly form: string }
  | { readonly kind: "start"; readonly form: string }
  | { readonly kind: "gap" | "when" | "amount" };

type Compiled = { readonly steps: readonly Step[]; readonly phrase: CheckPhrase };

/** Phrases by their first word, made once for a list. */
export type PhraseBook = {
  readonly byWord: ReadonlyMap<string, readonly Compiled[]>;
  /** Those that begin with a stem, by the stem; a word has few stems, because they have few lengths. */
  readonly byStart: ReadonlyMap<string, readonly Compiled[]>;
  readonly startLengths: readonly number[];
  readonly others: readonly Compiled[];
};

export type FoundPhrase = Span & { readonly phrase: CheckPhrase; readonly word: number };

const widestGap = 4;
/** With more gaps than these the ways to read a phrase would multiply. */
const mostGaps = 2;
const MARK = /(…|\.\.\.|\{when\}|\{amount\})/;

/** Makes a list of phrases ready. What holds no word is left out. */
export function compilePhrases(phrases: readonly CheckPhrase[]): PhraseBook {
  const byWord = new Map<string, Compiled[]>();
  const byStart = new Map<string, Compiled[]>();
  const others: Compiled[] = [];
  for (const phrase of phrases) {
    const steps = stepsOf(phrase.words);
    const [first] = steps;
    if (!first || first.kind === "gap" || steps.filter(({ kind }) => kind === "gap").length > mostGaps) continue;
    const compiled = { steps, phrase };
    if (first.kind === "word") byWord.set(first.form, [...(byWord.get(first.form) ?? []), compiled]);
    else if (first.kind === "start") byStart.set(first.form, [...(byStart.get(first.form) ?? []), compiled]);
    else others.push(compiled);
  }
  const startLengths = [...new Set([...byStart.keys()].map(({ length }) => length))];
  return { byWord, byStart, startLengths, others };
}

function stepsOf(words: string): readonly Step[] {
  return words
    .replaceAll("*", "\uE000")
    .split(MARK)
    .flatMap((piece): readonly Step[] => {
      if (piece === "…" || piece === "...") return [{ kind: "gap" }];
      if (piece === "{when}") return [{ kind: "when" }];
      if (piece === "{amount}") return [{ kind: "amount" }];
      return tokenise(piece).flatMap(({ form, to }) => stepsOfWord(form, piece[to] === "\uE000"));
    });
}

function stepsOfWord(form: string, isStart: boolean): readonly Step[] {
  const parts = takenApart(form);
  return parts.map((part, index) => ({ kind: isStart && index === parts.length - 1 ? "start" : "word", form: part }));
}

/** Every place where a phrase of the book stands, the longest at each word; none reaches over the end of its sentence. */
export function findPhrases({ text, words }: ReadText, book: PhraseBook): readonly FoundPhrase[] {
  const found: FoundPhrase[] = [];
  let until = 0;
  for (let at = 0; at < words.length; at += 1) {
    let best: { readonly end: number; readonly phrase: CheckPhrase } | null = null;
    for (const { steps, phrase } of beginningAt(words[at]?.form ?? "", book)) {
      const end = endOfMatch({ text, words, sentence: words[at]?.sentence ?? 0 }, steps, 0, at);
      if (end > (best?.end ?? at)) best = { end, phrase };
    }
    const last = best ? words[best.end - 1] : undefined;
    if (!best || !last || last.to <= until) continue;
    until = last.to;
    found.push({ from: words[at]?.from ?? 0, to: last.to, phrase: best.phrase, word: at });
  }
  return found;
}

function* beginningAt(form: string, book: PhraseBook): Generator<Compiled> {
  yield* book.byWord.get(form) ?? [];
  for (const length of book.startLengths)
    if (length <= form.length) yield* book.byStart.get(form.slice(0, length)) ?? [];
  yield* book.others;
}

type Reading = { readonly text: string; readonly words: readonly CheckWord[]; readonly sentence: number };

/** The word after the match of the steps from `step` on at the word `at`; 0 = no match. */
function endOfMatch(reading: Reading, steps: readonly Step[], step: number, at: number): number {
  const wanted = steps[step];
  if (!wanted) return at;
  if (wanted.kind === "gap") {
    for (let gap = 0; gap <= widestGap; gap += 1) {
      if (gap > 0 && isNegation(reading.words[at + gap - 1])) return 0;
      const end = endOfMatch(reading, steps, step + 1, at + gap);
      if (end > 0) return end;
    }
    return 0;
  }
  const length = lengthOfStep(reading, wanted, at);
  const last = reading.words[at + length - 1];
  if (length === 0 || !last || last.sentence !== reading.sentence) return 0;
  return endOfMatch(reading, steps, step + 1, at + length);
}

function lengthOfStep({ text, words }: Reading, step: Exclude<Step, { readonly kind: "gap" }>, at: number): number {
  const word = words[at];
  if (!word) return 0;
  if (step.kind === "word") return word.form === step.form ? 1 : 0;
  if (step.kind === "start") return word.form.startsWith(step.form) ? 1 : 0;
  return step.kind === "when" ? whenAt(words, at) : amountAt(text, words, at);
}

/** "£10", "10.50 EUR", "20 %". */
function amountAt(text: string, words: readonly CheckWord[], at: number): number {
  const [word, next] = [words[at], words[at + 1]];
  if (!word || !/^\d/.test(word.form)) return 0;
  const isDecimal = next !== undefined && /^\d{2,3}$/.test(next.form) && next.from === word.to + 1;
  const end = isDecimal ? next : word;
  const length = isDecimal ? 2 : 1;
  if (/\p{Sc} ?$/u.test(text.slice(Math.max(0, word.from - 2), word.from))) return length;
  if (/^ ?(\p{Sc}|%)/u.test(text.slice(end.to, end.to + 2))) return length;
  return /^(euro|euros|eur|pounds?|dollars?|usd|gbp|chf|percent|francs?)$/.test(words[at + length]?.form ?? "")
    ? length + 1
    : 0;
}

const negations: ReadonlySet<string> = new Set(["not", "never", "no", "nobody", "unable", "without", "neither", "nor"]);

function isNegation(word: CheckWord | undefined): boolean {
  return word !== undefined && negations.has(word.form);
}

/** Whether one of the three words before, in the same sentence, turns the phrase round: "we cannot guarantee". */
export function isDenied({ words }: ReadText, { word }: FoundPhrase): boolean {
  const sentence = words[word]?.sentence;
  return words
    .slice(Math.max(0, word - 3), word)
    .some((before) => before.sentence === sentence && negations.has(before.form));
}
