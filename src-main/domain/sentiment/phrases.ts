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

type Step = { readonly is: (key: string) => boolean; readonly isGap: boolean };
export type Phrase = { readonly steps: readonly Step[]; readonly valence: number; readonly kind: PhraseKind };
/** The phrases whose first step a word takes, those that name it first. */
export type PhraseBook = { readonly begunBy: (key: string) => readonly Phrase[] };

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
    begunBy: (key) => [
      ...(byFirstWord.get(key) ?? []),
      ...others.filter(({ steps: [first] }) => first?.is(key) === true),
    ],
  };
}

/** A word, or anything else: that ends a clause. */
type Place = { readonly key: string; readonly isWord: boolean; readonly phrases: readonly Phrase[] };

/** Every phrase that stands among the words, by where it begins. */
export function findPhrases(places: readonly Place[]): readonly FoundPhrase[] {
  const found: FoundPhrase[] = [];
  for (let from = 0; from < places.length; from += 1) {
    for (const phrase of places[from]!.phrases) {
      // Its first step took the word already.
      const to = endOf(phrase.steps, places, { from: from + 1, stepAt: 1 });
      if (to !== null) found.push({ from, to, valence: phrase.valence, kind: phrase.kind });
    }
  }
  return found;
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
  if (word === "<gap>") return { is: () => true, isGap: true };
  if (word === "<n>") return { is: (key) => NUMBER.test(key), isGap: false };
  if (word === "<time>") return { is: (key) => TIME.test(key), isGap: false };
  const choices = word.split("|");
  const [only = ""] = choices;
  if (choices.length === 1 && !only.endsWith("*")) return { is: (key) => key === only, isGap: false };
  const exact = new Set(choices.filter((choice) => !choice.endsWith("*")));
  const stems = choices.filter((choice) => choice.endsWith("*")).map((choice) => choice.slice(0, -1));
  return { is: (key) => exact.has(key) || stems.some((stem) => key.startsWith(stem)), isGap: false };
}

function kindOf(kind: string, phrase: string): PhraseKind {
  const known = phraseKinds.find((one) => one === kind);
  if (known === undefined) throw new Error(`Unknown kind of phrase "${kind}": ${phrase}`);
  return known;
}
