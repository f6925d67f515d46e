/** Words that English uses all the time and its neighbours hardly ever. */
const ENGLISH = new Set(
  (
    "the and you your yours with that this these those haven't they them their there what when where which who whose why how would could should been " +
    "being were aren't weren't from about because just our his she it's its don't doesn't didn't can't cannot couldn't won't wouldn't isn't wasn't i'm " +
    "i've i'll i'd we're we've you're they're that's there's what's after before again without under until while although though every beside together nobody anyone someone everyone " +
    "something anything nothing only very really never always please thank going"
  ).split(" "),
);
/** Common English words that some neighbour has too. */
const LIKELY = new Set(
  (
    "a i to of it is in on at my me we be by so if for has had have was are am not but no all out up do does did get got him her us as an or will can than then " +
    "too more now here over into off time back day still any some one two new good been first last next week"
  ).split(" "),
);
/** Words that other languages in Latin letters use all the time and English does not. */
const FOREIGN = new Set(
  (
    "der das und ist nicht ich ein eine mit sie wir auf den dem le les des une est pas pour dans que qui vous nous avec sur el los las una por para con como " +
    "pero een het niet voor zijn dat aan och att det inte som jag ikke jeg ett il di che non per sono della uma com mas nie jest je ja ze het ang mga ako"
  ).split(" "),
);

/** As much as the detector itself would read at most. */
const MOST_READ = 300;
/** Two of English alone and two more, or three. */
const LEAST_SURE = 2;
const LEAST_WEIGHT = 6;
const LEAST_SHARE = 0.3;
/** With so many there is no need to read on. */
const ALWAYS_ENOUGH = 5;
const LARGE_SHARE = 0.5;
const LONGEST = 9;
const IN_LOWER_CASE = /^[a-z]+$/;

/**
 * Whether a text is English beyond doubt, by its commonest words alone: enough of them, a good share of all its words, and hardly any of another language.
 * Far cheaper than n-grams; a no only means that these should be asked.
 */
export function isPlainlyEnglish(text: string): boolean {
  const end = Math.min(text.length, MOST_READ);
  let [words, sure, likely, foreign, from] = [0, 0, 0, 0, -1];
  for (let at = 0; at <= end; at += 1) {
    const code = at < end ? text.charCodeAt(at) : 0x20;
    if (isLetter(code) || (from >= 0 && (code === 0x27 || code === 0x2019))) {
      if (from < 0) from = at;
    } else {
      if (code > 0x7f && /[\p{L}\p{Cs}]/u.test(String.fromCodePoint(text.codePointAt(at) ?? 0))) return false;
      if (from < 0) continue;
      words += 1;
      if (at - from <= LONGEST) {
        const word = wordAt(text, from, at);
        if (ENGLISH.has(word)) sure += 1;
        else if (LIKELY.has(word)) likely += 1;
        else if (FOREIGN.has(word)) foreign += 1;
      }
      from = -1;
      if (sure >= ALWAYS_ENOUGH && foreign === 0 && 2 * sure + likely >= words * LARGE_SHARE) return true;
    }
  }
  const weight = 2 * sure + likely;
  return sure >= LEAST_SURE && weight >= LEAST_WEIGHT && weight >= words * LEAST_SHARE && foreign * 3 < sure;
}

function wordAt(text: string, from: number, to: number): string {
  const word = text.slice(from, to);
  return IN_LOWER_CASE.test(word) ? word : word.toLowerCase().replace("’", "'");
}

function isLetter(code: number): boolean {
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x7a && code < 0x7f;
}
