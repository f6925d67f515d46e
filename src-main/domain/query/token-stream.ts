import { tokenise, type Token } from "../text/tokenise.ts";

/** A word where it stands: `start` and `end` (exclusive) count tokens, `from` and `to` UTF-16 units. */
export type Occurrence = { readonly start: number; readonly end: number; readonly from: number; readonly to: number };

export type TokenStream = {
  readonly text: string;
  readonly tokens: readonly Token[];
  /** Every form a term can name, with its places in order; a hashtag also under its bare word, a hyphenated word joined. */
  readonly index: ReadonlyMap<string, readonly Occurrence[]>;
  /** The forms that begin with `stem`. */
  readonly formsFrom: (stem: string) => readonly string[];
};

/** How many UTF-16 units of a prefix are looked up at once; only a part of a hyphenated one (`e-ma*`) is shorter. */
export const PREFIX_KEY = 3;

const MOST_PARTS = 8;

/** Tokenises a text once, so that any number of terms can be looked up in it. */
export function buildTokenStream(text: string): TokenStream {
  const tokens = tokenise(text);
  const index = new Map<string, Occurrence[]>();
  const add = (form: string, occurrence: Occurrence) => {
    const places = index.get(form);
    if (places) places.push(occurrence);
    else index.set(form, [occurrence]);
  };
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (!token) continue;
    const { form, from, to } = token;
    add(form, { start: at, end: at + 1, from, to });
    if (form.startsWith("#")) add(form.slice(1), { start: at, end: at + 1, from: from + 1, to });
    if (token.hyphened && !tokens[at - 1]?.hyphened) addJoined(tokens, at, add);
  }
  let beginnings: ReadonlyMap<string, readonly string[]> | null = null;
  return {
    text,
    tokens,
    index,
    formsFrom: (stem) => {
      if (stem.length < PREFIX_KEY) return [...index.keys()].filter((form) => form.startsWith(stem));
      beginnings ??= groupByBeginning(index.keys());
      return (beginnings.get(stem.slice(0, PREFIX_KEY)) ?? []).filter((form) => form.startsWith(stem));
    },
  };
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

function addJoined(tokens: readonly Token[], start: number, add: (form: string, occurrence: Occurrence) => void): void {
  let last = start;
  while (tokens[last]?.hyphened) last += 1;
  if (last - start >= MOST_PARTS) return;
  const form = tokens
    .slice(start, last + 1)
    .map((token) => token.form)
    .join("");
  add(form, { start, end: last + 1, from: tokens[start]?.from ?? 0, to: tokens[last]?.to ?? 0 });
}
