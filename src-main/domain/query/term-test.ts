import { foldText } from "../text/fold.ts";
import { tokenise, tokenisePattern, type Token } from "../text/tokenise.ts";
import { QueryProblem, type Piece, type Scope, type TermTest } from "./query.ts";

const LETTERS_BEFORE_STAR = 3;
const SENTIMENTS = ["negative", "neutral", "positive", "unsure"];
// Each hyphenated word doubles the ways a phrase may be written.
const MOST_HYPHENATED = 4;

/** A bare word such as `café`, `near-miss`, `pref*`, `wom?n` or `22:15`; `at` is its place in the query. */
export function wordTest(word: string, scope: Scope, at: number): TermTest {
  if (scope === "url") return substringTest(word.replace(/\*$/, ""), at, word);
  const tokens = dropStarAfterCjk(tokenisePattern(word), word, at);
  if (tokens.length === 0) throw new QueryProblem(at, "no_letters", { text: word });
  checkStar(tokens, at);
  const last = tokens.length - 1;
  const test = tokensTest(tokens, (form, index) => pieceOf(form, index === last));
  if (scope === "sentiment") checkSentiment(word, at);
  return test;
}

/** The inside of quotation marks: its tokens in order, adjacent; everything else in it is punctuation. */
export function phraseTest(phrase: string, scope: Scope, at: number): TermTest {
  if (scope === "url") return substringTest(phrase, at, phrase);
  const tokens = tokenise(phrase);
  if (tokens.length === 0) throw new QueryProblem(at, "empty_phrase");
  if (scope === "sentiment") checkSentiment(phrase, at);
  return tokensTest(tokens, (form) => ({ form, match: "exact" }));
}

/** `case:"G+"`: the letters exactly as written. */
export function exactTest(needle: string): TermTest {
  const tokens = tokenise(needle);
  const pieces = tokens.map(
    (token, index) => ({ form: token.form, match: "exact", glued: isGlued(tokens, index) }) satisfies Piece,
  );
  return { kind: "exact", needle, pieces, lead: tokens[0]?.from ?? 0, trail: needle.length - (tokens.at(-1)?.to ?? 0) };
}

function substringTest(text: string, at: number, written: string): TermTest {
  const folded = foldText(text.trim());
  if (folded === "") throw new QueryProblem(at, "no_letters", { text: written });
  return { kind: "substring", folded };
}

function tokensTest(
  tokens: readonly Token[],
  toPiece: (form: string, index: number) => Omit<Piece, "glued">,
): TermTest {
  const groups = hyphenGroups(tokens);
  const mayJoin = groups.filter((group) => group.length > 1).length <= MOST_HYPHENATED;
  let variants: Piece[][] = [[]];
  for (const group of groups) {
    const split = group.map((index) => ({
      ...toPiece(tokens[index]?.form ?? "", index),
      glued: isGlued(tokens, index),
    }));
    const joinedForm = group.map((index) => tokens[index]?.form ?? "").join("");
    const joined = { ...toPiece(joinedForm, group.at(-1) ?? 0), glued: false };
    const ways = group.length > 1 && mayJoin ? [split, [joined]] : [split];
    variants = variants.flatMap((variant) => ways.map((way) => [...variant, ...way]));
  }
  const only = variants.length === 1 && variants[0]?.length === 1 ? variants[0][0] : undefined;
  return { kind: "tokens", variants, word: only?.match === "exact" ? only.form : null };
}

/** Token indexes, those of one hyphenated word together. */
function hyphenGroups(tokens: readonly Token[]): number[][] {
  const groups: number[][] = [];
  tokens.forEach((_, index) => {
    const previous = groups.at(-1);
    if (previous && tokens[index - 1]?.hyphened) previous.push(index);
    else groups.push([index]);
  });
  return groups;
}

function isGlued(tokens: readonly Token[], index: number): boolean {
  const [before, token] = [tokens[index - 1], tokens[index]];
  return before?.kind === "cjk" && token?.kind === "cjk" && before.to === token.from;
}

function pieceOf(form: string, isLast: boolean): Omit<Piece, "glued"> {
  const starred = isLast && form.endsWith("*");
  const stem = starred ? form.slice(0, -1) : form;
  if (!stem.includes("?")) return { form: stem, match: starred ? "prefix" : "exact" };
  const source = stem.replace(/[.*+^${}()|[\]\\/]/g, "\\$&").replaceAll("?", ".");
  return { form: stem, match: "wild", pattern: new RegExp(`^${source}${starred ? "" : "$"}`, "su") };
}

// CJK is matched as a substring anyway, so a star after it adds nothing; it must still follow three letters.
function dropStarAfterCjk(tokens: readonly Token[], word: string, at: number): readonly Token[] {
  if (!word.endsWith("*") || tokens.at(-1)?.kind !== "cjk") return tokens;
  if (tokens.length < LETTERS_BEFORE_STAR)
    throw new QueryProblem(at + word.length - 1, "star_short", { letters: LETTERS_BEFORE_STAR });
  return tokens;
}

function checkStar(tokens: readonly Token[], at: number): void {
  for (const [index, { form, from }] of tokens.entries()) {
    const star = form.indexOf("*");
    if (star < 0) continue;
    if (index < tokens.length - 1 || star < form.length - 1) throw new QueryProblem(at + from + star, "star_place");
    const head =
      hyphenGroups(tokens)
        .at(-1)
        ?.map((part) => tokens[part]?.form ?? "")
        .join("") ?? form;
    const letters = [...head].filter((character) => /[\p{L}\p{N}]/u.test(character)).length;
    if (letters < LETTERS_BEFORE_STAR)
      throw new QueryProblem(at + from + star, "star_short", { letters: LETTERS_BEFORE_STAR });
  }
}

function checkSentiment(word: string, at: number): void {
  if (SENTIMENTS.includes(foldText(word.trim())) || /[?*]/.test(word)) return;
  throw new QueryProblem(at, "sentiment_value", { value: word, values: SENTIMENTS.join(", ") });
}
