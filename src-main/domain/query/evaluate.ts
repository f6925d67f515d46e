import { findNear } from "./near.ts";
import { findOccurrences } from "./occurrences.ts";
import type { FieldText, PreparedMention } from "./prepare-mention.ts";
import type { Piece, Query, QueryNode, TermNode } from "./query.ts";
import { tidySpans, type Span } from "./spans.ts";
import type { Occurrence } from "./token-stream.ts";

export { prepareMention, type MentionFields, type PreparedMention } from "./prepare-mention.ts";
export type { Span } from "./spans.ts";

type NearNode = Extract<QueryNode, { kind: "near" }>;
type Place = { readonly from: number; readonly to: number };
const NOWHERE: readonly Place[] = [];
const NO_MATCH = { matches: false, spans: [] } as const;

type NearPlace = Occurrence & { readonly text: FieldText };

/**
 * Whether a mention answers a query, with the words that made it so: the spans of the positive terms on every branch
 * that holds, as UTF-16 offsets into the original fields.
 */
export function matchQuery(
  { root }: Query,
  mention: PreparedMention,
): { readonly matches: boolean; readonly spans: readonly Span[] } {
  const spans: Span[] = [];
  // A query of one term is answered by where it stands: no need to look twice.
  if (root.kind !== "term" && !holds(root, mention)) return NO_MATCH;
  addSpans(root, mention, spans);
  return root.kind === "term" && spans.length === 0 ? NO_MATCH : { matches: true, spans: tidySpans(spans) };
}

/** Whether one part of a query is true of a mention. Asked of every mention by every watch: nothing is allocated here. */
export function holds(node: QueryNode, mention: PreparedMention): boolean {
  switch (node.kind) {
    case "and":
      for (const child of node.children) if (!holds(child, mention)) return false;
      return true;
    case "or":
      for (const child of node.children) if (holds(child, mention)) return true;
      return false;
    case "not":
      return !holds(node.child, mention);
    case "near":
      return nearPlaces(node, mention).length > 0;
    case "term":
      if (node.scope !== "words") return isIn(node, mention[node.scope]);
      return isIn(node, mention.title) || isIn(node, mention.text);
  }
}

function addSpans(node: QueryNode, mention: PreparedMention, spans: Span[]): void {
  switch (node.kind) {
    case "and":
      for (const child of node.children) addSpans(child, mention, spans);
      return;
    case "or":
      for (const child of node.children) if (holds(child, mention)) addSpans(child, mention, spans);
      return;
    case "not":
      return;
    case "near":
      for (const place of nearPlaces(node, mention)) spans.push(toSpan(place, place.text));
      return;
    case "term":
      if (node.scope !== "words") return addTermSpans(node, mention[node.scope], spans);
      addTermSpans(node, mention.title, spans);
      addTermSpans(node, mention.text, spans);
  }
}

function addTermSpans(term: TermNode, text: FieldText | null, spans: Span[]): void {
  if (text !== null) for (const place of placesOf(term, text)) spans.push(toSpan(place, text));
}

/** The most common question by far, a single word, needs no list of places. */
function isIn(term: TermNode, text: FieldText | null): boolean {
  if (text === null) return false;
  if (term.test.kind === "tokens" && term.test.word !== null)
    return !text.lacks(term.test.word) && (text.shows(term.test.word) || text.stream().holds(term.test.word));
  return placesOf(term, text).length > 0;
}

/** Whether a glance at the text tells that a piece of each variant is not there. */
function isLacking(variants: readonly (readonly Piece[])[], text: FieldText): boolean {
  for (const pieces of variants) if (!lacksOneOf(pieces, text)) return false;
  return true;
}

function lacksOneOf(pieces: readonly Piece[], text: FieldText): boolean {
  for (const piece of pieces) if (piece.match !== "wild" && text.lacks(piece.form)) return true;
  return false;
}

function placesOf({ test }: TermNode, text: FieldText): readonly Place[] {
  if (test.kind === "tokens" && isLacking(test.variants, text)) return NOWHERE;
  if (test.kind !== "substring") return findOccurrences(test, text.stream());
  const { folded, origins } = text.folded();
  const places: Place[] = [];
  for (let at = folded.indexOf(test.folded); at >= 0; at = folded.indexOf(test.folded, at + test.folded.length)) {
    places.push({ from: origins[at] ?? 0, to: origins[at + test.folded.length] ?? 0 });
  }
  return places;
}

/** Title and text are read on as one for NEAR: a headline and its first words belong together. */
function nearPlaces(node: NearNode, mention: PreparedMention): readonly NearPlace[] {
  const left = sidePlaces(node.left, mention);
  return left.length === 0 ? [] : findNear(left, sidePlaces(node.right, mention), node);
}

function sidePlaces(side: QueryNode, mention: PreparedMention): readonly NearPlace[] {
  if (side.kind === "or") return side.children.flatMap((child) => sidePlaces(child, mention));
  if (side.kind !== "term" || side.test.kind === "substring") return [];
  const { scope, test } = side;
  const found: NearPlace[] = [];
  for (const text of scope === "words" ? [mention.title, mention.text] : [mention[scope]]) {
    if (text === null) continue;
    const before = text === mention.text ? (mention.title?.stream().tokens.length ?? 0) : 0;
    for (const { start, end, from, to } of findOccurrences(test, text.stream()))
      found.push({ start: start + before, end: end + before, from, to, text });
  }
  return found;
}

function toSpan({ from, to }: Place, { field, offset }: FieldText): Span {
  return { field, from: from + offset, to: to + offset };
}
