import type { Query, QueryNode, TermNode } from "./query.ts";

/**
 * The names that a watch is about, as they are written: its words and phrases where it is nothing but a list of them, whatever it rules
 * out besides. A query that asks for more ("ternway AND late") tells no names: what it asks for may carry the tone.
 * @example plainNamesOf(parse('("Best Buy" OR bestbuy) NOT site:example')) // ["Best Buy", "bestbuy"]
 */
export function plainNamesOf({ root, source }: Query): readonly string[] {
  const positive = root.kind === "and" ? root.children.filter(({ kind }) => kind !== "not") : [root];
  const [only] = positive;
  if (!only || positive.length > 1) return [];
  const terms = only.kind === "or" ? only.children : [only];
  if (!terms.every(isWritten)) return [];
  return [...new Set(terms.flatMap((term) => nameOf(term, source)))];
}

function isWritten(node: QueryNode): node is TermNode {
  return node.kind === "term";
}

function nameOf({ scope, test, at, end }: TermNode, source: string): readonly string[] {
  if (scope !== "words" && scope !== "title") return [];
  if (test.kind === "exact") return [test.needle];
  if (test.kind !== "tokens" || test.variants.some((pieces) => pieces.some(({ match }) => match !== "exact")))
    return [];
  const written = source
    .slice(at, end)
    .replace(/^(?:title:)?["“”„‟]?#?/i, "")
    .replace(/["“”„‟]$/, "")
    .trim();
  return written === "" || written.startsWith("@") ? [] : [written];
}
