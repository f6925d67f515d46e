import { phraseLists } from "../../../contract/methods/checks.ts";
import type { CheckLists } from "../../../contract/methods/checks.ts";
import { foldText } from "../../text/fold.ts";
import type { CheckBook } from "./facts.ts";
import { lastDigits } from "./find-numbers.ts";
import { compilePhrases } from "./find-phrases.ts";
import { referenceShape } from "./find-references.ts";

/** Makes lists ready to check with: do it once for a version of them. */
export function readyBook(lists: CheckLists): CheckBook {
  const { phrases, own } = lists;
  return {
    lists,
    phrases: compilePhrases(phraseLists.flatMap((list) => (phrases[list] ?? []).map((phrase) => ({ list, phrase })))),
    references: lists.references.flatMap((written) => referenceShape(written) ?? []),
    ownPhones: own.phones.map(lastDigits),
    ownEmails: new Set(own.emails.map((address) => address.toLowerCase())),
    ownAddresses: own.addresses.map(foldText),
  };
}
