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

/** `only` is the one word that takes it, if there is one. */
type Step = { readonly is: (key: string) => boolean; readonly isGap: boolean; readonly only: string | null };
export type Phrase = { readonly steps: readonly Step[]; readonly valence: number; readonly kind: PhraseKind };
/** The phrases that a word begins: those that go on with a certain word by that word, and all others. */
export type Beginnings = {
  readonly byNext: ReadonlyMap<string, readonly Phrase[]> | null;
  readonly others: readonly Phrase[];
};
/** The phrases whose first step a word takes. */
export type PhraseBook = { readonly begunBy: (key: string) => Beginnings };

export const noBeginnings: Beginnings = { byNext: null, others: [] };

const LONGEST_GAP = 3;
const NUMBER =
  /^(?:\d+(?:[.,:]\d+)*|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|ninety|hundred|few|several|many|couple)$/;
const TIME =
  /^(?:secs?|seconds?|mins?|minutes?|hrs?|hours?|days?|nights?|weeks?|wks?|months?|years?|yrs?|fortnight|mornings?|afternoons?)$/;

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
  return {
    begunBy: (key) =>
      beginningsOf([
        ...(byFirstWord.get(key) ?? []),
        ...others.filter(({ steps: [first] }) => first?.is(key) === true),
      ]),
  };
}

function beginningsOf(phrases: readonly Phrase[]): Beginnings {
  if (phrases.length === 0) return noBeginnings;
  const nextOf = ({ steps: [, next] }: Phrase) => next?.only ?? null;
  const certain = phrases.filter((phrase) => nextOf(phrase) !== null);
  return {
    byNext: certain.length === 0 ? null : Map.groupBy(certain, (phrase) => nextOf(phrase) ?? ""),
    others: phrases.filter((phrase) => nextOf(phrase) === null),
  };
}

/** A word, or anything else: that ends a clause. */
type Place = { readonly key: string; readonly isWord: boolean; readonly phrases: Beginnings };

/** Every phrase that stands among the words, by where it begins. */
export function findPhrases(places: readonly Place[]): readonly FoundPhrase[] {
  const found: FoundPhrase[] = [];
  for (let from = 0; from < places.length; from += 1) {
    const { byNext, others } = places[from]!.phrases;
    const next = places[from + 1];
    if (byNext !== null && next?.isWord === true) addFound(byNext.get(next.key), from, places, found);
    if (others.length > 0) addFound(others, from, places, found);
  }
  return found;
}

function addFound(
  phrases: readonly Phrase[] | undefined,
  from: number,
  places: readonly Place[],
  found: FoundPhrase[],
): void {
  if (phrases === undefined) return;
  for (const { steps, valence, kind } of phrases) {
    // Its first step took the word already.
    const to = endOf(steps, places, { from: from + 1, stepAt: 1 });
    if (to !== null) found.push({ from, to, valence, kind });
  }
}

type Standing = { readonly from: number; readonly stepAt: number };

/** The index after the phrase when its steps go on at `from`; what is no word ends a clause and is never stepped over. */
function endOf(steps: readonly Step[], places: readonly Place[], standing: Standing): number | null {
  let { from, stepAt } = standing;
  for (; stepAt < steps.length; stepAt += 1, from += 1) {
    const step = steps[stepAt] as Step;
    if (step.isGap) return endAfterGap(steps, places, { from, stepAt: stepAt + 1 });
    const place = places[from];
    if (place === undefined || !place.isWord || !step.is(place.key)) return null;
  }
  return from;
}

function endAfterGap(steps: readonly Step[], places: readonly Place[], { from, stepAt }: Standing): number | null {
  for (let skipped = 0; skipped <= LONGEST_GAP; skipped += 1) {
    const end = endOf(steps, places, { from: from + skipped, stepAt });
    if (end !== null) return end;
    if (places[from + skipped]?.isWord !== true) return null;
  }
  return null;
}

function stepOf(word: string): Step {
  if (word === "<gap>") return { is: () => true, isGap: true, only: null };
  if (word === "<n>") return { is: (key) => NUMBER.test(key), isGap: false, only: null };
  if (word === "<time>") return { is: (key) => TIME.test(key), isGap: false, only: null };
  const choices = word.split("|");
  const [only = ""] = choices;
  if (choices.length === 1 && !only.endsWith("*")) return { is: (key) => key === only, isGap: false, only };
  const exact = new Set(choices.filter((choice) => !choice.endsWith("*")));
  const stems = choices.filter((choice) => choice.endsWith("*")).map((choice) => choice.slice(0, -1));
  return { is: (key) => exact.has(key) || stems.some((stem) => key.startsWith(stem)), isGap: false, only: null };
}

function kindOf(kind: string, phrase: string): PhraseKind {
  const known = phraseKinds.find((one) => one === kind);
  if (known === undefined) throw new Error(`Unknown kind of phrase "${kind}": ${phrase}`);
  return known;
}
