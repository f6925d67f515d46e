import type { PhraseList } from "../../../contract/methods/checks.ts";
import type { ReadText } from "./check-words.ts";
import type { CheckBook, CheckFacts } from "./facts.ts";
import { findPhrases, isDenied } from "./find-phrases.ts";
import type { Finding } from "./hit.ts";

/** Lists whose phrases mean the opposite after a "not". */
const turned: readonly PhraseList[] = ["promise", "admission"];
const lists = ["promise", "admission", "banned", "sarcasm", "blame", "formal"] as const;

/** Words of the desk's lists, in the language of the reply or in every one; where nobody can tell the language, all of them. */
export function findListed(read: ReadText, { languages }: CheckFacts, book: CheckBook): readonly Finding[] {
  return lists.flatMap((list) =>
    findPhrases(read, book.phrases[list])
      .filter(({ phrase }) => phrase.lang === null || languages.reply === null || phrase.lang === languages.reply)
      .filter((found) => !(turned.includes(list) && isDenied(read, found)))
      .map(({ from, to, phrase }) => ({
        rule: list,
        from,
        to,
        ...(phrase.instead !== "" && { instead: phrase.instead }),
        ...(phrase.severity && { severity: phrase.severity }),
      })),
  );
}
