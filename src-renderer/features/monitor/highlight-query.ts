export type QueryPart = {
  readonly text: string;
  readonly from: number;
  readonly kind: "space" | "word" | "operator" | "string" | "field" | "open" | "close";
};

const OPERATOR = /^(?:AND|OR|NOT|NEAR(?:\/\d+f?)?)$/;
const QUOTES = '"“”„‟';
const SPACE = /\s+/y;
const FIELD = /\p{L}[\p{L}_]*:/uy;
const WORD = new RegExp(`[^\\s()${QUOTES}]+`, "y");
const STRING = new RegExp(`[${QUOTES}](?:\\\\.|[^\\\\${QUOTES}])*[${QUOTES}]?`, "sy");
const REGEX = /\/(?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\\n])+\/i?/y;

/** A query as it is coloured. It only colours: whether the query can be read is the engine's to say. */
export function highlightQuery(text: string): QueryPart[] {
  const parts: QueryPart[] = [];
  let from = 0;
  while (from < text.length) {
    const part = partAt(text, from);
    parts.push(part);
    from += part.text.length;
  }
  return parts;
}

function partAt(text: string, from: number): QueryPart {
  const character = text[from] ?? "";
  if (character === "(") return { kind: "open", text: character, from };
  if (character === ")") return { kind: "close", text: character, from };
  const found = (pattern: RegExp) => {
    pattern.lastIndex = from;
    return pattern.exec(text)?.[0];
  };
  const space = found(SPACE);
  if (space) return { kind: "space", text: space, from };
  const string = found(STRING) ?? found(REGEX);
  if (string) return { kind: "string", text: string, from };
  const field = found(FIELD);
  if (field) return { kind: "field", text: field, from };
  if (character === "-" && /[^\s)]/.test(text[from + 1] ?? " ")) return { kind: "operator", text: character, from };
  const word = found(WORD) ?? character;
  return { kind: OPERATOR.test(word) ? "operator" : "word", text: word, from };
}

/** Where the parenthesis beside the caret and its partner stand; null when there is none, or it has no partner. */
export function pairAt(parts: readonly QueryPart[], caret: number): readonly [number, number] | null {
  const brackets = parts.filter(({ kind }) => kind === "open" || kind === "close");
  // What was just typed counts first: the bracket before the caret.
  const near = brackets.find(({ from }) => from === caret - 1) ?? brackets.find(({ from }) => from === caret);
  if (!near) return null;
  const line = near.kind === "open" ? brackets : brackets.toReversed();
  let depth = 0;
  for (const bracket of line.slice(line.indexOf(near))) {
    depth += bracket.kind === near.kind ? 1 : -1;
    if (depth === 0) return near.from < bracket.from ? [near.from, bracket.from] : [bracket.from, near.from];
  }
  return null;
}

/** The part that a fault underlines: the one it points into, or the last one before when it points at nothing. */
export function faultyPart(parts: readonly QueryPart[], at: number): QueryPart | null {
  const words = parts.filter(({ kind }) => kind !== "space");
  return (
    words.find(({ from, text }) => at >= from && at < from + text.length) ??
    words.findLast(({ from }) => from < at) ??
    null
  );
}

/** Line and column of a position, counted from one as people do. */
export function placeOf(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
