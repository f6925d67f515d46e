import type { Piece, TermTest } from "./query.ts";
import { placesAt, placesOfForms, type Occurrence, type TokenStream } from "./token-stream.ts";

const MOST_REGEX_MATCHES = 1000;

/** Where a term stands in a tokenised text, in order of place. */
export function findOccurrences(
  test: Exclude<TermTest, { kind: "substring" }>,
  stream: TokenStream,
): readonly Occurrence[] {
  if (test.kind === "tokens") {
    const [only] = test.variants;
    if (only && test.variants.length === 1) return findPieces(only, stream);
    return inOrder(test.variants.flatMap((variant) => findPieces(variant, stream)));
  }
  return test.kind === "exact" ? findExact(test, stream) : findRegex(test, stream);
}

function findPieces(pieces: readonly Piece[], stream: TokenStream): readonly Occurrence[] {
  const [first] = pieces;
  if (!first) return [];
  let rows = findPiece(first, stream);
  for (let next = 1; next < pieces.length && rows.length > 0; next += 1) {
    const piece = pieces[next];
    if (piece) rows = rowsWith(rows, piece, stream);
  }
  return rows;
}

/** Rows of neighbours with one more: a whole word is asked for where the row ends, all else is looked up first. */
function rowsWith(rows: readonly Occurrence[], piece: Piece, stream: TokenStream): readonly Occurrence[] {
  const places = piece.match === "exact" ? null : findPiece(piece, stream);
  const longer: Occurrence[] = [];
  for (const row of rows) {
    const after = places === null ? placesAt(stream.tokens, piece.form, row.end) : startingAt(places, row.end);
    for (const place of after) {
      if (piece.glued && place.from !== row.to) continue;
      longer.push({ start: row.start, end: place.end, from: row.from, to: place.to });
    }
  }
  return longer;
}

function startingAt(places: readonly Occurrence[], start: number): readonly Occurrence[] {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (places[end]?.start === start) end += 1;
  return places.slice(low, end);
}

function findPiece(piece: Piece, { placesOf, placesFrom, forms }: TokenStream): readonly Occurrence[] {
  if (piece.match === "exact") return placesOf(piece.form);
  if (piece.match === "prefix") return placesFrom(piece.form);
  const fitting = [...forms()].filter((form) => piece.pattern?.test(form));
  return placesOfForms(fitting, { get: (form) => placesOf(form) });
}

function findExact(test: Extract<TermTest, { kind: "exact" }>, stream: TokenStream): readonly Occurrence[] {
  if (test.pieces.length === 0) return findLiteral(test.needle, stream);
  return findPieces(test.pieces, stream)
    .map((place) => ({ ...place, from: place.from - test.lead, to: place.to + test.trail }))
    .filter(({ from, to }) => stream.text.slice(Math.max(from, 0), to) === test.needle);
}

function findLiteral(needle: string, stream: TokenStream): readonly Occurrence[] {
  const found: Occurrence[] = [];
  for (let from = stream.text.indexOf(needle); from >= 0; from = stream.text.indexOf(needle, from + needle.length)) {
    found.push(placeAt(from, from + needle.length, stream));
  }
  return found;
}

function findRegex({ regex, cap }: Extract<TermTest, { kind: "regex" }>, stream: TokenStream): readonly Occurrence[] {
  const found: Occurrence[] = [];
  for (const match of stream.text.slice(0, cap).matchAll(regex)) {
    if (match[0] !== "") found.push(placeAt(match.index, match.index + match[0].length, stream));
    if (found.length === MOST_REGEX_MATCHES) break;
  }
  return found;
}

/** A stretch of text among the tokens; one without a token, such as "?", stands between two. */
function placeAt(from: number, to: number, { tokens }: TokenStream): Occurrence {
  const start = tokens.findIndex((token) => token.to > from);
  if (start < 0) return { start: tokens.length, end: tokens.length, from, to };
  let end = start;
  while ((tokens[end]?.from ?? Infinity) < to) end += 1;
  return { start, end, from, to };
}

function inOrder(places: readonly Occurrence[]): readonly Occurrence[] {
  return places.toSorted((a, b) => a.start - b.start || a.end - b.end);
}
