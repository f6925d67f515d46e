import type { FoundPhrase, Phrase, Step } from "./phrases.ts";
import { facts } from "./token-facts.ts";
import { factsAt, PLACE, places, type Tokens } from "./tokens.ts";

const LONGEST_GAP = 3;
const noneFound: readonly FoundPhrase[] = [];

/** Every phrase that stands among the words, by where it begins. */
export function findPhrases(tokens: Tokens): readonly FoundPhrase[] {
  const { list, count, table, has } = tokens;
  if ((has & facts.beginsPhrases) === 0) return noneFound;
  const found: FoundPhrase[] = [];
  for (let from = 0, row = 0; from < count; from += 1, row += PLACE) {
    if ((table[row]! & facts.beginsPhrases) === 0) continue;
    const { byNext, nextBits, others } = list[from]!.phrases;
    const next = row + PLACE;
    const isNext = (table[next]! & facts.word) !== 0 && (nextBits & (1 << (table[next + places.hash]! & 31))) !== 0;
    if (byNext !== null && isNext) addFound(byNext.get(list[from + 1]!.key), from, tokens, found);
    if (others.length > 0) addFound(others, from, tokens, found);
  }
  return found;
}

function addFound(phrases: readonly Phrase[] | undefined, from: number, tokens: Tokens, found: FoundPhrase[]): void {
  if (phrases === undefined) return;
  for (let at = 0; at < phrases.length; at += 1) {
    const { steps, valence, kind } = phrases[at]!;
    // Its first step took the word already.
    const to = steps.length === 1 ? from + 1 : endOf(steps, tokens, from + 1, 1);
    if (to !== null) found.push({ from, to, valence, kind });
  }
}

/** The index after the phrase when its steps from `first` on go on at `from`; what is no word ends a clause and is never stepped over. */
function endOf(steps: readonly Step[], tokens: Tokens, from: number, first: number): number | null {
  let at = from;
  for (let stepAt = first; stepAt < steps.length; stepAt += 1, at += 1) {
    const step = steps[stepAt] as Step;
    if (step.isGap) return endAfterGap(steps, tokens, at, stepAt + 1);
    const known = factsAt(tokens, at);
    if ((known & facts.word) === 0) return null;
    if (step.needs === 0 ? !step.is(tokens.list[at]!.key) : (known & step.needs) === 0) return null;
  }
  return at;
}

function endAfterGap(steps: readonly Step[], tokens: Tokens, from: number, first: number): number | null {
  for (let skipped = 0; skipped <= LONGEST_GAP; skipped += 1) {
    const end = endOf(steps, tokens, from + skipped, first);
    if (end !== null) return end;
    if ((factsAt(tokens, from + skipped) & facts.word) === 0) return null;
  }
  return null;
}
