import { QueryProblem } from "./query.ts";
import { readRegexTree, type RegexTree } from "./regex-tree.ts";

// Saved regular expressions run inside the engine on texts that strangers write, so what could run for long is refused
// before it is saved (a repeat inside a repeat, two overlapping repeats side by side, too many ways to match), and what
// is quadratic or cubic reads only so much of a field that the worst text costs milliseconds.
const CAPS = [100_000, 10_000, 2_000];
const LONGEST_REGEX = 500;
const LARGEST_COUNT = 1000;
const MOST_WAYS = 2000;
// A repeat that may go further than this counts as endless.
const SMALL_REPEAT = 10;

const EVERYTHING = (1n << 129n) - 1n;

type Reason = "nested" | "neighbours" | "many" | "backreference" | "long";

class SlowRegex extends Error {
  readonly reason: Reason;

  constructor(reason: Reason) {
    super(reason);
    this.reason = reason;
  }
}

/**
 * Compiles a regular expression of a query, or refuses it with a QueryProblem at `at`.
 * `cap`: how many UTF-16 units of a field it may read.
 */
export function screenRegex({ source, ignoreCase, at }: { source: string; ignoreCase: boolean; at: number }): { regex: RegExp; cap: number } {
  const regex = compile(source, ignoreCase ? "i" : "", at);
  if (regex.test("")) throw new QueryProblem(at, "regex_matches_empty");
  regex.lastIndex = 0;
  return { regex, cap: capOf(regex, at) };
}

function compile(source: string, ignoreCase: string, at: number): RegExp {
  try {
    return new RegExp(source, `gu${ignoreCase}`);
  } catch {
    // Without u, escapes such as `\-` that people carry over from other tools are allowed.
    return compileLoosely(source, `g${ignoreCase}`, at);
  }
}

function compileLoosely(source: string, flags: string, at: number): RegExp {
  try {
    return new RegExp(source, flags);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message.replace(/^.*\/\w*: /s, "").toLowerCase() : String(cause);
    throw new QueryProblem(at, "regex_broken", { why });
  }
}

function capOf(regex: RegExp, at: number): number {
  try {
    if (regex.source.length > LONGEST_REGEX) throw new SlowRegex("long");
    const tree = readRegexTree(regex.source, regex.flags.replace("g", ""));
    screenPart(tree);
    if (waysOf(tree) > MOST_WAYS) throw new SlowRegex("many");
    const cap = CAPS[looseRepeats([tree]) + (beginsEndlessly(tree) ? 1 : 0)];
    if (cap === undefined) throw new SlowRegex("many");
    return cap;
  } catch (problem) {
    if (problem instanceof SlowRegex) throw new QueryProblem(at, "regex_slow", { reason: problem.reason });
    throw problem;
  }
}

function screenPart(part: RegexTree): void {
  if (part.kind === "backreference") throw new SlowRegex("backreference");
  if (part.kind === "repeat" && part.max > 1 && isAmbiguous(part.part)) throw new SlowRegex("nested");
  if (part.kind === "repeat" && Number.isFinite(part.max) && part.max > LARGEST_COUNT) throw new SlowRegex("many");
  for (const child of childrenOf(part)) screenPart(child);
  // What stands inside a look ahead is a pattern of its own.
  if (part.kind === "edge" && part.inside && looseRepeats([part.inside]) > 1) throw new SlowRegex("many");
}

/** Whether the same text can be taken in several ways, which multiply when it is repeated. */
function isAmbiguous(part: RegexTree): boolean {
  if (part.kind === "repeat") return part.min !== part.max || part.max > SMALL_REPEAT || isAmbiguous(part.part);
  if (part.kind === "edge") return part.inside !== null;
  if (part.kind === "choice" && (overlappingOptions(part.options) || part.options.some(isNullable))) return true;
  return childrenOf(part).some(isAmbiguous);
}

function waysOf(part: RegexTree): number {
  const inside = childrenOf(part).reduce((ways, child) => ways * waysOf(child), 1);
  if (part.kind === "choice" && overlappingOptions(part.options)) return inside * part.options.length;
  if (part.kind !== "repeat" || isEndless(part)) return inside;
  return inside * (part.max - part.min + 1);
}

