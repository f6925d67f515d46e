/** The shape of a regular expression, as far as its running time depends on it. */
export type RegexTree =
  /** One character: bit n of `set` says that it may be ASCII n; bit 128 stands for all others. */
  | { readonly kind: "set"; readonly set: bigint }
  | { readonly kind: "sequence"; readonly parts: readonly RegexTree[] }
  | { readonly kind: "choice"; readonly options: readonly RegexTree[] }
  | { readonly kind: "repeat"; readonly part: RegexTree; readonly min: number; readonly max: number }
  /** Takes no character: an edge, or a look ahead or behind with something inside. */
  | { readonly kind: "edge"; readonly start: boolean; readonly inside: RegexTree | null }
  | { readonly kind: "backreference" };

const OTHERS = 128n;
const EDGE = /\^|\$|\\[bB]/y;
const GROUP = /\((?:\?(?:(<?[=!])|<[^>=!]*>|[a-z-]*:))?/y;
const BACKREFERENCE = /\\(?:[1-9]\d*|k<[^>]*>)/y;
const ATOM = /\\(?:u\{[^}]*\}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|[pP]\{[^}]*\}|c[A-Za-z]|.)|\[(?:\\.|[^\]\\])*\]|[^]/uy;
const QUANTIFIER = /(?:([*+?])|\{(\d+)(,(\d*))?\})\??/y;

type Reader = { readonly source: string; readonly flags: string; at: number };

/** Reads a pattern that `new RegExp(source, flags)` has already accepted. */
export function readRegexTree(source: string, flags: string): RegexTree {
  return readChoice({ source, flags, at: 0 });
}

function readChoice(reader: Reader): RegexTree {
  const options = [readSequence(reader)];
  while (reader.source[reader.at] === "|") {
    reader.at += 1;
    options.push(readSequence(reader));
  }
  return options.length === 1 && options[0] ? options[0] : { kind: "choice", options };
}

function readSequence(reader: Reader): RegexTree {
  const parts: RegexTree[] = [];
  while (reader.at < reader.source.length && !/[|)]/.test(reader.source[reader.at] ?? "")) {
    parts.push(readRepeat(reader, readPart(reader)));
  }
  return { kind: "sequence", parts };
}

function readPart(reader: Reader): RegexTree {
  const edge = take(reader, EDGE);
  if (edge) return { kind: "edge", start: edge[0] === "^", inside: null };
  if (take(reader, BACKREFERENCE)) return { kind: "backreference" };
  const group = take(reader, GROUP);
  if (!group) return { kind: "set", set: charactersOf(take(reader, ATOM)?.[0] ?? "", reader.flags) };
  const inside = readChoice(reader);
  reader.at += 1;
  return group[1] ? { kind: "edge", start: false, inside } : inside;
}

function readRepeat(reader: Reader, part: RegexTree): RegexTree {
  const quantifier = take(reader, QUANTIFIER);
  if (!quantifier) return part;
  const [, sign, least, comma, most] = quantifier;
  if (sign) return { kind: "repeat", part, min: sign === "+" ? 1 : 0, max: sign === "?" ? 1 : Infinity };
  const min = Number(least);
  const max = comma === undefined ? min : most ? Number(most) : Infinity;
  return { kind: "repeat", part, min, max };
}

function take(reader: Reader, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.source);
  if (found) reader.at += found[0].length;
  return found;
}

/** Asks the engine itself which ASCII letters an atom takes; all other letters are one, taken when in doubt. */
function charactersOf(atom: string, flags: string): bigint {
  const plain =
    /^[\0-\x7f]$|^\\[^DWSpPuxsck]$|^\[(?!\^)(?:[\0-\x7f])*\]$/.test(atom) &&
    !/\\[DWSpPuxsck]/.test(atom) &&
    atom !== ".";
  const test = new RegExp(`^${atom}$`, flags);
  let set = plain ? 0n : 1n << OTHERS;
  for (let code = 0; code < 128; code += 1) if (test.test(String.fromCharCode(code))) set |= 1n << BigInt(code);
  return set;
}
