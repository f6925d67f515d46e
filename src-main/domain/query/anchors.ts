import type { Piece, QueryNode, Scope, TermTest } from "./query.ts";

/** A shorter beginning says too little to be looked for. */
export const PREFIX_KEY = 3;

/** A token that must be in a mention before a query can match it; `words` covers title and text. */
export type Anchor = { readonly scope: Scope; readonly match: "exact" | "prefix"; readonly form: string };

/** Any match holds at least one of these; null where no token can be named (a regex, a piece of a URL). */
export function anchorsOf(node: QueryNode): readonly Anchor[] | null {
  switch (node.kind) {
    case "term":
      return termAnchors(node.test, node.scope === "title" ? "words" : node.scope);
    case "not":
      return null;
    case "near":
      return rarer([node.left, node.right].map(anchorsOf));
    case "and":
      return rarer(node.children.map(anchorsOf));
    case "or":
      return allOf(node.children.map(anchorsOf));
  }
}

function termAnchors(test: TermTest, scope: Scope): readonly Anchor[] | null {
  if (scope === "url") return null;
  if (test.kind === "exact") return pieceAnchors(test.pieces, scope);
  if (test.kind !== "tokens") return null;
  return allOf(test.variants.map((pieces) => pieceAnchors(pieces, scope)));
}

function pieceAnchors(pieces: readonly Piece[], scope: Scope): readonly Anchor[] | null {
  return rarer(
    pieces.map((piece) => {
      if (piece.match === "exact") return [{ scope, match: "exact", form: piece.form }];
      const stem = piece.match === "wild" ? (piece.form.split("?")[0] ?? "") : piece.form;
      return stem.length < PREFIX_KEY ? null : [{ scope, match: "prefix", form: stem }];
    }),
  );
}

function allOf(branches: readonly (readonly Anchor[] | null)[]): readonly Anchor[] | null {
  const known = branches.filter((anchors) => anchors !== null);
  return known.length < branches.length ? null : known.flat();
}

function rarer(choices: readonly (readonly Anchor[] | null)[]): readonly Anchor[] | null {
  let best: readonly Anchor[] | null = null;
  for (const anchors of choices) if (anchors && (!best || commonness(anchors) < commonness(best))) best = anchors;
  return best;
}

/** A guess without a corpus: long words are rare, and words of the text rarer than a language or a source. */
function commonness(anchors: readonly Anchor[]): number {
  return anchors.reduce(
    (sum, { scope, match, form }) =>
      sum + ((scope === "words" ? 1 : 8) * (match === "prefix" ? 2 : 1)) / form.length ** 2,
    0,
  );
}
