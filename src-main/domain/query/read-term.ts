import { exactTest, phraseTest, wordTest } from "./term-test.ts";
import { QUERY_FIELDS, QueryProblem, type QueryField, type QueryNode, type Scope, type TermTest } from "./query.ts";
import { screenRegex } from "./screen-regex.ts";

export type TermReader = { readonly text: string; at: number; readonly allowSentiment: boolean };

const QUOTE = /["“”„‟]/;
const WORD = /[^\s()"“”„‟]+/y;
const FIELD = /(\p{L}[\p{L}_]*):/uy;

/** One term at `reader.at`, which is on its first character; `readGroup` reads the parentheses of `field:(…)`. */
export function readTerm(reader: TermReader, scope: Scope, readGroup: (field: QueryField) => QueryNode): QueryNode {
  const at = reader.at;
  const name = fieldNameAt(reader);
  if (name === null || name === "case") return { kind: "term", at, ...readTest(reader, scope), scope };
  const field = checkField(reader, name, scope);
  reader.at += name.length + 1;
  const next = reader.text[reader.at] ?? " ";
  if (next === "(") return readGroup(field);
  if (/[\s)-]/.test(next)) throw new QueryProblem(reader.at, "field_value", { field });
  const inner = field === "url" ? null : fieldNameAt(reader);
  if (inner !== null && inner !== "case") throw new QueryProblem(reader.at, "nested_field", { field, inner });
  return { kind: "term", at, ...readTest(reader, field), scope: field };
}

/** The name before a colon at the start of a word, in small letters; `22:15` has none. */
function fieldNameAt({ text, at }: TermReader): string | null {
  FIELD.lastIndex = at;
  return FIELD.exec(text)?.[1]?.toLowerCase() ?? null;
}

function checkField(reader: TermReader, name: string, scope: Scope): QueryField {
  const field = QUERY_FIELDS.find((one) => one === name);
  if (!field) throw new QueryProblem(reader.at, "unknown_field", { field: name, fields: QUERY_FIELDS.join(", ") });
  if (scope !== "words") throw new QueryProblem(reader.at, "nested_field", { field: scope, inner: field });
  if (field === "sentiment" && !reader.allowSentiment) throw new QueryProblem(reader.at, "sentiment_refused");
  return field;
}

function readTest(reader: TermReader, scope: Scope): { test: TermTest; end: number } {
  const test = fieldNameAt(reader) === "case" && scope !== "url" ? readExact(reader) : readPlain(reader, scope);
  return { test, end: reader.at };
}

function readPlain(reader: TermReader, scope: Scope): TermTest {
  const at = reader.at;
  const first = reader.text[at] ?? "";
  if (QUOTE.test(first)) return phraseTest(readQuoted(reader), scope, at);
  if (first === "/") return readRegex(reader);
  return wordTest(readWord(reader), scope, at);
}

function readExact(reader: TermReader): TermTest {
  reader.at += "case:".length;
  const first = reader.text[reader.at] ?? " ";
  if (/[\s()]/.test(first)) throw new QueryProblem(reader.at, "case_value");
  const at = reader.at;
  const needle = (QUOTE.test(first) ? readQuoted(reader) : readWord(reader)).trim();
  if (needle === "") throw new QueryProblem(at, "empty_phrase");
  return exactTest(needle);
}

/** The inside of the quotation marks at `reader.at`, curly ones too, since people paste; `\"` is a mark inside. */
function readQuoted(reader: TermReader): string {
  const opening = reader.at;
  let at = opening + 1;
  while (at < reader.text.length && !QUOTE.test(reader.text[at] ?? "")) at += reader.text[at] === "\\" ? 2 : 1;
  if (at >= reader.text.length) throw new QueryProblem(opening, "unclosed_quote");
  reader.at = at + 1;
  return reader.text.slice(opening + 1, at).replace(/\\(["\\])/g, "$1");
}

function readWord(reader: TermReader): string {
  WORD.lastIndex = reader.at;
  const word = WORD.exec(reader.text)?.[0] ?? "";
  reader.at += word.length;
  return word;
}

function readRegex(reader: TermReader): TermTest {
  const opening = reader.at;
  const closing = regexEnd(reader.text, opening + 1);
  if (closing < 0) throw new QueryProblem(opening, "regex_unclosed");
  const source = reader.text.slice(opening + 1, closing);
  const flags = /^[^\s()"“”]*/.exec(reader.text.slice(closing + 1))?.[0] ?? "";
  if (source === "") throw new QueryProblem(opening, "regex_empty");
  if (flags !== "" && flags !== "i") throw new QueryProblem(closing + 1, "regex_flag", { flags });
  reader.at = closing + 1 + flags.length;
  return { kind: "regex", ...screenRegex({ source, ignoreCase: flags === "i", at: opening }) };
}

function regexEnd(text: string, from: number): number {
  let inClass = false;
  for (let at = from; at < text.length; at += 1) {
    const character = text[at];
    if (character === "\\") at += 1;
    else if (character === "[") inClass = true;
    else if (character === "]") inClass = false;
    else if (character === "/" && !inClass) return at;
  }
  return -1;
}
