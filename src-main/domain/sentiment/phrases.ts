import { hashOf } from "./hash-features.ts";
import { facts } from "./token-facts.ts";

/**
 * Phrases of the trade, one step a word: `wait*` begins a word, `<n>` is a number in digits or words, `<time>` a unit of time,
 * `<gap>` up to three words, `a|b` either. Kinds: "" (as it is), "failure" (something went wrong, whatever the tone; turns praise next to it into
 * irony), "irony" (a sign of it), "turn" (a rescue: what went wrong before counts less), "plain" (takes feeling out of its words).
 */
export const phraseKinds = ["", "failure", "irony", "turn", "plain"] as const;
export type PhraseKind = (typeof phraseKinds)[number];
export type FoundPhrase = {
  readonly from: number;
  readonly to: number;
  readonly valence: number;
  readonly kind: PhraseKind;
};

/** `only` is the one word that takes it, if there is one; `needs` a fact that tells it, 0 without one. */
export type Step = {
  readonly is: (key: string) => boolean;
  readonly isGap: boolean;
  readonly only: string | null;
  readonly needs: number;
};
export type Phrase = { readonly steps: readonly Step[]; readonly valence: number; readonly kind: PhraseKind };
/** The phrases that a word begins: those that go on with a certain word by that word, and all others. */
export type Beginnings = {
  readonly byNext: ReadonlyMap<string, readonly Phrase[]> | null;
  /** A bit for each of these words, by the end of its hash: most other words are told from them by that. */
  readonly nextBits: number;
  readonly others: readonly Phrase[];
};
/** The phrases whose first step a word takes. */
export type PhraseBook = { readonly begunBy: (key: string) => Beginnings };

export const noBeginnings: Beginnings = { byNext: null, nextBits: 0, others: [] };

const NUMBER =
  /^(?:\d+(?:[.,:]\d+)*|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|ninety|hundred|few|several|many|couple)$/;
const TIME =
  /^(?:secs?|seconds?|mins?|minutes?|hrs?|hours?|days?|nights?|weeks?|wks?|months?|years?|yrs?|fortnight|mornings?|afternoons?)$/;

/** Whether a word is a number, in digits or in words. */
export function isNumber(key: string): boolean {
  return NUMBER.test(key);
}

/** Whether a word is a unit of time. */
export function isTime(key: string): boolean {
  return TIME.test(key);
}

/** Compiles phrases; those that begin with a plain word are found through an index on it. Throws an Error on an unknown kind. */
export function createPhraseBook(lines: readonly { phrase: string; valence: number; kind: string }[]): PhraseBook {
  const byFirstWord = new Map<string, Phrase[]>();
  const others: Phrase[] = [];
  for (const { phrase, valence, kind } of lines) {
    const words = phrase.split(" ");
    const compiled = { steps: words.map(stepOf), valence, kind: kindOf(kind, phrase) };
    const firsts = words[0]?.split("|") ?? [];
    if (firsts.some((word) => /[<*]/.test(word))) others.push(compiled);
    else for (const word of firsts) byFirstWord.set(word, [...(byFirstWord.get(word) ?? []), compiled]);
  }
  const known = createBeginnings();
  return {
    begunBy: (key) =>
      known([...(byFirstWord.get(key) ?? []), ...others.filter(({ steps: [first] }) => first?.is(key) === true)]),
  };
}

/** Most words begin the same phrases as all others; they share one answer, which would weigh a kilobyte for each. */
function createBeginnings(): (phrases: readonly Phrase[]) => Beginnings {
  const numbers = new Map<Phrase, number>();
  const known = new Map<string, Beginnings>();
  const numberOf = (phrase: Phrase): number => {
    const number = numbers.get(phrase) ?? numbers.size;
    numbers.set(phrase, number);
    return number;
  };
  return (phrases) => {
    const key = phrases.map(numberOf).join(" ");
    const beginnings = known.get(key) ?? beginningsOf(phrases);
    known.set(key, beginnings);
    return beginnings;
  };
}

function beginningsOf(phrases: readonly Phrase[]): Beginnings {
  if (phrases.length === 0) return noBeginnings;
  const nextOf = ({ steps: [, next] }: Phrase) => next?.only ?? null;
  const certain = phrases.filter((phrase) => nextOf(phrase) !== null);
  return {
    byNext: certain.length === 0 ? null : Map.groupBy(certain, (phrase) => nextOf(phrase) ?? ""),
    nextBits: certain.reduce((bits, phrase) => bits | (1 << (hashOf(nextOf(phrase) ?? "") & 31)), 0),
    others: phrases.filter((phrase) => nextOf(phrase) === null),
  };
}

function stepOf(word: string): Step {
  if (word === "<gap>") return { is: () => true, isGap: true, only: null, needs: 0 };
  if (word === "<n>") return { is: isNumber, isGap: false, only: null, needs: facts.number };
  if (word === "<time>") return { is: isTime, isGap: false, only: null, needs: facts.time };
  const choices = word.split("|");
  const [only = ""] = choices;
  if (choices.length === 1 && !only.endsWith("*")) return { is: (key) => key === only, isGap: false, only, needs: 0 };
  const exact = new Set(choices.filter((choice) => !choice.endsWith("*")));
  const stems = choices.filter((choice) => choice.endsWith("*")).map((choice) => choice.slice(0, -1));
  const is = (key: string) => exact.has(key) || stems.some((stem) => key.startsWith(stem));
  return { is, isGap: false, only: null, needs: 0 };
}

function kindOf(kind: string, phrase: string): PhraseKind {
  const known = phraseKinds.find((one) => one === kind);
  if (known === undefined) throw new Error(`Unknown kind of phrase "${kind}": ${phrase}`);
  return known;
}
