import { requirePositiveTerms } from "./positive-terms.ts";
import { readTerm, type TermReader } from "./read-term.ts";
import { QueryProblem, type Query, type QueryError, type QueryNode, type Scope, type TermNode } from "./query.ts";

export type ParseOptions = {
  /** False for a saved watch: a corrected sentiment must not change what is a mention. */
  readonly allowSentiment: boolean;
};

export type ParsedQuery =
  | { readonly ok: true; readonly query: Query }
  | { readonly ok: false; readonly error: QueryError };

const LONGEST_QUERY = 20_000;
const DEEPEST_GROUP = 60;
const OPERATOR = /^(?:AND|OR|NOT|NEAR(?:\/[^\s()"]*)?)$/;
const WORD = /[^\s()"“”„‟]+/y;

type Reader = TermReader & { depth: number };

/**
 * Reads the watch language: `word "a phrase" pref* wom?n case:"G+" /regex/i field:term`, NEAR/n and NEAR/nf, NOT and
 * `-`, AND (or nothing), OR, tightest first. Never throws; `error.at` is a 0-based UTF-16 offset.
 */
export function parseQuery(text: string, { allowSentiment }: ParseOptions = { allowSentiment: true }): ParsedQuery {
  try {
    if (text.length > LONGEST_QUERY) throw new QueryProblem(LONGEST_QUERY, "too_long", { most: LONGEST_QUERY });
    const reader: Reader = { text, at: 0, allowSentiment, depth: 0 };
    skipSpace(reader);
    if (reader.at === text.length) throw new QueryProblem(0, "empty");
    const root = readOr(reader, "words");
    if (reader.at < text.length) throw new QueryProblem(reader.at, "unopened_parenthesis");
    requirePositiveTerms(root);
    return { ok: true, query: { source: text, root } };
  } catch (problem) {
    if (problem instanceof QueryProblem) return { ok: false, error: problem.problem };
    throw problem;
  }
}

function readOr(reader: Reader, scope: Scope): QueryNode {
  const children = [readAnd(reader, scope)];
  while (peekOperator(reader) === "OR") {
    takeOperator(reader);
    children.push(readAnd(reader, scope));
  }
  return combine("or", children);
}

function readAnd(reader: Reader, scope: Scope): QueryNode {
  const children = [readNot(reader, scope)];
  for (;;) {
    skipSpace(reader);
    const operator = peekOperator(reader);
    if (operator === "OR" || reader.at === reader.text.length || reader.text[reader.at] === ")")
      return combine("and", children);
    if (operator === "AND") takeOperator(reader);
    children.push(readNot(reader, scope));
  }
}

function readNot(reader: Reader, scope: Scope): QueryNode {
  skipSpace(reader);
  const at = reader.at;
  if (peekOperator(reader) === "NOT") takeOperator(reader);
  else if (isLeadingMinus(reader)) reader.at += 1;
  else return readNear(reader, scope);
  return deeper(reader, at, () => {
    const child = readNot(reader, scope);
    return child.kind === "not" ? child.child : { kind: "not", at, child };
  });
}

function readNear(reader: Reader, scope: Scope): QueryNode {
  const left = readPrimary(reader, scope);
  const operator = peekOperator(reader);
  if (!operator?.startsWith("NEAR")) return left;
  const at = reader.at;
  const written = /^NEAR\/(\d{1,4})(f?)$/.exec(operator);
  const distance = Number(written?.[1] ?? 0);
  if (distance < 1) throw new QueryProblem(at, "near_number", { text: operator });
  takeOperator(reader);
  skipSpace(reader);
  if (peekOperator(reader) === "NOT" || isLeadingMinus(reader))
    throw new QueryProblem(reader.at, "near_operand", { operator });
  const right = readPrimary(reader, scope);
  const scopes = [...nearTerms(left, operator), ...nearTerms(right, operator)].map((term) => term.scope);
  const fixed = new Set(scopes.map((one) => (one === "title" ? "words" : one)));
  if (fixed.size > 1) throw new QueryProblem(at, "near_fields", { operator });
  if (peekOperator(reader)?.startsWith("NEAR")) throw new QueryProblem(reader.at, "near_chain", { operator });
  return { kind: "near", at: left.at, left, right, distance, ordered: written?.[2] === "f" };
}

/** The terms of one side of NEAR, which is a term or an OR-group of terms that have a place among words. */
function nearTerms(node: QueryNode, operator: string): readonly TermNode[] {
  if (node.kind === "term" && node.scope !== "url") return [node];
  if (node.kind === "or") return node.children.flatMap((child) => nearTerms(child, operator));
  throw new QueryProblem(node.at, "near_operand", { operator });
}

function readPrimary(reader: Reader, scope: Scope): QueryNode {
  skipSpace(reader);
  const operator = peekOperator(reader);
  if (operator) throw expectedTerm(reader, operator);
  if (reader.at === reader.text.length || reader.text[reader.at] === ")") throw expectedTerm(reader, null);
  if (reader.text[reader.at] === "(") return readGroup(reader, scope);
  return readTerm(reader, scope, (field) => readGroup(reader, field));
}

function readGroup(reader: Reader, scope: Scope): QueryNode {
  const at = reader.at;
  reader.at += 1;
  skipSpace(reader);
  if (reader.text[reader.at] === ")") throw new QueryProblem(at, "empty_group");
  if (reader.at === reader.text.length) throw new QueryProblem(at, "unclosed_parenthesis");
  const inside = deeper(reader, at, () => readOr(reader, scope));
  if (reader.text[reader.at] !== ")") throw new QueryProblem(at, "unclosed_parenthesis");
  reader.at += 1;
  return inside;
}

/** A query as deep as the stack must be refused, not crash. */
function deeper(reader: Reader, at: number, read: () => QueryNode): QueryNode {
  reader.depth += 1;
  if (reader.depth > DEEPEST_GROUP) throw new QueryProblem(at, "too_deep", { most: DEEPEST_GROUP });
  const node = read();
  reader.depth -= 1;
  return node;
}

function expectedTerm(reader: Reader, found: string | null): QueryProblem {
  const before = reader.text.slice(0, reader.at).trimEnd();
  const previous = /(?:^|[\s()"“”])(AND|OR|NOT|NEAR\/\d+f?)$/.exec(before)?.[1];
  if (previous) return new QueryProblem(reader.at, "expected_term_after", { operator: previous });
  if (found) return new QueryProblem(reader.at, "expected_term_before", { operator: found });
  return reader.text[reader.at] === ")"
    ? new QueryProblem(reader.at, "unopened_parenthesis")
    : new QueryProblem(reader.at, "expected_term_after", { operator: before.at(-1) ?? "" });
}

function combine(kind: "and" | "or", children: readonly QueryNode[]): QueryNode {
  const [first] = children;
  if (first && children.length === 1) return first;
  return { kind, at: first?.at ?? 0, children };
}

function isLeadingMinus(reader: Reader): boolean {
  return (
    reader.text[reader.at] === "-" && /\S/.test(reader.text[reader.at + 1] ?? " ") && reader.text[reader.at + 1] !== ")"
  );
}

function peekOperator(reader: Reader): string | null {
  skipSpace(reader);
  WORD.lastIndex = reader.at;
  const word = WORD.exec(reader.text)?.[0];
  return word && OPERATOR.test(word) ? word : null;
}

function takeOperator(reader: Reader): void {
  reader.at += peekOperator(reader)?.length ?? 0;
}

function skipSpace(reader: Reader): void {
  while (/\s/.test(reader.text[reader.at] ?? "")) reader.at += 1;
}
