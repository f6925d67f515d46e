import { findNear } from "./near.ts";
import { findOccurrences } from "./occurrences.ts";
import type { FieldText, PreparedMention } from "./prepare-mention.ts";
import type { Query, QueryNode, Scope, TermNode } from "./query.ts";
import { tidySpans, type Span } from "./spans.ts";
import type { Occurrence } from "./token-stream.ts";

export { prepareMention, type MentionFields, type PreparedMention } from "./prepare-mention.ts";
export type { Span } from "./spans.ts";

type NearNode = Extract<QueryNode, { kind: "near" }>;
type Place = { readonly from: number; readonly to: number };
type NearPlace = Occurrence & { readonly text: FieldText };

/**
 * Whether a mention answers a query, with the words that made it so: the spans of the positive terms on every branch
 * that holds, as UTF-16 offsets into the original fields.
 */
export function matchQuery(
  query: Query,
  mention: PreparedMention,
): { readonly matches: boolean; readonly spans: readonly Span[] } {
  if (!holds(query.root, mention)) return { matches: false, spans: [] };
  return { matches: true, spans: tidySpans(spansOf(query.root, mention)) };
}

/** Whether one part of a query is true of a mention. */
export function holds(node: QueryNode, mention: PreparedMention): boolean {
  switch (node.kind) {
    case "and":
      return node.children.every((child) => holds(child, mention));
    case "or":
      return node.children.some((child) => holds(child, mention));
    case "not":
      return !holds(node.child, mention);
    case "near":
      return nearPlaces(node, mention).length > 0;
    case "term":
      return fieldsOf(node.scope, mention).some((text) => isIn(node, text));
  }
}

function spansOf(node: QueryNode, mention: PreparedMention): readonly Span[] {
  switch (node.kind) {
    case "and":
      return node.children.flatMap((child) => spansOf(child, mention));
    case "or":
      return node.children.filter((child) => holds(child, mention)).flatMap((child) => spansOf(child, mention));
    case "not":
      return [];
    case "near":
      return nearPlaces(node, mention).flatMap((place) => toSpans([place], place.text));
    case "term":
      return fieldsOf(node.scope, mention).flatMap((text) => toSpans(placesOf(node, text), text));
  }
}

function fieldsOf(scope: Scope, mention: PreparedMention): readonly FieldText[] {
  const texts = scope === "words" ? [mention.title, mention.text] : [mention[scope]];
  return texts.filter((text) => text !== null);
}

/** The most common question by far, a single word, needs no list of places. */
function isIn(term: TermNode, text: FieldText): boolean {
  if (term.test.kind === "tokens" && term.test.word !== null) return text.stream().index.has(term.test.word);
  return placesOf(term, text).length > 0;
}

function placesOf({ test }: TermNode, text: FieldText): readonly Place[] {
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
  return fieldsOf(scope, mention).flatMap((text) => {
    const before = text === mention.text ? (mention.title?.stream().tokens.length ?? 0) : 0;
    return findOccurrences(test, text.stream()).map(({ start, end, from, to }) => ({
      start: start + before,
      end: end + before,
      from,
      to,
      text,
    }));
  });
}

function toSpans(places: readonly Place[], { field, offset }: FieldText): readonly Span[] {
  return places.map(({ from, to }) => ({ field, from: from + offset, to: to + offset }));
}
