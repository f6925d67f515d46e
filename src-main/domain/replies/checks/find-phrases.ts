import type { CheckPhrase, PhraseList } from "../../../contract/methods/checks.ts";
import { tokenise } from "../../text/tokenise.ts";
import type { CheckWord, ReadText } from "./check-words.ts";
import { takenApart } from "./check-words.ts";
import { whenAt } from "./find-when.ts";
import type { Span } from "./hit.ts";

type Step =
  | { readonly kind: "word"; readonly form: string }
  | { readonly kind: "start"; readonly form: string }
  | { readonly kind: "gap" | "when" | "amount" };

/** A phrase and the list that it stands in. */
export type ListedPhrase = { readonly list: PhraseList; readonly phrase: CheckPhrase };
type Compiled = ListedPhrase & { readonly steps: readonly Step[] };

/** The phrases of all lists by their first word, made once. */
export type PhraseBook = {
  readonly byWord: ReadonlyMap<string, readonly Compiled[]>;
  /** Those that begin with a stem, by the stem; a word has few stems, because they have few lengths. */
  readonly byStart: ReadonlyMap<string, readonly Compiled[]>;
  readonly startLengths: readonly number[];
  readonly others: readonly Compiled[];
};

export type FoundPhrase = Span & ListedPhrase & { readonly word: number };

const widestGap = 4;
/** With more gaps than these the ways to read a phrase would multiply. */
const mostGaps = 2;
const MARK = /(…|\.\.\.|\{when\}|\{amount\})/;

/** Makes phrases ready. What holds no word is left out. */
export function compilePhrases(phrases: readonly ListedPhrase[]): PhraseBook {
  const byWord = new Map<string, Compiled[]>();
  const byStart = new Map<string, Compiled[]>();
  const others: Compiled[] = [];
  for (const { list, phrase } of phrases) {
    const steps = stepsOf(phrase.words);
    const [first] = steps;
    if (!first || first.kind === "gap" || steps.filter(({ kind }) => kind === "gap").length > mostGaps) continue;
    const compiled = { list, phrase, steps };
    if (first.kind === "word") byWord.set(first.form, [...(byWord.get(first.form) ?? []), compiled]);
    else if (first.kind === "start") byStart.set(first.form, [...(byStart.get(first.form) ?? []), compiled]);
    else others.push(compiled);
  }
  const startLengths = [...new Set([...byStart.keys()].map(({ length }) => length))];
  return { byWord, byStart, startLengths, others };
}

/** Whether a phrase says something to look for. */
export function isPhrase(phrase: CheckPhrase): boolean {
  const { byWord, byStart, others } = compilePhrases([{ list: "promise", phrase }]);
  return byWord.size + byStart.size + others.length > 0;
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

/**
 * Every place where a phrase stands, for each list the longest at each word; phrases of one list that overlap are one. None
 * reaches over the end of its sentence.
 */
export function findPhrases({ text, words }: ReadText, book: PhraseBook): readonly FoundPhrase[] {
  const found: FoundPhrase[] = [];
  const last = new Map<PhraseList, number>();
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    const candidates = word ? beginningWith(word.form, book) : [];
    if (!word || candidates.length === 0) continue;
    const reading = { text, words, sentence: word.sentence };
    for (const [list, { end, phrase }] of longest(reading, candidates, at)) {
      const one = { from: word.from, to: words[end - 1]?.to ?? 0, list, phrase, word: at };
      const before = found[last.get(list) ?? -1];
      if (before && one.from < before.to) {
        found[last.get(list) ?? 0] = joined(before, one);
        continue;
      }
      last.set(list, found.length);
      found.push(one);
    }
  }
  return found;
}

/** The suggestion of a phrase is for its own words only. */
function joined(before: FoundPhrase, after: FoundPhrase): FoundPhrase {
  if (after.to <= before.to) return before;
  const severity = [before, after].some(({ phrase }) => phrase.severity === "stop") ? "stop" : before.phrase.severity;
  return { ...before, to: after.to, phrase: { ...before.phrase, instead: "", severity } };
}

function beginningWith(form: string, book: PhraseBook): readonly Compiled[] {
  const whole = book.byWord.get(form);
  const stems = book.startLengths.flatMap((length) => book.byStart.get(form.slice(0, length)) ?? []);
  if (stems.length === 0 && book.others.length === 0) return whole ?? [];
  return [...(whole ?? []), ...stems, ...book.others];
}

type Match = { readonly end: number; readonly phrase: CheckPhrase };

function longest(reading: Reading, candidates: readonly Compiled[], at: number): ReadonlyMap<PhraseList, Match> {
  const best = new Map<PhraseList, Match>();
  const second = reading.words[at + 1]?.form;
  for (const { list, steps, phrase } of candidates) {
    // Most phrases end here, and finding that out must cost next to nothing.
    const [, next] = steps;
    if (next?.kind === "word" && next.form !== second) continue;
    const end = endOfMatch(reading, steps, 0, at);
    if (end > (best.get(list)?.end ?? at)) best.set(list, { end, phrase });
  }
  return best;
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
