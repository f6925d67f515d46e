import { tokenise, type Token } from "../text/tokenise.ts";

/** A word where it stands: `start` and `end` (exclusive) count tokens, `from` and `to` UTF-16 units. */
export type Occurrence = { readonly start: number; readonly end: number; readonly from: number; readonly to: number };

export type TokenStream = {
  readonly text: string;
  readonly tokens: readonly Token[];
  /** Where a form stands, in order; a hashtag also under its bare word, a hyphenated word joined. */
  readonly placesOf: (form: string) => readonly Occurrence[];
  readonly holds: (form: string) => boolean;
  /** Where a form stands that begins with `stem`, in order; where several do, the shortest. */
  readonly placesFrom: (stem: string) => readonly Occurrence[];
  /** Every form a term can name, each once. */
  readonly forms: () => Iterable<string>;
};

/** How many UTF-16 units of a prefix are looked up at once; only a part of a hyphenated one (`e-ma*`) is shorter. */
const PREFIX_KEY = 3;
const MOST_PARTS = 8;
/** So few questions about so short a text are answered sooner by reading it than by an index of it. */
const FEW_TOKENS = 80;
const FEW_QUESTIONS = 40;

type Visit = (form: string, occurrence: Occurrence) => void;
type Index = ReadonlyMap<string, readonly Occurrence[]>;

/** Tokenises a text once, so that any number of terms can be looked up in it. */
export function buildTokenStream(text: string): TokenStream {
  const tokens = tokenise(text);
  let index: Index | null = null;
  let beginnings: ReadonlyMap<string, readonly string[]> | null = null;
  let asked = 0;
  const indexed = () => (index ??= buildIndex(tokens));
  const isScanned = () => index === null && tokens.length <= FEW_TOKENS && (asked += 1) <= FEW_QUESTIONS;
  const formsFrom = (stem: string) => {
    if (stem.length < PREFIX_KEY) return [...indexed().keys()].filter((form) => form.startsWith(stem));
    beginnings ??= groupByBeginning(indexed().keys());
    return (beginnings.get(stem.slice(0, PREFIX_KEY)) ?? []).filter((form) => form.startsWith(stem));
  };
  return {
    text,
    tokens,
    placesOf: (form) => (isScanned() ? scanFor(tokens, form) : (indexed().get(form) ?? NOWHERE)),
    holds: (form) => (isScanned() ? isAmong(tokens, form) : indexed().has(form)),
    placesFrom: (stem) => (isScanned() ? scanFrom(tokens, stem) : placesOfForms(formsFrom(stem), indexed())),
    forms: () => indexed().keys(),
  };
}

const NOWHERE: readonly Occurrence[] = [];

function scanFor(tokens: readonly Token[], form: string): readonly Occurrence[] {
  let found: Occurrence[] | null = null;
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (!token) continue;
    if (token.form === form) (found ??= []).push(placeOf(token, at));
    else if (isTagOf(token.form, form)) (found ??= []).push(bareTagOf(token, at));
    if (!beginsJoined(tokens, at)) continue;
    const joined = joinedAt(tokens, at);
    if (joined?.form === form) (found ??= []).push(joined.place);
  }
  return found ?? NOWHERE;
}

function isAmong(tokens: readonly Token[], form: string): boolean {
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (!token) continue;
    if (token.form === form || isTagOf(token.form, form)) return true;
    if (beginsJoined(tokens, at) && joinedAt(tokens, at)?.form === form) return true;
  }
  return false;
}

/** Where a form stands that begins with the token at `at`: at most the word itself and the joined one. */
export function placesAt(tokens: readonly Token[], form: string, at: number): readonly Occurrence[] {
  const token = tokens[at];
  if (!token) return NOWHERE;
  if (token.form === form) return [placeOf(token, at)];
  if (isTagOf(token.form, form)) return [bareTagOf(token, at)];
  if (!beginsJoined(tokens, at)) return NOWHERE;
  const joined = joinedAt(tokens, at);
  return joined?.form === form ? [joined.place] : NOWHERE;
}

function isTagOf(tag: string, word: string): boolean {
  return tag.length === word.length + 1 && tag.startsWith("#") && tag.endsWith(word);
}

function scanFrom(tokens: readonly Token[], stem: string): readonly Occurrence[] {
  let found: Occurrence[] | null = null;
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (!token) continue;
    if (token.form.startsWith(stem)) (found ??= []).push(placeOf(token, at));
    else if (isTagFrom(token.form, stem)) (found ??= []).push(bareTagOf(token, at));
    else if (beginsJoined(tokens, at)) {
      const joined = joinedAt(tokens, at);
      if (joined?.form.startsWith(stem)) (found ??= []).push(joined.place);
    }
  }
  return found ?? NOWHERE;
}

function isTagFrom(tag: string, stem: string): boolean {
  return tag.startsWith("#") && tag.startsWith(stem, 1);
}

/** Where any of the forms stands, in order. `whim*` on "whim-brel" is the first word; the joined form would only blur the span. */
export function placesOfForms(forms: readonly string[], index: Pick<Index, "get">): readonly Occurrence[] {
  if (forms.length < 2) return index.get(forms[0] ?? "") ?? NOWHERE;
  return forms
    .flatMap((form) => index.get(form) ?? NOWHERE)
    .toSorted((a, b) => a.start - b.start || a.end - b.end)
    .filter((place, at, all) => at === 0 || all[at - 1]?.start !== place.start);
}

function buildIndex(tokens: readonly Token[]): Index {
  const index = new Map<string, Occurrence[]>();
  visitForms(tokens, (form, occurrence) => {
    const places = index.get(form);
    if (places) places.push(occurrence);
    else index.set(form, [occurrence]);
  });
  return index;
}

function visitForms(tokens: readonly Token[], visit: Visit): void {
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (!token) continue;
    visit(token.form, placeOf(token, at));
    if (token.form.startsWith("#")) visit(token.form.slice(1), bareTagOf(token, at));
    if (!beginsJoined(tokens, at)) continue;
    const joined = joinedAt(tokens, at);
    if (joined) visit(joined.form, joined.place);
  }
}

function placeOf({ from, to }: Token, at: number): Occurrence {
  return { start: at, end: at + 1, from, to };
}

function bareTagOf({ from, to }: Token, at: number): Occurrence {
  return { start: at, end: at + 1, from: from + 1, to };
}

function beginsJoined(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.hyphened === true && !tokens[at - 1]?.hyphened;
}

function groupByBeginning(forms: Iterable<string>): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const form of forms) {
    if (form.length < PREFIX_KEY) continue;
    const key = form.slice(0, PREFIX_KEY);
    const group = groups.get(key);
    if (group) group.push(form);
    else groups.set(key, [form]);
  }
  return groups;
}

function joinedAt(
  tokens: readonly Token[],
  start: number,
): { readonly form: string; readonly place: Occurrence } | null {
  let last = start;
  while (tokens[last]?.hyphened) last += 1;
  if (last - start >= MOST_PARTS) return null;
  const form = tokens
    .slice(start, last + 1)
    .map((token) => token.form)
    .join("");
  return { form, place: { start, end: last + 1, from: tokens[start]?.from ?? 0, to: tokens[last]?.to ?? 0 } };
}
