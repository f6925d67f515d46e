import { expect, test } from "vitest";
import { parseQuery } from "../../../src-main/domain/query/parse.ts";
import { createRowFinder, rowsOfName, rowsOfQuery } from "../../../src-main/domain/topics/ignored-words.ts";
import { readWords, WORD, withoutAddresses } from "../../../src-main/domain/topics/read-words.ts";
import { termKey } from "../../../src-main/domain/topics/term-key.ts";

const none = createRowFinder([]);

type Given = { readonly language?: string | null; readonly names?: readonly string[]; readonly query?: string };

/** Words as they are counted: "|" is a break, small signs say what a word may do. */
function read(text: string, { language = "en", names = [], query }: Given = {}): string {
  const parsed = query === undefined ? null : parseQuery(query);
  const own = parsed?.ok ? createRowFinder(rowsOfQuery(parsed.query.root)) : none;
  const words = readWords(withoutAddresses(text), language, {
    names: createRowFinder(names.flatMap(rowsOfName)),
    own,
  });
  const signs = { [WORD.stop]: "-", [WORD.beside]: "~", [WORD.topic]: "", [WORD.cjk]: "+" };
  return words.map((word, at) => `${at > 0 && !word.joins ? "| " : ""}${signs[word.kind]}${word.key}`).join(" ");
}

test.each([
  ["The raw sewage, they said", {}, "-the raw sewage | -they -said"],
  ["no answer - not one refund-form", {}, "~no answer | ~not -one refund form"],
  ["Paid £40 at 22:15 @ferry_help #SinkIt 😡 again", {}, "paid | -at | #sinkit | -again"],
  ["see https://a.example/raw-sewage now", {}, "-see | -now"],
  ["Die Rückerstattung ist nicht da", { language: "de" }, "-die ruckerstattung -ist ~nicht -da"],
  ["l'eau usée d'hier", { language: "fr" }, "eau usee -d'hier"],
  ["渡船延误", { language: "zh" }, "+渡 +船 +延 +误"],
  // No list for Finnish: short words are taken for the small change of a language.
  ["lautta on taas rikki", { language: "fi" }, "lautta -on taas rikki"],
] as const)("%s", (text, given, words) => {
  expect(read(text, given)).toBe(words);
});

test("a name of ours is left out wholly, with its possessive, its hashtag and what a phrase would reach over", () => {
  const names = ["Whimbrel Ferries", "Whimbrel"];
  expect(read("late Whimbrel Ferries boats and Whimbrel's crew #WhimbrelFerries", { names })).toBe(
    "late | boat -and | crew".replace("late", "-late"),
  );
});

test("words of the watch are no topic alone, but its hashtags are, and what NOT excludes", () => {
  const query = '(marigold OR refund* OR "fast boat" OR #sinkit) AND NOT birding';
  expect(read("Marigold anchor refunds fast boat #SinkIt birding", { query })).toBe(
    "~marigold anchor ~refund -fast ~boat #sinkit birding".replace("-fast", "~fast"),
  );
});

test.each([
  ["refunds", "en", "refund"],
  ["refunded", "en", "refunded"],
  ["ferries", "en", "ferry"],
  ["inspector's", "en", "inspector"],
  ["buses", "en", "bus"],
  ["coaches", "en", "coach"],
  ["lines", "en", "line"],
  ["press", "en", "press"],
  ["news", "en", "news"],
  ["status", "en", "status"],
  ["gas", "en", "gas"],
  ["billets", "fr", "billet"],
  ["preis", "de", "preis"],
  ["haus", "de", "haus"],
  ["#lanterns", "en", "#lanterns"],
])("%s (%s) is counted as %s", (form, language, key) => {
  expect(termKey(form, language)).toBe(key);
});
