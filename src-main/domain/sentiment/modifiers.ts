/** Words that change the weight of the words after them. The sets and weights follow VADER (Hutto and Gilbert, ICWSM 2014), with words of service posts added. */
const STRONGER = new Set(
  (
    "absolutely amazingly awfully completely considerably decidedly deeply effing enormously entirely especially exceptionally extremely fabulously flipping " +
    "frickin fricking friggin fully fucking greatly hella highly hugely incredibly intensely majorly more most particularly purely quite really remarkably so " +
    "substantially thoroughly total totally tremendously uber unbelievably unusually utter utterly very proper properly bloody insanely ridiculously such too way"
  ).split(" "),
);
const WEAKER = new Set(
  "almost barely hardly kinda less little marginally occasionally partly scarcely slightly somewhat sorta bit fairly".split(
    " ",
  ),
);
const NEGATIONS = new Set(
  (
    "not no never none nobody nothing neither nor without cannot cant can't dont don't doesnt doesn't didnt didn't isnt isn't arent aren't wasnt wasn't werent weren't " +
    "wont won't wouldnt wouldn't couldnt couldn't shouldnt shouldn't hasnt hasn't havent haven't hadnt hadn't aint ain't hardly barely scarcely rarely seldom zero nowhere"
  ).split(" "),
);
const CONTRAST = new Set("but however although though yet except unfortunately".split(" "));
/** After these a negation does not deny: "not only", "no doubt". */
const NOT_DENIED = new Set("only just doubt wonder matter".split(" "));

export const BOOST = 0.293;
/** What a denied word keeps, turned round: "not good" is weaker than "bad". */
export const DENIAL = -0.74;

/** +1 for a word that strengthens, −1 for one that weakens, 0 for any other. */
export function boostOf(key: string): number {
  if (STRONGER.has(key)) return 1;
  return WEAKER.has(key) ? -1 : 0;
}

/** Whether the word denies what follows it, unless that is spared. */
export function isDenial(key: string): boolean {
  return NEGATIONS.has(key) || key.endsWith("n't");
}

/** Whether a denial before this word denies nothing: "not only". */
export function isSpared(key: string): boolean {
  return NOT_DENIED.has(key);
}

/** Whether what follows the word weighs more than what stood before it. */
export function isContrast(key: string): boolean {
  return CONTRAST.has(key);
}
