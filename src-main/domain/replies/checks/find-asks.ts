import type { FoundPhrase } from "./find-phrases.ts";
import type { ReadText } from "./check-words.ts";
import type { Finding } from "./hit.ts";

const list = (words: string): ReadonlySet<string> => new Set(words.split(" "));
const asking = list(
  "send give tell post share provide confirm reply comment write need what whats state supply drop leave add let " +
    "schicken senden nennen geben teilen",
);
/** A sentence with one of these asks for it elsewhere. */
const elsewhere = list(
  "privately private dm dms pm direct inbox email emails mail call phone ring form link chat whatsapp privat",
);
const nearEnough = 8;

/** Asking, in public, for what does not belong there: "please send us your date of birth". */
export function findAsks(read: ReadText, found: readonly FoundPhrase[]): readonly Finding[] {
  return found.flatMap(({ list: of, from, to, word, phrase }): Finding[] => {
    if (of !== "asks") return [];
    const { words } = read;
    const { sentence } = words[word] ?? { sentence: 0 };
    const before = words.slice(Math.max(0, word - nearEnough), word).filter((one) => one.sentence === sentence);
    const isAsked = before.some(({ form }) => asking.has(form));
    if (!isAsked || before.some(({ form }) => form === "not" || form === "never")) return [];
    if (isElsewhere(read, word, to)) return [];
    return [{ rule: "asks", from, to, ...(phrase.severity && { severity: phrase.severity }) }];
  });
}

function isElsewhere({ text, words, sentences }: ReadText, word: number, to: number): boolean {
  const sentence = words[word]?.sentence;
  for (let step = -30; step <= 30; step += 1) {
    const near = words[word + step];
    if (!near || near.sentence !== sentence || (near.from < to && step >= 0)) continue;
    if (elsewhere.has(near.form)) return true;
  }
  const { from: start, to: end } = sentences[sentence ?? 0] ?? { from: to, to };
  return /https?:\/\//.test(text.slice(Math.max(start, to - 200), Math.min(end, to + 200)));
}
