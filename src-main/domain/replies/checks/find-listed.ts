import type { PhraseList } from "../../../contract/methods/checks.ts";
import type { ReadText } from "./check-words.ts";
import type { CheckFacts } from "./facts.ts";
import { isDenied } from "./find-phrases.ts";
import type { FoundPhrase } from "./find-phrases.ts";
import type { Finding } from "./hit.ts";

/** Lists whose phrases mean the opposite after a "not". */
const turned: readonly PhraseList[] = ["promise", "admission"];

/** Words of the desk's lists, in the language of the reply or in every one; where nobody can tell the language, all of them. */
export function findListed(
  read: ReadText,
  found: readonly FoundPhrase[],
  { languages }: CheckFacts,
): readonly Finding[] {
  return found
    .filter(({ phrase }) => phrase.lang === null || languages.reply === null || phrase.lang === languages.reply)
    .filter((one) => !(turned.includes(one.list) && isDenied(read, one)))
    .flatMap(({ list, from, to, phrase }): Finding[] => {
      if (list === "asks") return [];
      const { instead, severity } = phrase;
      return [{ rule: list, from, to, ...(instead !== "" && { instead }), ...(severity && { severity }) }];
    });
}