/** How many endless repeats must be tried at several lengths, because what follows them also fits inside them. */
function looseRepeats(parts: readonly RegexTree[]): number {
  const [part, ...rest] = parts;
  if (!part) return 0;
  if (part.kind === "sequence") return looseRepeats([...part.parts, ...rest]);
  if (part.kind === "choice") return Math.max(...part.options.map((option) => looseRepeats([option, ...rest])));
  if (part.kind !== "repeat" || !isEndless(part)) return looseRepeats(rest);
  const { overlaps, meetsEndless } = follow(lettersOf(part), rest);
  if (meetsEndless) throw new SlowRegex("neighbours");
  return (overlaps ? 1 : 0) + looseRepeats(rest);
}

/** Compares a repeat's letters with all that can come right after it. */
function follow(letters: bigint, rest: readonly RegexTree[]): { overlaps: boolean; meetsEndless: boolean } {
  let overlaps = false;
  for (const part of flat(rest)) {
    const meets = (firstLetters(part) & letters) !== 0n;
    overlaps ||= meets;
    if (meets && holdsEndlessStart(part)) return { overlaps, meetsEndless: true };
    if (!isNullable(part)) return { overlaps, meetsEndless: false };
    // An edge such as $ can fail after the repeat, which is then tried at each length.
    overlaps ||= part.kind === "edge";
  }
  return { overlaps, meetsEndless: false };
}

function holdsEndlessStart(part: RegexTree): boolean {
  if (part.kind === "repeat") return isEndless(part) || holdsEndlessStart(part.part);
  if (part.kind === "choice") return part.options.some(holdsEndlessStart);
  if (part.kind !== "sequence") return false;
  for (const child of part.parts) {
    if (holdsEndlessStart(child)) return true;
    if (!isNullable(child)) return false;
  }
  return false;
}

function beginsEndlessly(tree: RegexTree): boolean {
  const first = flat([tree]).find((part) => !(part.kind === "edge" && !part.start));
  return first !== undefined && first.kind !== "edge" && holdsEndlessStart(first);
}

function flat(parts: readonly RegexTree[]): readonly RegexTree[] {
  return parts.flatMap((part) => (part.kind === "sequence" ? flat(part.parts) : [part]));
}

function isEndless(part: RegexTree): boolean {
  return part.kind === "repeat" && part.max > SMALL_REPEAT && part.max !== part.min;
}

function isNullable(part: RegexTree): boolean {
  if (part.kind === "repeat") return part.min === 0 || isNullable(part.part);
  if (part.kind === "choice") return part.options.some(isNullable);
  if (part.kind === "sequence") return part.parts.every(isNullable);
  return part.kind !== "set";
}

function overlappingOptions(options: readonly RegexTree[]): boolean {
  let seen = 0n;
  for (const option of options) {
    const first = firstLetters(option);
    if ((first & seen) !== 0n) return true;
    seen |= first;
  }
  return false;
}

function firstLetters(part: RegexTree): bigint {
  if (part.kind === "set") return part.set;
  if (part.kind === "backreference") return EVERYTHING;
  if (part.kind === "repeat") return firstLetters(part.part);
  if (part.kind === "choice") return part.options.reduce((letters, option) => letters | firstLetters(option), 0n);
  if (part.kind === "edge") return 0n;
  let letters = 0n;
  for (const child of part.parts) {
    letters |= firstLetters(child);
    if (!isNullable(child)) break;
  }
  return letters;
}

function lettersOf(part: RegexTree): bigint {
  if (part.kind === "set") return part.set;
  if (part.kind === "edge") return 0n;
  return childrenOf(part).reduce((letters, child) => letters | lettersOf(child), 0n);
}

function childrenOf(part: RegexTree): readonly RegexTree[] {
  if (part.kind === "sequence") return part.parts;
  if (part.kind === "choice") return part.options;
  if (part.kind === "repeat") return [part.part];
  return part.kind === "edge" && part.inside ? [part.inside] : [];
}
