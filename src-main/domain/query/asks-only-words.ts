import type { Query, QueryNode } from "./query.ts";

/** Whether a query looks at nothing but title and text, so that no other field of a mention has to be read for it. */
export function asksOnlyWords({ root }: Query): boolean {
  return looksAtWords(root);
}

function looksAtWords(node: QueryNode): boolean {
  switch (node.kind) {
    case "term":
      return node.scope === "words" || node.scope === "title";
    case "not":
      return looksAtWords(node.child);
    case "near":
      return looksAtWords(node.left) && looksAtWords(node.right);
    case "and":
    case "or":
      return node.children.every(looksAtWords);
  }
}
