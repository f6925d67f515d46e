import type { Piece, Query, QueryNode, TermTest } from "./query.ts";

// Letters that the index's tokeniser (Unicode 6.1) surely knows; a form of others would be an empty phrase to it.
const KNOWN = /^[#@_'\da-zß-ɏͰ-ᾼ぀-ヿ㐀-䶿一-鿋가-힣]+$/u;
const LETTER = /[\p{L}\p{N}]/u;

/**
 * A query in the language of SQLite's FTS5 that finds everything a watch query matches, and may find more: every hit still
 * has to be judged by matchQuery. Null where the index cannot help, such as a regex or a piece of a URL.
 * @example indexFilter(parse("late NEAR/5 deliver* NOT pizza")) // '("late" AND "deliver" *)'
 */
export function indexFilter(query: Query): string | null {
  return filterOf(query.root);
}

function filterOf(node: QueryNode): string | null {
  switch (node.kind) {
    case "term":
      return node.scope === "words" || node.scope === "title" || node.scope === "author" ? termFilter(node.test) : null;
    case "not":
      return null;
    case "near":
      return every([filterOf(node.left), filterOf(node.right)]);
    case "and":
      return every(node.children.map(filterOf));
    case "or":
      return any(node.children.map(filterOf));
  }
}

function termFilter(test: TermTest): string | null {
  if (test.kind === "exact") return every(test.pieces.map(pieceFilter));
  if (test.kind === "tokens") return any(test.variants.map((pieces) => every(pieces.map(pieceFilter))));
  return null;
}

function pieceFilter({ form, match }: Piece): string | null {
  const stem = match === "wild" ? (form.split("?")[0] ?? "") : form;
  if (!KNOWN.test(stem) || !LETTER.test(stem)) return null;
  return match === "exact" ? `"${stem}"` : `"${stem}" *`;
}

/** Parts that cannot be asked for are left out: what remains still finds everything. */
function every(filters: readonly (string | null)[]): string | null {
  const known = [...new Set(filters.filter((filter) => filter !== null))];
  if (known.length === 0) return null;
  return known.length === 1 ? (known[0] ?? null) : `(${known.join(" AND ")})`;
}

function any(filters: readonly (string | null)[]): string | null {
  if (filters.length === 0 || filters.includes(null)) return null;
  return filters.length === 1 ? (filters[0] ?? null) : `(${[...new Set(filters)].join(" OR ")})`;
}
