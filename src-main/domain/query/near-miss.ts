import { holds } from "./evaluate.ts";
import type { PreparedMention } from "./prepare-mention.ts";
import type { Query, QueryNode } from "./query.ts";

/** A part of the query as its writer typed it: 0-based UTF-16 offsets, `to` exclusive. */
export type QueryPart = { readonly from: number; readonly to: number; readonly text: string };

export type NearMiss = {
  /** Parts that would have to be there: a term, a NEAR, or an OR-group of which none is. */
  readonly missing: readonly QueryPart[];
  /** Parts that are there but must not be. */
  readonly unwanted: readonly QueryPart[];
};

/**
 * Why a mention does not match, along the branch that comes closest; null when it matches, or when none of that branch
 * is there (which is a plain miss). Example: `late AND ferry` on "a late bus" misses `ferry`.
 */
export function explainNearMiss(query: Query, mention: PreparedMention): NearMiss | null {
  if (holds(query.root, mention)) return null;
  const { missing, unwanted, present } = faultsOf(query.root, mention, true);
  if (present === 0) return null;
  const parts = (nodes: readonly QueryNode[]) =>
    nodes.map((node) => partOf(node, query.source)).toSorted((a, b) => a.from - b.from);
  return { missing: parts(missing), unwanted: parts(unwanted) };
}

type Faults = {
  readonly missing: readonly QueryNode[];
  readonly unwanted: readonly QueryNode[];
  readonly present: number;
};

/** What stands between the node and its being `asked` (true: must hold, false: must not). */
function faultsOf(node: QueryNode, mention: PreparedMention, asked: boolean): Faults {
  if (node.kind === "not") return faultsOf(node.child, mention, !asked);
  if (holds(node, mention) === asked) return { missing: [], unwanted: [], present: asked ? 1 : 0 };
  if (node.kind === "term" || node.kind === "near") return fault(node, asked);
  const faults = node.children.map((child) => faultsOf(child, mention, asked));
  if ((node.kind === "and") === asked) return together(faults);
  const closest = faults.toSorted((a, b) => countOf(a) - countOf(b) || b.present - a.present)[0];
  // When no branch is begun, naming one of them at random would mislead: the whole group is what is missing.
  return asked && closest?.present === 0 ? fault(node, true) : (closest ?? fault(node, asked));
}

function fault(node: QueryNode, asked: boolean): Faults {
  return { missing: asked ? [node] : [], unwanted: asked ? [] : [node], present: 0 };
}

function together(faults: readonly Faults[]): Faults {
  return {
    missing: faults.flatMap(({ missing }) => missing),
    unwanted: faults.flatMap(({ unwanted }) => unwanted),
    present: faults.reduce((sum, { present }) => sum + present, 0),
  };
}

function countOf({ missing, unwanted }: Faults): number {
  return missing.length + unwanted.length;
}

function partOf(node: QueryNode, source: string): QueryPart {
  const to = endOf(node);
  return { from: node.at, to, text: source.slice(node.at, to) };
}

function endOf(node: QueryNode): number {
  switch (node.kind) {
    case "term":
      return node.end;
    case "not":
      return endOf(node.child);
    case "near":
      return endOf(node.right);
    default:
      return Math.max(...node.children.map(endOf));
  }
}
