import { matchQuery } from "./evaluate.ts";
import type { PreparedMention } from "./prepare-mention.ts";
import type { Query, QueryNode } from "./query.ts";

/** Measures the queries whose patterns could take long, and is told of one that did. */
export type Stopwatch<Id> = {
  /** Milliseconds that only grow. */
  readonly now: () => number;
  /** The longest that one query may take over one mention. */
  readonly mostMs: number;
  readonly overran: (id: Id) => void;
};

type QueryMatch = ReturnType<typeof matchQuery>;

export type TimedQueries<Id> = {
  /** Evaluates a query under an id; one that took too long is still answered this time. */
  readonly time: (id: Id, query: Query) => (mention: PreparedMention) => QueryMatch;
  /** Those that took too long. */
  readonly overran: ReadonlySet<Id>;
};

/** Times queries with patterns in them: all else takes as long as its text is. Without a stopwatch nothing is timed. */
export function timeQueries<Id>(stopwatch: Stopwatch<Id> | undefined): TimedQueries<Id> {
  const overran = new Set<Id>();
  return {
    overran,
    time: (id, query) => {
      if (!stopwatch || !hasPattern(query.root)) return (mention) => matchQuery(query, mention);
      return (mention) => {
        const begun = stopwatch.now();
        const answer = matchQuery(query, mention);
        if (stopwatch.now() - begun <= stopwatch.mostMs) return answer;
        // The machine may have stood still: a second look tells whether it was the pattern.
        const again = stopwatch.now();
        matchQuery(query, mention);
        if (stopwatch.now() - again <= stopwatch.mostMs || overran.has(id)) return answer;
        overran.add(id);
        stopwatch.overran(id);
        return answer;
      };
    },
  };
}

/** Whether a regular expression is among its terms. */
function hasPattern(node: QueryNode): boolean {
  switch (node.kind) {
    case "term":
      return node.test.kind === "regex";
    case "not":
      return hasPattern(node.child);
    case "near":
      return hasPattern(node.left) || hasPattern(node.right);
    default:
      return node.children.some(hasPattern);
  }
}
