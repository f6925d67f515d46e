import { leastScore, logLikelihood } from "./log-likelihood.ts";
import type { CountedTerm, CountedTerms } from "./term-count.ts";

export type ScoredTerm = CountedTerm & { readonly score: number };

/** A topic: the term that stands for it, and others that the same people say. */
export type RankedTerm = ScoredTerm & { readonly beside: readonly ScoredTerm[] };

/** A phrase takes the place of its word when so large a share of those who say the word say the phrase. */
const swallowedFrom = 0.7;
/** Terms of one topic: so large a share of those who say either say both. */
const sameTopicFrom = 0.6;
const mostBeside = 4;
/** Longer ones are cut out of a sentence that was copied. */
const besideWords = 2;

export type RankOptions = {
  /** Count expected in a window of this length, from what was said before. */
  readonly usualOf: (term: CountedTerm) => number;
  /** So many times the usual count at least. */
  readonly leastRatio: number;
  readonly limit: number;
};

/**
 * The terms that rose, best first. A term rises when a larger share of people says it than before (log-likelihood) and more people
 * than usual. A phrase swallows the words that are hardly said without it; what the same people say beside it goes with it.
 */
export function rankTerms(counted: CountedTerms, { usualOf, leastRatio, limit }: RankOptions): readonly RankedTerm[] {
  const { speakersNow, speakersBefore } = counted;
  const scored = counted.terms.flatMap((term): ScoredTerm[] => {
    const count = term.speakers.length;
    if (count * speakersBefore <= term.before * speakersNow || count < usualOf(term) * leastRatio) return [];
    const score = logLikelihood({ k: count, n: speakersNow }, { k: term.before, n: speakersBefore });
    return score < leastScore ? [] : [{ ...term, score }];
  });
  const best = scored.toSorted((a, b) => b.score - a.score || oddLength(a) - oddLength(b) || compareKeys(a, b));
  const ranked: RankedTerm[] = [];
  for (const term of best) place(term, ranked, counted);
  return ranked.toSorted((a, b) => b.score - a.score || compareKeys(a, b)).slice(0, limit);
}

function place(term: ScoredTerm, ranked: RankedTerm[], counted: CountedTerms): void {
  for (let at = 0; at < ranked.length; at += 1) {
    const other = ranked[at];
    if (!other) continue;
    const both = countShared(term.speakers, other.speakers);
    if (holds(term, other)) {
      if (both >= swallowedFrom * other.speakers.length)
        ranked[at] = { ...term, beside: other.beside.filter((one) => !sharesWord(one, term)) };
      return;
    }
    if (holds(other, term)) {
      if (!standsAlone(term, other, both, counted)) return;
      continue;
    }
    const either = term.speakers.length + other.speakers.length - both;
    const overlaps = sharesWord(term, other);
    if (overlaps && both >= swallowedFrom * term.speakers.length) return;
    if (both >= sameTopicFrom * either) {
      if (
        term.keys.length <= besideWords &&
        other.beside.length < mostBeside &&
        !overlaps &&
        !other.beside.some((one) => sharesWord(one, term))
      )
        ranked[at] = { ...other, beside: [...other.beside, term] };
      return;
    }
  }
  ranked.push({ ...term, beside: [] });
}

/** Of terms that rose alike, two words say most without being a whole sentence. */
function oddLength({ keys }: ScoredTerm): number {
  return Math.abs(keys.length - 2);
}

function sharesWord(one: ScoredTerm, other: ScoredTerm): boolean {
  return one.keys.some((key) => other.keys.includes(key));
}

/** Whether a word is still rising when those who say it inside the phrase are left out. */
function standsAlone(
  word: ScoredTerm,
  phrase: ScoredTerm,
  both: number,
  { speakersNow, speakersBefore }: CountedTerms,
): boolean {
  const now = { k: word.speakers.length - both, n: speakersNow };
  const before = { k: Math.max(0, word.before - phrase.before), n: speakersBefore };
  return now.k * before.n > before.k * now.n && logLikelihood(now, before) >= leastScore;
}

/** Whether the words of one stand in the other, side by side. */
function holds(long: ScoredTerm, short: ScoredTerm): boolean {
  if (long.keys.length <= short.keys.length) return false;
  return long.keys.some((_, at) => short.keys.every((key, index) => long.keys[at + index] === key));
}

/** How many numbers two sorted rows have in common. */
function countShared(a: readonly number[], b: readonly number[]): number {
  let [left, right, shared] = [0, 0, 0];
  while (left < a.length && right < b.length) {
    const [one = 0, other = 0] = [a[left], b[right]];
    if (one === other) shared += 1;
    if (one <= other) left += 1;
    if (other <= one) right += 1;
  }
  return shared;
}

function compareKeys(a: CountedTerm, b: CountedTerm): number {
  const [one, other] = [a.keys.join(" "), b.keys.join(" ")];
  return one < other ? -1 : one > other ? 1 : 0;
}
