import { QueryProblem, type QueryNode } from "./query.ts";

/** Refuses a query with a branch that says only what must not be there: it would match nearly everything. */
export function requirePositiveTerms(root: QueryNode): void {
  if (isPositive(root, true)) return;
  throw new QueryProblem(negativeBranch(root).at, "only_negative");
}

/** Whether every way to satisfy the node (or, when `asked` is false, its negation) needs a term to be there. */
function isPositive(node: QueryNode, asked: boolean): boolean {
  if (node.kind === "term" || node.kind === "near") return asked;
  if (node.kind === "not") return isPositive(node.child, !asked);
  const allMustHold = (node.kind === "and") === asked;
  return allMustHold
    ? node.children.some((child) => isPositive(child, asked))
    : node.children.every((child) => isPositive(child, asked));
}

function negativeBranch(node: QueryNode): QueryNode {
  if (node.kind !== "or") return node;
  const branch = node.children.find((child) => !isPositive(child, true));
  return branch ? negativeBranch(branch) : node;
}
